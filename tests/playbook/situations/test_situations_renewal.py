"""What was understood of buying again is said back."""

from __future__ import annotations

from bot.playbook.situations.situations import SITUATIONS
from bot.playbook.situations.situations_renewal import RENEWAL


def test_each_is_a_situation_that_a_playbook_can_reword() -> None:
    for name, (text, sms) in RENEWAL.items():
        assert SITUATIONS[name].text == text
        assert SITUATIONS[name].sms == sms
