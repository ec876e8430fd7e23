"""What is said to who answers late."""

from __future__ import annotations

from bot.playbook.situations.situations import SITUATIONS
from bot.playbook.situations.situations_late import LATE


def test_each_is_a_situation_that_a_playbook_can_reword() -> None:
    for name, (text, sms) in LATE.items():
        assert SITUATIONS[name].text == text
        assert SITUATIONS[name].sms == sms
