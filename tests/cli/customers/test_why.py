"""The ledger of a customer, at a terminal."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bot.cli.customers.why import lines
from bot.model.effects import Decide
from bot.model.message import Value
from bot.store import Store
from bot.store.messages.record import Record
from bot.studio.rehearsals.reasons import Decision, by_day
from bot.wiring.clock import now
from tests.cli.installation.test_operations import Says, says
from tests.store.samples import lea, planned, write, wrote

_ = says
PARIS = ZoneInfo("Europe/Paris")
SEND = "a" * 32


def test_a_day_says_what_why_and_where() -> None:
    decision = Decision(
        at=datetime(2026, 3, 22, 10, 0, tzinfo=UTC),
        kind="not_sent",
        words="« Nouveautés » n’est pas envoyé : pas d’accord.",
        rule="consent",
        facts={"purpose": "marketing", "consent": False},
        version="3f2a",
        flow="promo",
        step="1",
    )
    [day] = by_day([decision], PARIS, "fr")
    assert list(lines(day, None)) == [
        "\x1b[1mDimanche 22 mars 2026\x1b[0m",
        "  11:00  \x1b[31mnon envoyé    \x1b[0m «\u202fNouveautés\u202f» n’est pas envoyé\u00a0: pas d’accord.",
        f"\x1b[2m{'':24}règle\u00a0: pas d’accord pour cet usage sur ce canal · promo/1 · version 3f2a\x1b[0m",
        f"\x1b[2m{'':24}but\u00a0: marketing, accord\u00a0: non\x1b[0m",
        "",
    ]


def test_a_narrow_terminal_wraps_below_the_sentence() -> None:
    decision = Decision(at=datetime(2026, 3, 22, 10, tzinfo=UTC), kind="held", words="un deux trois " * 6, rule="r")
    [day] = by_day([decision], PARIS, "fr")
    sentence = [line for line in lines(day, 60) if "trois" in line]
    assert len(sentence) > 1
    assert all(line[:24].isspace() and not line[24].isspace() and len(line) <= 60 for line in sentence[1:])


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


def test_a_message_stands_below_its_reason_with_what_became_of_it(says: Says) -> None:
    says("migrate")
    asyncio.run(_a_message_was_sent())
    code, told, _ = says("why", "42")
    assert code == 0
    assert "Réponse au message du client." in told
    assert "Telegram, à envoyer\u00a0: «\u202fBonjour Léa\u202f»" in told
    assert "règle\u00a0: answers/livraison.yaml:3 · version 3f2a" in told
    assert "Telegram, to be sent – “Bonjour Léa”" in says("why", "42", "--lang", "en")[1]


def test_programs_get_an_object_a_line(says: Says) -> None:
    says("migrate")
    asyncio.run(_a_message_was_sent())
    [line] = says("why", "42", "--json")[1].splitlines()
    row = msgspec.json.decode(line, type=dict[str, Value])
    assert row["message"] == {"channel": "telegram", "state": "queued", "text": "Bonjour Léa"}
    assert (row["kind"], row["rule"], row["facts"]) == ("sent", "answers/livraison.yaml:3", {"purpose": "reply"})


async def _a_message_was_sent() -> None:
    store = await Store.open("sqlite:///parcours.db")
    try:
        await store.inbox.put([wrote("Bonjour")])
        found = await store.customers.whose(lea())
        assert found is not None
        record, at = Record(), now()
        record.part(msgspec.structs.replace(planned(f"{SEND}00", text="Bonjour Léa"), customer=found, created_at=at))
        decision = Decide(
            id="d",
            kind="sent",
            words="Réponse au message du client.",
            rule="answers/livraison.yaml:3",
            facts={"purpose": "reply"},
            version="3f2a",
            outbox=SEND,
        )
        record.decision(found, decision, "event", int(at.timestamp() * 1_000_000))
        await write(store, record)
    finally:
        await store.close()
