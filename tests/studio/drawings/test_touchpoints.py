"""Contacts by stage and channel."""

from __future__ import annotations

from bot.studio.drawings.touchpoints import Contacts, intended
from tests.studio.drawings.journeys import PATH


def test_what_the_file_intends_is_beside_it() -> None:
    assert intended(PATH) == {
        ("looks", "telegram", "in"),
        ("looks", "web", "in"),
        ("looks", "telegram", "out"),
        ("buys", "sms", "out"),
    }


def test_channels_come_in_their_usual_order() -> None:
    met = Contacts(intended=intended(PATH), counts={("looks", "pigeon", "in"): 1, ("looks", "whatsapp", "in"): 2})
    assert met.channels == ("telegram", "whatsapp", "sms", "web", "pigeon")
    assert met.total == 3
