from datetime import timedelta

from bot.model.parts import Accepted
from bot.store import Store, retention
from bot.store.script import once
from bot.store.times import micros
from tests.store.samples import NOON, at, plan, planned, timer, wrote


async def test_old_bodies_are_forgotten_and_their_events_stay(store: Store, monkeypatch) -> None:
    monkeypatch.setattr(retention, "PAGE", 3)
    await store.inbox.put([wrote(str(n), when=at(n)) for n in range(10)])
    assert await store.retention.forget_bodies(at(7)) == 7
    assert await store.database.read("SELECT COUNT(*) FROM inbox WHERE raw IS NOT NULL") == [(3,)]
    assert await store.retention.forget_bodies(at(7)) == 0


async def test_only_events_that_were_met_long_ago_are_forgotten(store: Store, monkeypatch) -> None:
    monkeypatch.setattr(retention, "PAGE", 2)
    await store.inbox.put([wrote("old", id="old"), timer("timer", at(10**7)), wrote("dead", id="dead")])
    await store.inbox.put([wrote("young", id="young", when=NOON + timedelta(days=90))])

    def meet():
        yield once("UPDATE inbox SET state = 'done', met_at = $1 WHERE id IN ('old', 'young')", micros(NOON))
        yield once("UPDATE inbox SET state = 'dead' WHERE id = 'dead'")

    await store.database.transact(meet)
    assert await store.retention.forget("inbox", NOON + timedelta(days=30)) == 1
    assert sorted(row[0] for row in await store.database.read("SELECT id FROM inbox")) == ["dead", "timer", "young"]


async def test_parts_and_lines_are_forgotten_once_settled(store: Store) -> None:
    await plan(store, planned("sent"), planned("queued", chat=7, due=at(9)))
    [one] = await store.outbox.claim(("telegram",), 9, NOON)
    await store.outbox.settle(one.part, Accepted("t"), NOON)
    later = NOON + timedelta(days=400)
    assert await store.retention.forget("outbox", later) == 1
    assert await store.retention.forget("transcript", later) == 1
    assert await store.outbox.counts() == {"queued": 1}


async def test_reports_on_nothing_of_ours_are_forgotten(store: Store) -> None:
    from bot.model.parts import Report

    await store.outbox.report(Report(provider_id="SM1", state="sent", at=NOON))
    await store.retention.forget_stray_reports(at(1))
    assert await store.database.read("SELECT COUNT(*) FROM stray_reports") == [(0,)]
