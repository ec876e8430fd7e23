"""The words about wishes: the short ones, for SMS, name the wish as the long ones do."""

from __future__ import annotations

import pytest

from bot.playbook.situations.situations import SITUATIONS
from bot.playbook.situations.situations_wishes import WISHES


@pytest.mark.parametrize("name", sorted(WISHES))
def test_each_is_a_situation_with_short_wording(name: str) -> None:
    text, sms = WISHES[name]
    assert (SITUATIONS[name].text, SITUATIONS[name].sms) == (text, sms)
    assert ("wish." in text) == ("wish." in sms)
