"""What a restore held, let go or left by staff."""

from datetime import timedelta
from pathlib import Path

from bot.store import Store
from tests.store.copies.test_restored import restored
from tests.store.samples import LEA, NOON, at, keep, known, plan, planned, timer

HOUR = timedelta(hours=1)
AFTER = NOON + 2 * HOUR


async def _held(database_url: str, tmp_path: Path) -> Store:
    store = await Store.open(database_url)
    await keep(store, known())
    await plan(store, planned("lea"), planned("other", chat=7))
    await store.inbox.put([timer("soon", at(1800), kind="start")])
    _, back = await restored(store, database_url, tmp_path)
    return back


async def test_what_is_held_is_listed_and_counted_for_one_or_for_all(database_url: str, tmp_path: Path) -> None:
    store = await _held(database_url, tmp_path)
    parts, timers = await store.releasing.held()
    assert [(part.id, part.text) for part in parts] == [("lea", "text of lea"), ("other", "text of other")]
    assert [(one.id, one.kind) for one in timers] == [("soon", "start")]
    mine, _ = await store.releasing.held(LEA)
    assert [part.id for part in mine] == ["lea"]
    assert await store.releasing.count() == 2
    assert [one.words for one in await store.findings(AFTER) if "a restore holds 2 messages" in one.words]
    await store.close()


async def test_what_is_let_go_is_queued_once_and_the_follow_up_met(database_url: str, tmp_path: Path) -> None:
    store = await _held(database_url, tmp_path)
    held = await store.releasing.held(LEA)
    with store.bell.listen("outbox") as sender, store.bell.listen("inbox") as meeter:
        await store.releasing.let_go(*held, AFTER)
        assert await sender.rung(20)
        assert await meeter.rung(20)
    await store.releasing.let_go(*held, AFTER)
    assert [one.part.id for one in await store.outbox.claim(("telegram",), 9, AFTER)] == ["lea"]
    assert await store.inbox.count_dead() == 0
    assert "soon" in {id_ for id_, _, _ in await store.inbox.planned(LEA)}
    said = [entry.words for entry in await store.ledger.of(LEA, NOON) if entry.rule == "restore"]
    assert said == ["let go by the team after a restore"]
    assert await store.releasing.held(LEA) == ([], [])
    await store.close()


async def test_one_that_was_given_up_meanwhile_is_still_held_for_staff(database_url: str, tmp_path: Path) -> None:
    store = await _held(database_url, tmp_path)
    for part in await store.outbox.uncertain(AFTER):
        await store.outbox.abandon(part, "nobody can be asked", AFTER)
    parts, timers = await store.releasing.held(LEA)
    await store.releasing.let_go(parts, timers, AFTER)
    assert [one.part.id for one in await store.outbox.claim(("telegram",), 9, AFTER)] == ["lea"]
    await store.close()


async def test_what_is_left_never_leaves(database_url: str, tmp_path: Path) -> None:
    store = await _held(database_url, tmp_path)
    held = await store.releasing.held()
    await store.releasing.leave(*held, AFTER)
    await store.releasing.let_go(*held, AFTER)
    assert await store.outbox.claim(("telegram",), 9, AFTER) == []
    assert await store.releasing.held() == ([], [])
    assert await store.inbox.count_dead() == 0
    await store.close()
