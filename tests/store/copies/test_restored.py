"""A restore drill: the database of an hour ago, in a world that has gone on."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.model.address import Address
from bot.model.parts import Accepted
from bot.store import Store, restore
from bot.store.copies.restored import Held
from bot.store.database.script import Script, once
from bot.store.database.times import micros
from bot.store.messages.claims import claim
from tests.store.samples import LEA, NOON, at, keep, known, plan, planned, timer, wrote

HOUR = timedelta(hours=1)


async def restored(store: Store, database_url: str, tmp_path: Path, *, hours: float = 1) -> tuple[Held, Store]:
    """Back up, and come back after some hours with the copy."""
    await store.backup(tmp_path / "copy", NOON)
    await store.close()
    held = await restore(database_url, tmp_path / "copy", NOON + hours * HOUR)
    return held, await Store.open(database_url)


async def test_nothing_that_may_have_left_since_leaves_again(database_url: str, tmp_path: Path) -> None:
    store = await Store.open(database_url)
    await plan(store, planned("queued"), planned("sent", chat=7))
    [_, sent] = sorted((await store.outbox.claim(("telegram",), 9, NOON)), key=lambda one: one.part.id)
    await store.outbox.settle(sent.part, Accepted("t"), NOON)
    held, back = await restored(store, database_url, tmp_path)
    assert held == Held(parts=1, timers=0)
    assert await back.outbox.counts() == {"unknown": 1, "accepted": 1}
    assert await back.outbox.claim(("telegram",), 9, NOON + HOUR) == []
    assert [await back.outbox.resend_once(part, NOON) for part in await back.outbox.uncertain(NOON + HOUR)] == [False]
    await back.close()


async def test_a_follow_up_that_came_due_since_waits_for_staff_and_later_ones_come(
    database_url: str, tmp_path: Path
) -> None:
    store = await Store.open(database_url)
    await keep(store, known())
    met = [timer("soon", at(1800), kind="start"), timer("idle", at(1800), kind="idle"), timer("later", NOON + 3 * HOUR)]
    await store.inbox.put(met)
    held, back = await restored(store, database_url, tmp_path)
    assert held.timers == 1
    assert [letter.event_id for letter in await back.inbox.dead()] == ["soon"]
    [due] = (await back.database.transact(lambda: claim(micros(NOON + HOUR), 9, ()))).customers
    assert [row.id for row in due.waiting if row.source == "timer"] == ["idle"]
    await back.inbox.revive("soon")
    assert await back.inbox.count_dead() == 0
    await back.close()


async def test_who_has_seen_later_lines_than_the_copy_has_sees_the_new_ones(database_url: str, tmp_path: Path) -> None:
    store = await Store.open(database_url)
    await keep(store, known())

    def say(text: str) -> Callable[[], Script[None]]:
        def script() -> Script[None]:
            yield once(
                "INSERT INTO transcript (customer, at, direction, channel, address, source, said_by, text, body) "
                "VALUES ($1, $2, 'in', 'telegram', '42', 's', 'customer', $3, $4)",
                LEA,
                micros(NOON),
                text,
                '{"type":"message.received","id":"s","address":{"channel":"telegram","id":"42"},"text":""}',
            )

        return script

    await store.database.transact(say("before"))
    await store.backup(tmp_path / "copy", NOON)
    await store.database.transact(say("lost"))
    rows = await store.database.read("SELECT MAX(position) FROM transcript")
    await store.close()
    await restore(database_url, tmp_path / "copy", NOON + HOUR)
    back = await Store.open(database_url)
    await back.database.transact(say("after"))
    assert await back.database.read("SELECT text FROM transcript WHERE position > $1", rows[0][0]) == [("after",)]
    await back.close()


async def test_all_else_is_as_it_was(database_url: str, tmp_path: Path) -> None:
    store = await Store.open(database_url)
    await keep(store, known(facts={"first_name": "Léa « Zoé »"}))
    await store.inbox.put([wrote("bonjour")])
    await store.cursors.set("telegram", "7")
    held, back = await restored(store, database_url, tmp_path)
    assert held == Held(parts=0, timers=0)
    assert await back.customers.get(LEA) == known(facts={"first_name": "Léa « Zoé »"})
    assert await back.customers.whose(Address("telegram", "42")) == LEA
    assert await back.cursors.get("telegram") == "7"
    await back.inbox.put([wrote("bonjour"), wrote("encore")])
    assert await back.inbox.overdue(NOON) == 3
    await back.close()
