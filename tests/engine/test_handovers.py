"""Opening a handover, once."""

from __future__ import annotations

from bot.model.effects import OpenHandover, SetTimer
from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens


def test_a_handover_has_a_team_a_reason_and_a_timer_that_brings_it_back(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("je veux parler à quelqu'un").hears("passe la main")
    (opened,) = [effect for effect in lea.effects if isinstance(effect, OpenHandover)]
    assert (opened.team, opened.reason) == ("magasin", "asked for")
    assert lea.customer.handover is not None
    assert lea.customer.handover.id == opened.id
    (timer,) = [effect for effect in lea.effects if isinstance(effect, SetTimer)]
    assert (timer.event.kind, timer.event.set_by) == ("give_back", opened.id)
    assert timer.due_at == lea.customer.handover.since + book.policy.give_back


def test_a_thread_in_staffs_hands_is_not_handed_over_again(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("merci").hears("plaisir").staff_takes_over().hears("prend la suite").staff_takes_over()
    assert not any(isinstance(effect, OpenHandover) for effect in lea.effects)
