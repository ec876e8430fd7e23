"""Our own words for appointments, as customers read them."""

from __future__ import annotations

import pytest

from bot.playbook.situations.booking_words import BOOKING
from bot.playbook.situations.situations import SITUATIONS
from tests.engine.visiting import shop

KNOWN = {"at": "2026-03-07T09:00:00+00:00", "place": "Moka Lyon", "when": "samedi 7 mars à 10 h", "postcode": "69002"}


@pytest.mark.parametrize("name", BOOKING)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_is_whole_in_both_languages(name: str, language: str) -> None:
    said = shop().repair[name]
    for text in (said.text, said.sms):
        if text is not None:
            shown = text.render(KNOWN, language)
            assert shown.strip() and "{" not in shown
    assert SITUATIONS[name].text == BOOKING[name][0]


def test_an_hour_is_read_as_people_write_it() -> None:
    hour = shop().repair["book_when"].text
    assert hour.render(KNOWN, "fr") == "samedi 7 mars à 10\u00a0h"
    assert hour.render(KNOWN, "en") == "Saturday 7 March at 10:00"
