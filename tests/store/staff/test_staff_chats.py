"""Chats of staff's: linked once, by one person, let go; who was a customer there is one no more."""

from __future__ import annotations

from datetime import timedelta

from bot.model.address import Address
from bot.model.parts import Refused
from bot.model.staff import Role, Staff
from bot.store import Store
from bot.store.staff.staff_chats import GOOD_FOR
from tests.store.samples import NOON, at, wrote

CAMILLE = Staff(id="camille", email="camille@moka.example", name="Camille", role=Role.AGENT)
THEO = Staff(id="theo", email="theo@moka.example", name="Théo", role=Role.AGENT)


async def with_staff(store: Store) -> None:
    for one in (CAMILLE, THEO):
        await store.staff.add(one, "test", NOON)


async def test_a_link_makes_one_chat_ones_own_once(store: Store) -> None:
    await with_staff(store)
    await store.staff_chats.make_link("old", "camille", NOON)
    await store.staff_chats.make_link("token", "camille", NOON)
    assert await store.staff_chats.link("old", "7", "u0", NOON) == ("over", None)
    assert await store.staff_chats.whose("7", NOON) is None
    assert await store.staff_chats.link("token", "7", "u1", NOON) == ("linked", "camille")
    assert await store.staff_chats.link("token", "7", "u1", NOON) == ("linked", "camille")
    assert await store.staff_chats.link("token", "8", "u2", NOON) == ("over", None)
    assert await store.staff_chats.whose("7", NOON) == "camille"
    found = await store.staff.get("camille")
    assert found is not None
    assert found.on_telegram
    await store.staff_chats.make_link("theo's", "theo", NOON)
    assert await store.staff_chats.link("theo's", "7", "u3", NOON) == ("taken", "camille")
    await store.staff_chats.make_link("late", "theo", NOON)
    assert await store.staff_chats.link("late", "9", "u4", NOON + GOOD_FOR) == ("over", None)
    await store.staff_chats.make_link("again", "camille", NOON)
    assert await store.staff_chats.link("again", "10", "u5", at(5)) == ("linked", "camille")
    assert [await store.staff_chats.whose(chat, NOON) for chat in ("7", "10")] == [None, "camille"]
    await store.staff_chats.unlink("camille", "camille", at(6))
    assert await store.staff_chats.whose("10", NOON) is None
    acts = [row.entry.act for row in await store.audit.of("camille", 9) if "telegram" in row.entry.act]
    assert sorted(acts) == ["staff.telegram_linked"] * 2 + ["staff.telegram_unlinked"] * 2


async def test_who_leaves_has_no_chat_and_no_link(store: Store) -> None:
    await with_staff(store)
    await store.staff_chats.make_link("token", "camille", NOON)
    await store.staff_chats.link("token", "7", "u1", NOON)
    await store.staff_chats.make_link("theo's", "theo", NOON)
    for one in ("camille", "theo"):
        await store.staff.disable(one, "test", NOON)
    assert await store.staff_chats.whose("7", NOON + timedelta(minutes=1)) is None
    assert await store.staff_chats.link("theo's", "8", "u2", NOON) == ("over", None)


async def test_a_customer_in_that_chat_is_none_while_it_is_linked(store: Store) -> None:
    await with_staff(store)
    await store.inbox.put([wrote("bonjour", chat=7)])
    await store.staff_chats.make_link("token", "camille", NOON)
    await store.staff_chats.link("token", "7", "u1", NOON)
    await store.staff_chats.unlink("camille", "camille", at(60))
    customer = await store.customers.find("7")
    assert customer is not None
    kinds = [event for _, _, event in await store.inbox.planned(customer)]
    assert ['"chat.blocked"' in kinds[1], '"chat.unblocked"' in kinds[2]] == [True, True]


async def test_what_is_said_to_staff_stands_in_no_thread_and_a_closed_chat_is_let_go(store: Store) -> None:
    await with_staff(store)
    await store.staff_chats.make_link("token", "camille", NOON)
    await store.staff_chats.link("token", "7", "u1", NOON)
    for _ in range(2):
        await store.staff_chats.say("camille", "7", "Par ici", "u2", NOON)
    [claimed] = await store.outbox.claim(("telegram",), 5, NOON)
    assert claimed.part.body.text == "Par ici"
    await store.outbox.settle(claimed.part, Refused("blocked", gone=True), NOON)
    assert await store.staff_chats.whose("7", NOON + timedelta(minutes=1)) is None
    assert await store.transcript.of_address(Address("telegram", "7")) == []
    assert await store.database.read("SELECT COUNT(*) FROM ledger") == [(0,)]
    assert await store.database.read("SELECT COUNT(*) FROM customers") == [(0,)]
