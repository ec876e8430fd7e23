"""A team's promise says who waits for too long, and who comes first."""

from datetime import timedelta

from msgspec.structs import replace

from bot.store import Store
from tests.store.samples import at, keep, known
from tests.store.threads.test_threads import in_hands, listed


async def test_who_was_promised_an_answer_soonest_comes_first(store: Store) -> None:
    await keep(store, in_hands(1, 10))
    quick = in_hands(2, 20)
    assert quick.handover is not None
    await keep(store, replace(quick, handover=replace(quick.handover, team="caisse")))
    assert await listed(store) == ["1", "2"]
    await store.team_promises.promise("caisse", timedelta(minutes=5))
    assert await listed(store) == ["2", "1"]
    assert await store.team_promises.all() == {"caisse": timedelta(minutes=5)}
    row = await store.threads.get(known(2).id, "camille")
    assert row is not None
    assert row.due_at == at(20) + timedelta(minutes=5)
    await store.team_promises.promise("caisse", None)
    assert await listed(store) == ["1", "2"]
