"""The audit: appended in the transaction of what it tells, changed by nobody, and missed where it was."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.store import Store
from bot.store.database.script import Script, once
from bot.store.staff.audit import Broken, Entry, append
from tests.store.samples import NOON


def entry(number: int, subject: str = "lea") -> Entry:
    return Entry(
        at=NOON + timedelta(minutes=number), who="camille", act="export", subject=subject, details={"n": number}
    )


async def noted(store: Store, count: int) -> None:
    for number in range(count):
        await store.audit.note(entry(number))


async def test_what_is_noted_is_read_back_the_newest_first(store: Store) -> None:
    await noted(store, 5)
    await store.audit.note(entry(9, "other"))
    latest = await store.audit.latest(2)
    assert [row.entry for row in latest] == [entry(9, "other"), entry(4)]
    assert [row.entry for row in await store.audit.latest(9, latest[-1].position)] == [entry(n) for n in (3, 2, 1, 0)]
    assert [row.entry for row in await store.audit.of("lea", 2)] == [entry(4), entry(3)]
    assert await store.audit.verify() is None


async def test_an_empty_audit_holds(store: Store) -> None:
    assert await store.audit.verify() is None


async def test_many_who_append_at_once_make_one_chain(store: Store) -> None:
    await asyncio.gather(*(store.audit.note(entry(number)) for number in range(40)))
    assert [row.position for row in await store.audit.latest(99)] == list(range(40, 0, -1))
    assert await store.audit.verify() is None


async def test_what_failed_was_not_noted(store: Store) -> None:
    def failing() -> Script[None]:
        yield from append([entry(1)])
        raise RuntimeError("after all not")

    await noted(store, 1)
    with pytest.raises(RuntimeError):
        await store.database.transact(failing)
    assert len(await store.audit.latest(9)) == 1
    assert await store.audit.verify() is None


@pytest.mark.parametrize("sql", ["UPDATE audit SET who = 'nobody'", "DELETE FROM audit WHERE position = 2"])
async def test_the_database_refuses_to_change_it(store: Store, sql: str) -> None:
    await noted(store, 3)
    with pytest.raises(Exception, match="append-only"):
        await store.database.transact(lambda: _run(sql))
    assert len(await store.audit.latest(9)) == 3


#: What somebody may do who has the database itself, and the first row that is then not what was written.
TAMPERED = {
    "UPDATE audit SET who = 'nobody' WHERE position = 2": 2,
    "UPDATE audit SET details = '{\"n\":7}' WHERE position = 3": 3,
    "UPDATE audit SET at = at + 1 WHERE position = 1": 1,
    "DELETE FROM audit WHERE position = 2": 2,
    "DELETE FROM audit WHERE position > 3": 4,
    "DELETE FROM audit": 1,
    "INSERT INTO audit SELECT 6, at, who, act, subject, details, previous, hash FROM audit WHERE position = 5": 6,
}


@pytest.mark.parametrize(("sql", "position"), TAMPERED.items())
async def test_who_changes_it_all_the_same_is_found_out(store: Store, sql: str, position: int) -> None:
    await noted(store, 5)
    for trigger in _without_triggers(store):
        await store.database.transact(lambda trigger=trigger: _run(trigger))
    await store.database.transact(lambda: _run(sql))
    broken = await store.audit.verify()
    assert isinstance(broken, Broken)
    assert broken.position == position
    assert str(position) in broken.words or str(position - 1) in broken.words


def _without_triggers(store: Store) -> list[str]:
    if store.is_sqlite:
        return ["DROP TRIGGER audit_is_not_changed", "DROP TRIGGER audit_is_not_shortened"]
    return ["DROP TRIGGER audit_is_append_only ON audit"]


def _run(sql: str) -> Script[None]:
    yield once(sql)
