"""The imported offers in the database."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from bot.model.offer import Offer
from bot.store import Store
from bot.store.shop.offers import TOPIC, digest_of
from tests.store.samples import NOON

AROMA = Offer(id="aroma-2", name="Aroma 2", price=Decimal("349.90"), stock={"lyon": 4}, source="a.csv:2")
BRIO = Offer(id="brio", name="Brio", price=Decimal(279), source="a.csv:3")


async def test_the_same_again_changes_nothing_wherever_it_stands(store: Store) -> None:
    assert await store.offers.put([AROMA, BRIO], NOON) == (2, 0)
    change = await store.offers.last_change()
    assert await store.offers.put([replace(AROMA, source="b.csv:9"), BRIO], NOON) == (0, 0)
    assert (await store.offers.last_change(), await store.offers.count()) == (change, 2)


async def test_who_reads_on_gets_what_changed_since(store: Store) -> None:
    await store.offers.put([AROMA, BRIO], NOON)
    first = await store.offers.since(0, at_most=1)
    rest = await store.offers.since(first.change, first.id)
    assert (first.offers, rest.offers) == ((AROMA,), (BRIO,))
    dearer = replace(AROMA, price=Decimal(359))
    assert await store.offers.put([dearer, BRIO], NOON) == (0, 1)
    assert (await store.offers.since(rest.change, rest.id)).offers == (dearer,)
    end = await store.offers.since(await store.offers.last_change(), "zzz")
    assert end.offers == ()


async def test_a_change_rings(store: Store) -> None:
    with store.bell.listen(TOPIC) as listener:
        await store.offers.put([AROMA], NOON)
        assert await listener.rung(5)


def test_a_digest_is_of_what_is_said() -> None:
    assert digest_of(AROMA) == digest_of(replace(AROMA, source=""))
    assert digest_of(AROMA) != digest_of(replace(AROMA, stock={"lyon": 3}))


async def test_some_are_found_by_their_ids(store: Store) -> None:
    await store.offers.put([AROMA, BRIO], NOON)
    assert await store.offers.some(["brio", "x-9"]) == [BRIO]
    assert await store.offers.some([]) == []
