from bot.model.effects import Decide
from bot.store import Store
from bot.store.identity import customer_id_of
from bot.store.times import micros
from bot.store.turns import Record
from tests.store.samples import NOON, at, lea, write

LEA = customer_id_of(lea())


async def test_decisions_are_read_in_the_order_in_which_they_were_taken(store: Store) -> None:
    record = Record()
    for n in range(12):
        decision = Decide(id=f"{99 - n}", kind="held", words=f"reason {n}", rule="quiet hours", facts={"hour": n})
        record.decision(LEA, decision, "event", micros(at(n // 6)))
    await write(store, record)
    entries = await store.ledger.of(LEA, NOON)
    assert [entry.words for entry in entries] == [f"reason {n}" for n in range(12)]
    assert (entries[3].facts, entries[3].rule, entries[3].event) == ({"hour": 3}, "quiet hours", "event")
    assert len(await store.ledger.of(LEA, at(1))) == 6
