"""What a turn puts down of a question that nobody answered."""

from __future__ import annotations

from bot.model.effects import Decide
from bot.store import Store
from bot.store.messages.record import Record
from tests.store.samples import known, write

WHO = known().id


def decided(kind: str, rule: str = "understanding", number: int = 0) -> Decide:
    return Decide(id=f"{kind} {rule} {number}", kind=kind, words="", rule=rule)  # type: ignore[arg-type]


async def rows(store: Store) -> list[tuple[object, ...]]:
    sql = "SELECT event, offered, chosen, subject, point_of_sale FROM unanswered ORDER BY at"
    return [tuple(row) for row in await store.database.read(sql)]


async def test_a_message_is_put_down_once_and_what_was_not_understood_is_no_offer(store: Store) -> None:
    record = Record()
    for number, kind in enumerate(("understood", "not_understood", "understood")):
        record.decision(WHO, decided(kind, number=number), "m1", 1)
    record.decision(WHO, decided("understood"), "m2", 2)
    await write(store, record)
    assert await rows(store) == [("m1", 0, 0, None, ""), ("m2", 1, 0, None, "")]
    await write(store, record)
    assert len(await rows(store)) == 2


async def test_other_decisions_are_no_questions(store: Store) -> None:
    record = Record()
    record.decision(WHO, decided("understood", "a button"), "m1", 1)
    record.decision(WHO, decided("handed_over"), "m2", 2)
    record.decision(WHO, decided("repaired", "did you mean"), "m3", 3)
    await write(store, record)
    assert await rows(store) == []


async def test_offering_meanings_anew_chooses_nothing(store: Store) -> None:
    record = Record()
    record.decision(WHO, decided("understood"), "m1", 1)
    record.decision(WHO, decided("repaired", "did you mean"), "m2", 2)
    await write(store, record)
    assert [(event, chosen) for event, _, chosen, _, _ in await rows(store)] == [("m1", 0)]


async def test_turns_that_join_a_group_bring_theirs(store: Store) -> None:
    group = Record()
    for number, turn in enumerate((decided("understood"), decided("understood", "did you mean"))):
        one = Record()
        one.decision(WHO, turn, f"m{number}", number)
        group.take(one)
    await write(store, group)
    assert [(event, chosen) for event, _, chosen, _, _ in await rows(store)] == [("m0", 1)]
