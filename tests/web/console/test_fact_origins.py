"""Where a fact comes from: the newest that could have set it."""

from __future__ import annotations

from datetime import timedelta

from bot.store.ledger import Entry
from bot.store.thread_lines import Brought
from bot.web.console.fact_origins import origins
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
    found = origins(BOOK, [answered(5), answered(2), answered(7, "gone")], brought, lambda entry: entry.id)
    assert {name: (one.words, one.url) for name, one in found.items()} == {
        "city": ("an import", ""),
        "taste": ("Votre goût", "5"),
        "age": ("another system", ""),
    }


def test_without_a_playbook_imports_are_told_all_the_same() -> None:
    assert set(origins(None, [answered(1)], [Brought(NOW, "api", ("city",))], lambda _: "")) == {"city"}
