"""Outgoing webhooks: how each try ended, and telling one once more."""

from __future__ import annotations

from functools import partial

from bot.model.effects import Emit, Fetch
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.messages.webhooks import note
from tests.store.samples import LEA, NOON, at, write


async def asked(store: Store) -> None:
    record = Record()
    record.errand(LEA, Fetch(id="f", conversation="c", method="GET", url="https://x.example/"), micros(NOON))
    record.errand(LEA, Emit(id="e1", name="order.created", data={"number": 7}), micros(at(1)))
    record.errand(LEA, Emit(id="e2", name="x.club", data={}), micros(at(2)))
    await write(store, record)


async def test_what_waits_and_what_came_of_it_is_told(store: Store) -> None:
    await asked(store)
    _, first, second = await store.errands.due(at(9))
    await store.errands.again(first, at(60), "HTTP 503", partial(note, "e1", LEA, at(9), "again", "HTTP 503"))
    await store.errands.finish(second, also=partial(note, "e2", LEA, at(9), "delivered"))
    newest, oldest = await store.webhooks.latest()
    assert (newest.id, newest.state, newest.attempts, newest.error) == ("e2", "delivered", 1, "")
    assert (oldest.id, oldest.state, oldest.due_at, oldest.error) == ("e1", "waiting", at(60), "HTTP 503")
    [tried] = await store.webhooks.tries("e1")
    assert (tried.at, tried.outcome, tried.reason) == (at(9), "again", "HTTP 503")
    assert await store.webhooks.counts() == {"waiting": 1, "delivered": 1}
    assert [one.id for one in await store.webhooks.latest(state="delivered")] == ["e2"]
    assert [one.id for one in await store.webhooks.latest(before=newest.position)] == ["e1"]


async def test_a_settled_one_is_told_once_more(store: Store) -> None:
    await asked(store)
    assert not await store.webhooks.replay("e1", "Ana", at(5), who="staff-1")
    assert not await store.webhooks.replay("f", "Ana", at(5), who="staff-1")
    assert not await store.webhooks.replay("nothing", "Ana", at(5), who="staff-1")
    _, first, _ = await store.errands.due(at(9))
    await store.errands.give_up(first, "gone", also=partial(note, "e1", LEA, at(9), "given_up", "gone"))
    assert await store.webhooks.replay("e1", "Ana", at(99), who="staff-1")
    again = await store.webhooks.get("e1")
    assert again is not None
    assert (again.state, again.attempts, again.due_at, again.error) == ("waiting", 0, at(99), "")
    assert [(one.outcome, one.by) for one in await store.webhooks.tries("e1")] == [
        ("given_up", ""),
        ("replayed", "Ana"),
    ]
    assert await store.webhooks.get("f") is None
    [noted] = await store.audit.of("e1", 10)
    assert (noted.entry.who, noted.entry.act) == ("staff-1", "webhook.replayed")
