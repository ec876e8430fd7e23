"""What of a merge is kept for the way back; what the turns do with it stands beside `bot.work.turns.pairs`."""

from bot.model.address import Address
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, once
from bot.store.people.family import family, family_at
from bot.store.people.merges import latest, partner
from tests.store.samples import keep, known, lea, wrote

ONE, TWO = customer_id_of(lea()), customer_id_of(lea(2))


def _same() -> Script[None]:
    yield once("UPDATE customers SET merged_into = $2 WHERE id = $1", TWO, ONE)


async def _one_person(store: Store) -> None:
    await store.inbox.put([wrote("a"), wrote("b", chat=2)])
    await store.database.transact(_same)


async def test_a_partner_is_who_they_are_by_now(store: Store) -> None:
    await keep(store, known())
    await _one_person(store)
    found = await store.database.transact(lambda: partner(TWO))
    assert found is not None
    assert (found[0], found[2]) == (ONE, 1)
    assert await store.database.transact(lambda: partner("f" * 32)) == ("f" * 32, "", 0, 0)


async def test_without_a_merge_there_is_none_to_undo(store: Store) -> None:
    await _one_person(store)
    assert await store.merges.latest(ONE) is None
    assert await store.database.transact(lambda: latest(ONE)) is None


async def test_a_family_is_found_by_its_id_and_by_an_address(store: Store) -> None:
    await _one_person(store)
    assert await family(store.database, ONE) == [ONE, TWO]
    assert await family(store.database, TWO) == [TWO]
    assert await family_at(store.database, lea()) == [ONE, TWO]
    assert await family_at(store.database, Address("web", "nobody")) == []
