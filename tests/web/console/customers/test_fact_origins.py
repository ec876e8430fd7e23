"""Where a fact comes from: the newest that could have set it."""

from __future__ import annotations

from datetime import timedelta

from bot.store.messages.ledger import Entry
from bot.store.threads.thread_lines import Brought
from bot.web.console.customers.fact_origins import COUNTED, History, origins
from tests.web.console.counter import book
from tests.web.doorway import NOW

BOOK = book(
    **{
        "flows/conversations/taste.yaml": """
flow: taste
title: Votre goût
purpose: service
steps:
  - ask: Quel café aimez-vous ?
    as: text
    save: customer.taste
  - set:
      customer.asked_taste: true
""",
    }
)


def answered(at_minutes: int, flow: str = "taste") -> Entry:
    step = next(iter(BOOK.flows["taste"].steps.values()))
    return Entry(
        id=str(at_minutes),
        at=NOW + timedelta(minutes=at_minutes),
        event="e",
        kind="understood",
        words="",
        rule=str(step.place),
        facts={},
        version=BOOK.version,
        flow=flow,
        step=None,
        conversation=None,
        outbox=None,
    )


def test_the_newest_word_on_a_fact_is_its_origin() -> None:
    brought = [Brought(NOW, "import", ("city", "taste")), Brought(NOW + timedelta(minutes=9), "elsewhere", ("age",))]
    history = History(answers=[answered(5), answered(2), answered(7, "gone")], brought=brought)
    found = origins(BOOK, history, lambda entry: entry.id)
    assert {name: (one.words, one.url) for name, one in found.items() if one.words != COUNTED} == {
        "city": ("an import", ""),
        "taste": ("Votre goût", "5"),
        "age": ("another system", ""),
    }
    assert found["taste"].event == "e"


def test_without_a_playbook_imports_are_told_all_the_same() -> None:
    history = History(answers=[answered(1)], brought=[Brought(NOW, "api", ("city",))], flows=["taste"])
    found = origins(None, history, lambda _: "")
    assert {name for name, one in found.items() if one.words != COUNTED} == {"city"}


def test_what_the_program_counts_is_told_so_unless_somebody_brought_it_since() -> None:
    assert origins(BOOK, History(), lambda _: "")["referral_code"].words == COUNTED
    brought = [Brought(NOW, "import", ("orders_count",))]
    assert origins(BOOK, History(brought=brought), lambda _: "")["orders_count"].words == "an import"
    later = History(brought=brought, ordered_at=NOW + timedelta(days=1))
    counted = origins(BOOK, later, lambda _: "")["orders_count"]
    assert (counted.words, counted.at) == (COUNTED, later.ordered_at)


def test_a_step_that_sets_a_fact_is_its_origin_where_the_customer_has_been_in_its_flow() -> None:
    assert "asked_taste" not in origins(BOOK, History(), lambda _: "")
    found = origins(BOOK, History(flows=["gone", "taste"]), lambda _: "", lambda place: f"at {place}")["asked_taste"]
    assert (found.words, found.at) == ("Votre goût", None)
    assert found.url.startswith("at flows/conversations/taste.yaml:")
