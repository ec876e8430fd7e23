"""Whose a code is and whom it brought, merged and erased, on both databases."""

from __future__ import annotations

from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, once
from bot.store.people.erasing import Keyed
from bot.store.people.referrals import Giver, make, use
from tests.store.samples import NOON, keep, known, lea, wrote

LEA, TOM, EVA = (customer_id_of(lea(chat)) for chat in (42, 2, 3))
CODE = "K7PQ2RWX9T"


async def _shop(store: Store) -> None:
    await keep(store, known())
    await store.inbox.put([wrote("a"), wrote("b", chat=2), wrote("c", chat=3)])
    await store.database.transact(lambda: make(LEA, CODE, NOON))


async def _are_one(store: Store, kept: str, other: str) -> None:
    def merged() -> Script[None]:
        yield once("UPDATE customers SET merged_into = $2 WHERE id = $1", other, kept)

    await store.database.transact(merged)


async def test_a_code_is_made_once_and_brings_each_friend_once_and_never_its_owner(store: Store) -> None:
    await _shop(store)
    await store.database.transact(lambda: make(LEA, "ANOTHER234", NOON))
    assert await store.referrals.code_of(LEA) == CODE
    assert await store.referrals.code_of(TOM) is None
    assert await store.referrals.giver(CODE, LEA) is None
    assert await store.referrals.giver("NOBODY2345", TOM) is None
    assert await store.referrals.giver(CODE, TOM) == Giver(LEA, 1)
    await store.database.transact(lambda: use(TOM, CODE, NOON))
    assert await store.referrals.giver(CODE, TOM) is None
    assert await store.referrals.giver(CODE, EVA) == Giver(LEA, 2)


async def test_who_turns_out_to_be_the_friend_brought_nobody(store: Store) -> None:
    await _shop(store)
    await store.database.transact(lambda: use(TOM, CODE, NOON))
    assert await store.referrals.friends(LEA) == 1
    await _are_one(store, TOM, LEA)
    assert await store.referrals.friends(TOM) == 0
    assert await store.referrals.code_of(TOM) == CODE, "friends may have it: it stays good"
    assert await store.referrals.giver(CODE, TOM) is None
    assert await store.referrals.giver(CODE, EVA) == Giver(TOM, 1)


async def test_all_of_it_is_exported_and_erased_with_the_person(store: Store) -> None:
    await _shop(store)
    await store.database.transact(lambda: use(TOM, CODE, NOON))
    told = {name: [row async for row in rows] async for name, rows in store.export(LEA)}
    assert [row["code"] for row in told["referrals"]] == [CODE]
    await store.erase(LEA, Keyed(b"k" * 32), "zoe", NOON)
    assert await store.referrals.giver(CODE, EVA) is None
    assert await store.database.read("SELECT customer FROM referrals") == []
    assert [row[0] for row in await store.database.read("SELECT customer FROM referral_uses")] == [TOM]
    await store.erase(TOM, Keyed(b"k" * 32), "zoe", NOON)
    assert await store.database.read("SELECT customer FROM referral_uses") == []
