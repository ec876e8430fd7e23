"""The ledger of a customer, at a terminal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.customers import lines
from bot.store.ledger import Entry
from tests.cli.test_operations import Says, says

_ = says


def test_an_entry_says_what_why_and_where() -> None:
    entry = Entry(
        id="1",
        at=datetime(2026, 3, 22, 10, 0, tzinfo=UTC),
        event="e",
        kind="not_sent",
        words="Non envoyé : pas d’accord",
        rule="consent",
        facts={"purpose": "marketing", "consent": False},
        version="3f2a",
        flow="promo",
        step="1",
        conversation=None,
        outbox=None,
    )
    head, where, facts = lines(entry)
    assert head.startswith("2026-03-22 10:00:00Z  not sent")
    assert head.endswith("Non envoyé : pas d’accord")
    assert where.strip() == "consent · promo/1 · version 3f2a"
    assert facts.strip() == "purpose = marketing, consent = no"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["why", "+33600000000"], 1, "nobody is known as +33600000000"),
        (["why", "+33600000000", "--since", "soon"], 2, "write 12h, 30d or 8w"),
    ],
)
def test_what_cannot_be_found_is_said(words: list[str], code: int, said: str, says: Says) -> None:
    says("migrate")
    left, _, told = says(*words)
    assert (left, said in told) == (code, True)


def test_without_a_database_it_says_where_it_looked(says: Says, tmp_path: Path) -> None:
    code, _, told = says("why", "7")
    assert code == 2
    assert "no database at parcours.db" in told
    assert not list(tmp_path.iterdir())
