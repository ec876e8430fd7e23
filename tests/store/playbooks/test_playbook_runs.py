from datetime import timedelta

from bot.store import Store
from bot.store.playbooks.playbook_runs import LOST_AFTER, Run
from tests.store.samples import NOON, at


async def test_a_run_is_known_by_what_was_run_and_by_which_program(store: Store) -> None:
    assert await store.playbook_runs.begin("v1", "1.0", NOON)
    assert not await store.playbook_runs.begin("v1", "1.0", at(0))
    run = await store.playbook_runs.get("v1", "1.0")
    assert run is not None
    assert run.under_way(NOON)
    assert not run.good
    done = Run(began_at=NOON, ended_at=NOON + timedelta(seconds=9), passed=41, failed=1, report="{}")
    await store.playbook_runs.finish("v1", "1.0", done)
    assert await store.playbook_runs.get("v1", "1.0") == done
    assert not done.good
    assert await store.playbook_runs.get("v1", "2.0") is None


async def test_a_run_that_went_down_with_its_process_may_be_begun_again(store: Store) -> None:
    await store.playbook_runs.begin("v1", "1.0", NOON)
    later = NOON + LOST_AFTER
    assert await store.playbook_runs.begin("v1", "1.0", later)
    late = Run(began_at=NOON, ended_at=later, passed=1)
    await store.playbook_runs.finish("v1", "1.0", late)  # of the first, which was given up
    run = await store.playbook_runs.get("v1", "1.0")
    assert run is not None
    assert (run.began_at, run.ended_at) == (later, None)
