"""Where customers stand, how they came there, and where they were met."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model.effects import RecordMove
from bot.model.events import MessageReceived
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.turns import Record
from bot.store.reports import journey_history
from bot.store.reports.journey_history import Contact, Moved, Standing
from tests.store.samples import NOON, at, lea, write

LEA = customer_id_of(lea())


def move(stage: str, left: str = "", seconds: float | None = None) -> RecordMove:
    return RecordMove(
        id=f"{left} {stage}",
        journey="coffee",
        stage=stage,
        left=left,
        entered=None if seconds is None else at(seconds),
        direction="advancing",
        cause="…",
        version="v1",
    )


async def test_everybody_is_somewhere_and_moves_know_how_long_the_stage_had_lasted(store: Store) -> None:
    record = Record()
    record.move(LEA, move("looks"), micros(NOON))
    record.move(LEA, move("buys", "looks", 0), micros(at(60)))
    record.move("b" * 32, move("looks"), micros(at(5)))
    await write(store, record)
    assert sorted(await store.journey_history.standings(), key=lambda one: one.stage) == [
        Standing(LEA, "coffee", "buys", at(60)),
        Standing("b" * 32, "coffee", "looks", at(5)),
    ]
    assert await store.journey_history.moves() == [Moved(LEA, "coffee", "looks", "buys", at(60), timedelta(minutes=1))]


async def test_contacts_are_read_from_a_time_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journey_history, "PAGE", 2)
    record = Record()
    for n in range(6):
        record.heard(LEA, MessageReceived(id=str(n), address=lea(), text="…"), micros(at(n)))
    await write(store, record)
    assert [contact async for contact in store.journey_history.contacts(at(1))] == [
        Contact(LEA, at(n), "in", "telegram") for n in range(1, 6)
    ]
