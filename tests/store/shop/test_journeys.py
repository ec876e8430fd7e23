"""What turns write of journeys."""

from __future__ import annotations

from bot.model.effects import RecordMoment, RecordMove
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, once
from bot.store.database.times import micros
from bot.store.messages.record import Record
from tests.store.samples import LEA, NOON, at, keep, known, lea, write, wrote


def move(stage: str, left: str = "", after: int = 0) -> RecordMove:
    entered = at(after) if left else None
    return RecordMove(
        id=stage, journey="purchase", stage=stage, cause="test", direction="advancing", left=left, entered=entered
    )


async def test_a_journey_stands_where_its_last_move_led(store: Store) -> None:
    record = Record()
    record.move(LEA, move("look"), micros(NOON))
    record.move(LEA, move("buy", "look"), micros(at(60)))
    await write(store, record)
    (here,) = await store.journeys.of(LEA)
    assert (here.journey, here.stage, here.since, here.direction) == ("purchase", "buy", at(60), "advancing")
    first, second = await store.journeys.moves(LEA)
    assert (first.left, first.entered) == (None, None)
    assert (second.left, second.entered, second.stage, second.at) == ("look", NOON, "buy", at(60))


async def test_moments_are_kept_in_order(store: Store) -> None:
    record = Record()
    for n, value in enumerate((30.0, 40.0)):
        moment = RecordMoment(
            id=str(n), journey="purchase", cause="x", change=10.0, value=value, rule="here", version="v"
        )
        record.moment(LEA, moment, micros(at(n)))
    await write(store, record)
    assert [(one.value, one.at) for one in await store.journeys.moments(LEA)] == [(30.0, NOON), (40.0, at(1))]


async def test_the_map_counts_who_stands_where(store: Store) -> None:
    record = Record()
    for n, stage in enumerate(("look", "look", "buy")):
        record.move(customer_id_of(lea(n + 1)), move(stage), micros(NOON))
    await write(store, record)
    assert await store.journey_reports.places() == {("purchase", "look"): 2, ("purchase", "buy"): 1}


def _same() -> Script[None]:
    yield once("UPDATE customers SET merged_into = $2 WHERE id = $1", customer_id_of(lea(2)), LEA)


async def test_who_is_another_by_now_is_counted_once_and_their_moves_are_read_with_the_others(store: Store) -> None:
    await keep(store, known())
    await store.inbox.put([wrote("b", chat=2)])
    record = Record()
    record.move(LEA, move("buy"), micros(at(30)))
    record.move(customer_id_of(lea(2)), move("look"), micros(NOON))
    record.leaves(customer_id_of(lea(2)), "purchase")
    await write(store, record)
    await store.database.transact(_same)
    assert await store.journey_reports.places() == {("purchase", "buy"): 1}
    assert [one.stage for one in await store.journeys.moves(LEA)] == ["look", "buy"]


async def test_who_is_on_a_journey_is_told_once_a_customer_in_portions(store: Store) -> None:
    record = Record()
    customers = sorted(customer_id_of(lea(n + 1)) for n in range(5))
    for customer in customers:
        record.move(customer, move("look"), micros(NOON))
        record.move(customer, RecordMove(id="o", journey="other", stage="a", cause="x", direction=""), micros(NOON))
    await write(store, record)
    assert await store.journeys.walkers("", 3) == customers[:3]
    assert await store.journeys.walkers(customers[2], 3) == customers[3:]
