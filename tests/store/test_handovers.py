from bot.model.effects import CloseHandover, OpenHandover
from bot.store import Store
from bot.store.identity import customer_id_of
from bot.store.times import micros
from bot.store.turns import Record
from tests.store.samples import NOON, at, lea, write

LEA = customer_id_of(lea())


async def test_a_handover_is_open_until_it_is_given_back(store: Store) -> None:
    record = Record()
    for n in range(2):
        record.handover(LEA, OpenHandover(id=str(n), team="magasin", reason="delivery"), micros(at(n)))
    await write(store, record)
    assert [one.id for one in await store.handovers.open_now()] == ["0", "1"]
    back = Record()
    back.given_back(CloseHandover("0", "paul"), micros(at(9)))
    await write(store, back)
    assert [one.id for one in await store.handovers.open_now()] == ["1"]
    closed, still = await store.handovers.of(LEA)
    assert (closed.opened_at, closed.closed_at, closed.closed_by, still.closed_at) == (NOON, at(9), "paul", None)
