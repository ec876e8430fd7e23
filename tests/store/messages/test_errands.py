from bot.model.effects import Emit, Fetch
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.record import Record
from tests.store.samples import LEA, NOON, at, write, wrote


async def asked(store: Store) -> None:
    record = Record()
    record.errand(LEA, Fetch(id="f", conversation="c", method="GET", url="https://x.example/"), micros(NOON))
    record.errand(LEA, Emit(id="e", name="order.created", data={"number": 7}), micros(at(1)))
    await write(store, record)


async def test_errands_come_due_in_order_as_they_were_asked(store: Store) -> None:
    await asked(store)
    assert [errand.id for errand in await store.errands.due(NOON)] == ["f"]
    fetch, emit = await store.errands.due(at(1))
    assert isinstance(fetch.effect, Fetch)
    assert isinstance(emit.effect, Emit)
    assert emit.effect.data == {"number": 7}


async def test_what_an_errand_brought_is_in_the_inbox_when_it_is_done(store: Store) -> None:
    await asked(store)
    [fetch] = await store.errands.due(NOON)
    await store.errands.finish(fetch, [wrote("brought")])
    assert await store.inbox.overdue(NOON) == 1
    assert [errand.id for errand in await store.errands.due(at(9))] == ["e"]


async def test_an_errand_is_tried_again_at_its_time_or_given_up(store: Store) -> None:
    await asked(store)
    [fetch] = await store.errands.due(NOON)
    await store.errands.again(fetch, at(60), "503")
    assert [errand.id for errand in await store.errands.due(at(59))] == ["e"]
    [_, again] = await store.errands.due(at(60))
    assert again.attempts == 1
    await store.errands.give_up(again, "503 for an hour", [wrote("could not")])
    assert [errand.id for errand in await store.errands.due(at(60))] == ["e"]
