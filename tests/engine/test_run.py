"""The turn in progress can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.engine.advance import new_customer
from bot.engine.run import Run
from bot.model.address import Address
from bot.model.effects import Decide, DropTimers, MoveTimer, SetTimer
from bot.model.events import MessageReceived, StaffTookOver
from bot.playbook.compiled import Playbook, Shelf

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_back_to_a_mark_nothing_has_happened(book: Playbook) -> None:
    run = Run(Shelf(current=book), new_customer("c", NOW), StaffTookOver(id="e", at=NOW))
    run.decide("ignored", "edited", "x")
    mark, first = run.mark(), list(run.effects)
    expected = run.effect_id()
    run.change(timezone="Europe/Paris")
    run.set_timer("wait", NOW)
    run.back_to(mark)
    assert run.customer.timezone is None
    assert run.effects == first
    assert run.effect_id() == expected


def test_a_timer_is_the_event_that_it_becomes(book: Playbook) -> None:
    run = Run(Shelf(current=book), new_customer("c", NOW), StaffTookOver(id="e", at=NOW))
    expected = run.effect_id()
    assert run.set_timer("wait", NOW, conversation="x") == expected
    (timer,) = run.effects
    assert isinstance(timer, SetTimer)
    assert (timer.event.id, timer.event.set_by, timer.event.conversation) == (expected, "e", "x")


def test_no_timers_dropped_is_no_effect(book: Playbook) -> None:
    run = Run(Shelf(current=book), new_customer("c", NOW), StaffTookOver(id="e", at=NOW))
    run.drop_timers(())
    assert run.effects == []
    run.drop_timers(("a",))
    assert run.effects == [DropTimers(("a",))]


def test_only_the_customers_own_word_is_waited_for(book: Playbook) -> None:
    shelf, customer = Shelf(current=book), new_customer("c", NOW)
    assert Run(shelf, customer, MessageReceived(id="e", at=NOW, address=Address("web", "v"))).answering
    assert not Run(shelf, customer, StaffTookOver(id="e", at=NOW)).answering


def test_a_timer_is_moved_by_its_name(book: Playbook) -> None:
    run = Run(Shelf(current=book), new_customer("c", NOW), StaffTookOver(id="e", at=NOW))
    run.move_timer("a", NOW)
    assert run.effects == [MoveTimer("a", NOW)]


def test_a_decision_is_written_with_names_and_kept_with_ids(book: Playbook) -> None:
    run = Run(Shelf(current=book), new_customer("c", NOW), StaffTookOver(id="e", at=NOW))
    run.decide("moved", "moved", "here", named={"stage": "Achat"}, stage="buy", left="look", cause="x")
    (row,) = run.effects
    assert isinstance(row, Decide)
    assert (row.words, row.facts["stage"]) == ("Étape : de look à Achat (x).", "buy")


def test_the_days_of_the_store_are_counted_in_its_own_zone(book: Playbook) -> None:
    run = Run(Shelf(current=book), new_customer("c", NOW), StaffTookOver(id="e", at=NOW))
    run.change(timezone="America/New_York")
    assert str(run.store_zone) == "Europe/Paris"
