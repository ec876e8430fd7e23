from datetime import timedelta

from bot.store import Store
from bot.store.playbooks.playbook_runs import LOST_AFTER, Reached, Run
from tests.store.samples import NOON, at


async def test_a_run_is_known_by_what_was_run_and_by_which_program(store: Store) -> None:
    assert await store.playbook_runs.begin("v1", "1.0", NOON)
    assert not await store.playbook_runs.begin("v1", "1.0", at(0))
    run = await store.playbook_runs.get("v1", "1.0")
    assert run is not None
    assert run.under_way(NOON)
    assert not run.good
    end = NOON + timedelta(seconds=9)
    done = Run(began_at=NOON, told_at=end, ended_at=end, reached=Reached(41, 1, 42), report="{}")
    await store.playbook_runs.finish("v1", "1.0", done)
    assert await store.playbook_runs.get("v1", "1.0") == done
    assert not done.good
    assert await store.playbook_runs.get("v1", "2.0") is None


async def test_a_run_that_went_down_with_its_process_may_be_begun_again(store: Store) -> None:
    await store.playbook_runs.begin("v1", "1.0", NOON)
    later = NOON + LOST_AFTER
    assert await store.playbook_runs.begin("v1", "1.0", later)
    late = Run(began_at=NOON, told_at=later, ended_at=later, reached=Reached(1, 0, 1), report="{}")
    await store.playbook_runs.finish("v1", "1.0", late)  # of the first, which was given up
    run = await store.playbook_runs.get("v1", "1.0")
    assert run is not None
    assert (run.began_at, run.ended_at) == (later, None)


async def test_a_run_of_which_news_come_is_under_way_however_long_it_takes(store: Store) -> None:
    await store.playbook_runs.begin("v1", "1.0", NOON)
    for minutes in range(1, 40):
        await store.playbook_runs.tell("v1", "1.0", NOON, Reached(minutes, 1, 50), NOON + timedelta(minutes=minutes))
    run = await store.playbook_runs.get("v1", "1.0")
    assert run is not None
    assert (run.reached.done, run.reached.total) == (40, 50)
    assert run.under_way(NOON + timedelta(minutes=39, seconds=59))
    assert not run.under_way(NOON + timedelta(minutes=40))
    end = NOON + timedelta(minutes=41)
    await store.playbook_runs.finish("v1", "1.0", Run(began_at=NOON, told_at=end, ended_at=end))
    await store.playbook_runs.tell("v1", "1.0", NOON, Reached(50, 0, 50), end)  # too late
    run = await store.playbook_runs.get("v1", "1.0")
    assert run is not None
    assert (run.reached.done, run.good) == (0, False)
