"""Two customers in the same conversation, taken for one person: what was set aside comes back with the undoing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.model.arrivals import Arrival
from bot.model.events import FlowRequested, ShopReported
from bot.playbook import build
from bot.store import Store
from bot.work.turns.shelves import Shelves
from tests.store.samples import lea, wrote
from tests.work.shop import Shop, open_shop, playbook
from tests.work.turns.test_pairs import ONE, TWO, merge, undo

DAY = timedelta(days=1)
FLOWS = {
    "flows/conversations/count.yaml": """
flow: count
title: How is the machine?
purpose: service
expires: 5 days
steps:
  - ask: Is the machine there?
    as: yes_no
    save: there
  - wait: { for: 7 days }
  - say: A word of advice for your machine.
  - stop: advised
""",
    "flows/conversations/news.yaml": """
flow: news
title: News of the parcel
purpose: service
expires: 5 days
steps:
  - wait: { event: order.delivered, at_most: 20 days, late: { go: late } }
  - say: "Your order {{ event.number | default: '' }} is there."
  - stop: told
  - id: late
    say: Where is your parcel?
  - stop: late
""",
}
ADVICE = "A word of advice for your machine."


@asynccontextmanager
async def both(store: Store, flow: str = "count") -> AsyncIterator[Shop]:
    """A shop where each of two customers waits in the same conversation: chat 1 since a day before chat 2."""
    async with open_shop(store) as shop:
        book = playbook(**FLOWS)
        shop.shelves = Shelves(book, store.playbooks, lambda sources: build(sources).playbook)
        shop.consumer._shelves = shop.shelves  # the shop of all tests has one flow
        for chat in (1, 2):
            start = FlowRequested(id=f"start {chat}", flow=flow)
            hello = [wrote("/start", chat=chat), Arrival(event=start, received_at=shop.now, names=(lea(chat),))]
            await store.inbox.put(hello)
            await shop.meet(timedelta(minutes=1))
            if flow == "count":
                await store.inbox.put([wrote("Yes", chat=chat, ordinal=1)])
                await shop.meet(timedelta(minutes=1))
            await shop.meet(DAY)
        yield shop


async def parked(store: Store, customer: str) -> list[str]:
    found = await store.customers.get(customer)
    assert found is not None
    return [one.flow for one in found.parked]


async def test_one_whose_hour_came_while_the_two_were_one_goes_on_when_they_are_two(store: Store) -> None:
    async with both(store) as shop:
        await store.inbox.put([merge()])
        await shop.meet()
        await shop.meet(5 * DAY + timedelta(hours=1))  # chat 1's week is over: it is set aside for the other's
        assert await parked(store, ONE) == ["count"]
        assert ADVICE not in await shop.heard(ONE)
        await store.inbox.put([undo()])
        await shop.meet()
        await shop.meet(timedelta(minutes=1))
        assert (await shop.heard(ONE)).count(ADVICE) == 1
        assert ADVICE not in await shop.heard(TWO)
        await shop.meet(DAY)
        assert (await shop.heard(TWO)).count(ADVICE) == 1
        await shop.meet(20 * DAY)
        assert [(await shop.heard(who)).count(ADVICE) for who in (ONE, TWO)] == [1, 1]


async def test_one_set_aside_before_its_hour_waits_on_also_when_it_is_the_others(store: Store) -> None:
    async with both(store) as shop:
        await store.inbox.put([merge(TWO, ONE)])
        await shop.meet()
        await shop.meet(5 * DAY + timedelta(hours=1))  # chat 1's is set aside, chat 2's goes on
        await shop.meet(DAY)
        assert (await shop.heard(TWO)).count(ADVICE) == 1
        await store.inbox.put([undo(TWO)])
        await shop.meet()
        await shop.meet(timedelta(minutes=1))
        assert (await shop.heard(ONE)).count(ADVICE) == 1
        assert (await shop.heard(TWO)).count(ADVICE) == 1


async def test_what_was_to_be_said_long_ago_is_not_said_any_more(store: Store) -> None:
    async with both(store) as shop:
        await store.inbox.put([merge()])
        await shop.meet()
        await shop.meet(12 * DAY)
        before = await shop.heard(ONE)
        assert before.count(ADVICE) == 1  # the other's, in the chat of the one person
        await store.inbox.put([undo()])
        await shop.meet()
        await shop.meet(30 * DAY)
        assert sorted([*await shop.heard(ONE), *await shop.heard(TWO)]) == sorted(before)
        assert await parked(store, ONE) == []


async def test_an_event_that_came_meanwhile_is_what_it_waited_for(store: Store) -> None:
    async with both(store, "news") as shop:
        await store.inbox.put([merge()])
        await shop.meet()
        delivered = ShopReported(id="shop", name="order.delivered", data={"number": "A1"})
        await store.inbox.put([Arrival(event=delivered, received_at=shop.now, customer=ONE)])
        await shop.meet(DAY)
        whole = await store.customers.get(ONE)
        assert whole is not None
        assert [one.flow for one in whole.twins] == ["news"]
        await store.inbox.put([undo()])
        await shop.meet()
        await shop.meet(timedelta(minutes=1))
        told = [await shop.heard(who) for who in (ONE, TWO)]
        assert sum("is there" in text for texts in told for text in texts) == 2
