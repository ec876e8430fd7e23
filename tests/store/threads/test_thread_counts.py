import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.model.conversation import Handover
from bot.model.customer import JourneyState
from bot.store import Store, restore
from bot.store.database.script import Script
from bot.store.messages.record import Record
from bot.store.threads.threads import FOLDERS, Wanted, conditions
from tests.store.samples import NOON, at, keep, known
from tests.store.threads.test_threads import TALKING, in_hands, shop


async def counted_one_by_one(store: Store) -> dict[str, int]:
    """What the rows themselves say."""
    found: dict[str, int] = {}
    for folder in FOLDERS:
        where, values = conditions(Wanted(folder=folder), "camille", ())
        sql = f"SELECT COUNT(*) FROM threads t WHERE {where} AND CAST($1 AS TEXT) IS NOT NULL"
        [(found[folder],)] = await store.database.read(sql, *values)
    return found


async def test_whatever_a_thread_does_the_counts_are_those_of_the_rows(store: Store) -> None:
    await shop(store)
    stage = JourneyState(journey="purchase", stage="try", since=NOON, direction="advancing")
    threads = store.threads
    acts: tuple[Callable[[], Awaitable[object]], ...] = (
        lambda: threads.assign(known(1).id, "camille"),
        lambda: threads.close(known(1).id, "camille", "solved", at(50)),
        lambda: threads.snooze(known(2).id, "camille", at(900), at(60)),
        lambda: threads.wake_due(at(901)),
        lambda: keep(store, known(4, conversations=(TALKING,), journeys=(stage,))),
        lambda: keep(store, known(5, facts={"point_of_sale": "lyon"})),
        lambda: threads.reopen(known(1).id),
        lambda: store.thread_counts.settle(),
        lambda: keep(store, known(6, journeys=(stage,))),
    )
    for act in acts:
        await act()
        assert await store.thread_counts.folders("camille") == await counted_one_by_one(store)
        for folder in FOLDERS:
            counted = (await store.thread_counts.tally(folder, "camille"))[1]
            assert counted == await store.thread_counts.stages(folder, "camille"), folder


async def test_a_thread_that_joins_another_is_counted_no_more(store: Store) -> None:
    await shop(store)

    def script() -> Script[None]:
        record = Record()
        record.threads.absorb(known(2).id, known(1).id)
        yield from record.threads.write()

    await store.database.transact(script)
    counts = await store.thread_counts.folders("camille")
    assert (counts["us"], counts["all"]) == (1, 4)
    assert counts == await counted_one_by_one(store)


async def test_staff_of_a_point_of_sale_have_counts_of_its_threads_and_of_none_yet(store: Store) -> None:
    await keep(store, in_hands(1, 10, facts={"point_of_sale": "lyon"}))
    await keep(store, in_hands(2, 20, facts={"point_of_sale": "paris"}))
    await keep(store, in_hands(3, 30))
    assert (await store.thread_counts.folders("camille", ("lyon",)))["us"] == 2
    assert await store.thread_counts.waiting(("lyon",)) == 2
    assert await store.thread_counts.waiting() == 3
    assert (await store.thread_counts.folders("camille", ("lyon",)))["unassigned"] == 2
    assert await store.thread_counts.stages("us", "camille", ("lyon",)) == {}


async def test_unassigned_are_those_of_the_teams_of_who_asks_and_of_none(store: Store) -> None:
    await keep(store, in_hands(1, 10))
    await keep(store, known(2, handover=Handover(id="h2", team="atelier", reason="repair", since=at(1)), last_in=at(1)))
    await keep(store, known(3, handover=Handover(id="h3", team="", reason="sales", since=at(1)), last_in=at(1)))
    counts = store.thread_counts
    assert (await counts.folders("camille"))["unassigned"] == 3
    assert (await counts.folders("camille", (), ("atelier",)))["unassigned"] == 2


async def test_rows_that_moves_left_behind_become_one(store: Store) -> None:
    await shop(store)
    for second in range(5):
        await store.threads.close(known(5 - second % 2).id, "camille", "solved", at(second))
        await store.threads.reopen(known(5 - second % 2).id)
    before = await store.thread_counts.folders("camille")
    await store.thread_counts.settle()
    assert await store.thread_counts.folders("camille") == before
    rows = await store.database.read("SELECT folder, journey, stage, point_of_sale FROM thread_counts")
    assert len({tuple(row) for row in rows}) == len(rows)


async def test_of_two_that_settle_at_once_none_takes_what_the_other_has(store: Store) -> None:
    await shop(store)
    await asyncio.gather(*(store.thread_counts.settle() for _ in range(4)), keep(store, known(6)))
    assert await store.thread_counts.folders("camille") == await counted_one_by_one(store)


async def test_a_restored_database_has_the_counts_of_its_own_threads(
    postgres_url: str, empty_postgres_url: str, tmp_path: Path
) -> None:
    store = await Store.open(postgres_url)
    await shop(store)
    counts = await store.thread_counts.folders("camille")
    await store.backup(tmp_path / "copy", NOON)
    await keep(store, known(7))
    await store.close()
    for url in (postgres_url, empty_postgres_url):
        await restore(url, tmp_path / "copy", NOON)
        store = await Store.open(url)
        assert await store.thread_counts.folders("camille") == counts
        await store.close()
