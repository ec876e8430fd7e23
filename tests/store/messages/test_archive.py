from datetime import datetime, timedelta

import msgspec
import pytest

from bot.store import Store
from bot.store.database import batches
from bot.store.database.script import Script, once
from bot.store.database.times import micros
from bot.store.messages.archive import REPEATS_KNOWN, tidy_inbox
from tests.store.samples import LEA, NOON, at, timer, wrote

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "PAGE", 3)
    monkeypatch.setattr(batches, "BATCH", 2)
    monkeypatch.setattr(batches, "REST", 0)


async def meet(store: Store, *ids: str, when: datetime = NOON, state: str = "done") -> None:
    def script() -> Script[None]:
        for number, id_ in enumerate(ids):
            yield once("UPDATE inbox SET state = $1, met_at = $2 WHERE id = $3", state, micros(when) + number, id_)

    await store.database.transact(script)


async def in_the_inbox(store: Store) -> list[str]:
    return sorted(row[0] for row in await store.database.read("SELECT id FROM inbox"))


async def test_events_that_were_met_leave_the_inbox_and_are_run_again_in_their_order(store: Store) -> None:
    await store.inbox.put([wrote(str(n), id=str(n)) for n in range(7)])
    await meet(store, *"012345")
    await store.inbox.put([wrote("late", id="late", when=NOON + 20 * DAY)])
    await meet(store, "late", when=NOON + 20 * DAY)
    counts = await tidy_inbox(store.database, NOON + 21 * DAY, NOON - 365 * DAY)
    assert counts["archived"] == 6
    assert await in_the_inbox(store) == ["6", "late"]
    assert [event.event_id for event in await store.inbox.met(LEA, NOON)] == [*"012345", "late"]
    assert [event.event_id for event in await store.inbox.met(LEA, at(1))] == ["late"]


async def test_a_repeat_has_no_effect_for_more_than_eight_days(store: Store) -> None:
    await store.inbox.put([wrote("bonjour", id="update 1")])
    await meet(store, "update 1", when=at(1))
    late = NOON + 8 * DAY + timedelta(hours=1)
    await tidy_inbox(store.database, late, NOON - 365 * DAY)
    await store.inbox.put([wrote("bonjour", id="update 1", when=late)])
    assert await store.inbox.overdue(late) == 0
    assert timedelta(days=8) < REPEATS_KNOWN


async def test_what_waits_stays_whatever_its_age(store: Store) -> None:
    await store.inbox.put([wrote("held", id="held"), timer("next year", NOON + 400 * DAY)])
    counts = await tidy_inbox(store.database, NOON + 390 * DAY, NOON + 380 * DAY)
    assert counts == {"archived": 0, "bodies": 1, "dead_letters": 0}
    assert await in_the_inbox(store) == ["held", "next year"]
    assert await store.database.read("SELECT raw FROM inbox WHERE id = 'held'") == [(None,)]


async def test_a_timer_set_long_ago_and_met_just_now_is_known_for_as_long_as_others(store: Store) -> None:
    await store.inbox.put([timer("renewal", NOON + 400 * DAY)])
    await meet(store, "renewal", when=NOON + 400 * DAY)
    assert (await tidy_inbox(store.database, NOON + 405 * DAY, NOON))["archived"] == 0
    assert (await tidy_inbox(store.database, NOON + 410 * DAY, NOON))["archived"] == 1


async def test_dead_letters_lose_their_body_and_go_when_all_else_does(store: Store) -> None:
    await store.inbox.put([wrote("poison", id="poison")])
    await meet(store, "poison", state="dead")
    assert (await tidy_inbox(store.database, NOON + 10 * DAY, NOON - DAY))["bodies"] == 1
    assert await store.inbox.count_dead() == 1
    assert (await tidy_inbox(store.database, NOON + 400 * DAY, NOON + DAY))["dead_letters"] == 1
    assert await store.inbox.count_dead() == 0


async def test_the_last_act_of_the_customer_s_own_is_remembered(store: Store) -> None:
    await store.inbox.put([wrote("first", id="first"), wrote("second", id="second", when=at(60))])
    await meet(store, "first", "second")
    await tidy_inbox(store.database, NOON + 10 * DAY, NOON)
    await store.inbox.put([timer("ours", NOON + DAY)])
    await meet(store, "ours", when=NOON + DAY)
    await tidy_inbox(store.database, NOON + 11 * DAY, NOON)
    assert await store.database.read("SELECT customer, at FROM last_acts") == [(LEA, micros(at(60)))]


async def test_what_we_did_ourselves_is_no_act_of_theirs(store: Store) -> None:
    ours = ("timer", "fetch", "outbox", "identity", "suppression", "import")
    for source in (*ours, "telegram"):
        arrival = msgspec.structs.replace(wrote(source, id=source, when=NOON), source=source)
        await store.inbox.put([arrival])
    await meet(store, *ours)
    await tidy_inbox(store.database, NOON + 30 * DAY, NOON - 365 * DAY)
    assert await store.database.read("SELECT customer FROM last_acts") == []
    await meet(store, "telegram")
    await tidy_inbox(store.database, NOON + 30 * DAY, NOON - 365 * DAY)
    assert len(await store.database.read("SELECT customer FROM last_acts")) == 1
