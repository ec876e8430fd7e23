"""What is planned happens in its order."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model.events import TimerDue
from bot.studio.rehearsals.agenda import Agenda

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def timer(name: str) -> TimerDue:
    return TimerDue(id=name, kind="wait", set_by="x", due_at=NOON)


def test_what_is_planned_comes_by_time_and_then_in_the_order_of_planning() -> None:
    agenda = Agenda()
    agenda.plan(NOON + timedelta(hours=1), timer("late"))
    agenda.plan(NOON, timer("b"))
    agenda.plan(NOON, timer("a"))
    assert [each.id for each in agenda.timers] == ["b", "a", "late"]
    assert agenda.next_due() == NOON
    assert [agenda.take().id for _ in range(3)] == ["b", "a", "late"]
    assert agenda.next_due() is None


def test_what_is_dropped_does_not_happen_and_may_be_dropped_again() -> None:
    agenda = Agenda()
    agenda.plan(NOON, timer("a"))
    agenda.drop("a")
    agenda.drop("a")
    assert agenda.timers == ()
    with pytest.raises(LookupError):
        agenda.take()


def test_a_timer_of_the_same_name_takes_the_earlier_ones_place() -> None:
    agenda = Agenda()
    agenda.plan(NOON, timer("a"))
    agenda.plan(NOON + timedelta(days=1), timer("a"))
    assert agenda.next_due() == NOON + timedelta(days=1)
    assert len(agenda.timers) == 1


def test_a_timer_is_moved_if_it_is_still_planned() -> None:
    agenda = Agenda()
    agenda.plan(NOON, timer("a"))
    agenda.move("a", NOON + timedelta(days=1))
    agenda.move("gone", NOON)
    assert [(each.id, each.due_at) for each in agenda.timers] == [("a", NOON + timedelta(days=1))]
    assert agenda.next_due() == NOON + timedelta(days=1)
