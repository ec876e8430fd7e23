"""What nobody can read is kept, once."""

from __future__ import annotations

from bot.store import Store
from bot.web.dead_letters import keep_unreadable
from tests.web.doorway import open_doors


async def test_a_delivery_is_kept_with_its_reason_however_often_it_comes(store: Store) -> None:
    doors = open_doors(store)
    for raw in (b"one\x00", b"one\x00", b"\xfftwo"):
        await keep_unreadable(doors, "telegram", raw, ValueError("no update"))
    letters = await store.inbox.dead()
    assert [letter.traceback for letter in letters] == ["ValueError: no update"] * 2
    kept = await store.database.read("SELECT raw FROM inbox ORDER BY position")
    assert [raw for (raw,) in kept] == ["one\ufffd", "\ufffdtwo"]


async def test_the_doors_do_not_share_their_letters(store: Store) -> None:
    doors = open_doors(store)
    await keep_unreadable(doors, "telegram", b"{", ValueError("cut"))
    await keep_unreadable(doors, "twilio", b"{", ValueError("cut"))
    assert await store.inbox.count_dead() == 2
