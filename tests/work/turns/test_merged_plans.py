"""What was planned for two customers, and what they agreed to, while they are one and once they are two again."""

from __future__ import annotations

from datetime import timedelta

from bot.model.arrivals import Arrival
from bot.model.events import ConsentGiven, ShopReported
from bot.store import Store
from tests.store.samples import lea, wrote
from tests.work.shop import Shop, open_shop, playbook
from tests.work.turns.test_pairs import HOUR, ONE, TWO, merge, undo

NEWS = """
flow: news
title: How it went
purpose: service
starts: [{ event: x.bought, after: 1 day, unless: [x.returned] }]
steps:
  - say: How is it?
"""
OFFER = """
flow: offer
title: An offer
purpose: marketing
starts: [{ event: x.offer }]
steps:
  - say: An offer for you.
"""
BOOK = playbook(**{"flows/conversations/news.yaml": NEWS, "flows/conversations/offer.yaml": OFFER})


async def happens(shop: Shop, name: str, *chats: int) -> None:
    shop.now += timedelta(minutes=1)
    events = [ShopReported(id=f"{name} {chat} {shop.now}", name=name) for chat in chats]
    places = [lea(chat) for chat in chats]
    arrivals = [
        Arrival(event=event, received_at=shop.now, names=(place,), source="shop")
        for event, place in zip(events, places, strict=True)
    ]
    await shop.store.inbox.put(arrivals)
    await shop.meet()


async def begun(shop: Shop) -> None:
    shop.shelves.replace(BOOK)
    for chat in (1, 2):
        await shop.store.inbox.put([wrote("/start", chat=chat)])
        await shop.meet(timedelta(minutes=1))


async def planned(store: Store, who: str) -> list[str]:
    customer = await store.customers.get(who)
    return [plan.flow for plan in customer.planned] if customer is not None else []


async def told(store: Store, text: str) -> list[str]:
    """Return the chats that were told something, each time."""
    parts = [part for who in (ONE, TWO) for part in await store.outbox.of_customer(who)]
    return sorted(part.address.id for part in parts if part.body.text == text)


async def test_what_was_planned_for_the_other_goes_out_once_while_they_are_one(store: Store) -> None:
    async with open_shop(store) as shop:
        await begun(shop)
        await happens(shop, "x.bought", 2)
        await store.inbox.put([merge()])
        await shop.meet()
        assert await planned(store, ONE) == ["news"]
        await shop.meet(30 * HOUR)
        assert await told(store, "How is it?") == ["2"]
        assert await planned(store, ONE) == []


async def test_planned_for_both_it_goes_out_once_while_they_are_one_and_to_each_once_parted(store: Store) -> None:
    async with open_shop(store) as shop:
        await begun(shop)
        await happens(shop, "x.bought", 1, 2)
        await store.inbox.put([merge()])
        await shop.meet()
        assert await planned(store, ONE) == ["news"]
        await store.inbox.put([undo()])
        await shop.meet()
        assert (await planned(store, ONE), await planned(store, TWO)) == (["news"], ["news"])
        await shop.meet(30 * HOUR)
        assert await told(store, "How is it?") == ["1", "2"]


async def test_what_is_called_off_for_the_one_is_called_off_for_who_had_planned_it(store: Store) -> None:
    async with open_shop(store) as shop:
        await begun(shop)
        await happens(shop, "x.bought", 2)
        await store.inbox.put([merge()])
        await shop.meet()
        await happens(shop, "x.returned", 1)
        await store.inbox.put([undo()])
        await shop.meet()
        await shop.meet(30 * HOUR)
        assert await told(store, "How is it?") == []


async def test_a_consent_of_one_is_none_of_both_and_theirs_again_once_parted(store: Store) -> None:
    async with open_shop(store) as shop:
        await begun(shop)
        agreed = ConsentGiven(id="yes", purpose="marketing", channel="telegram", wording="Yes", source="form")
        await store.inbox.put([Arrival(event=agreed, received_at=shop.now, names=(lea(1),), source="shop")])
        await shop.meet(HOUR)
        await store.inbox.put([merge()])
        await shop.meet(HOUR)
        await happens(shop, "x.offer", 1, 2)
        assert await told(store, "An offer for you.") == []
        await store.inbox.put([undo()])
        await shop.meet(HOUR)
        await happens(shop, "x.offer", 1, 2)
        assert await told(store, "An offer for you.") == ["1"]
