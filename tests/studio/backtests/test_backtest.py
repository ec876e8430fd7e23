"""What really happened, met by two playbooks: told with a shop that lived it first."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.model.arrivals import Arrival
from bot.model.backtest import Compared, Totals
from bot.model.events import ShopReported, StaffWrote
from bot.playbook.compiled import Playbook, Shelf
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.studio.backtests.backtest import Sides, compare, side_by_side
from bot.studio.backtests.replaying import events_of
from tests.store.samples import NOON, lea, wrote
from tests.work.shop import Shop, open_shop, playbook

WHO = customer_id_of(lea())
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FOLLOW_UP = """
flow: after
title: Afterwards
purpose: service
starts: [{ event: x.bought, after: 2 days }]
steps:
  - ask: How is it?
    as: choice
    choices:
      - Good: { say: Thank you. }
      - Bad: { say: We are sorry. }
    silent: { stop: silent }
  - stop: converted
"""
SOONER = FOLLOW_UP.replace("2 days", "1 day").replace("How is it?", "Do you like it?")
NEVER = FOLLOW_UP.replace("x.bought", "x.nothing")


def with_(flow: str) -> Playbook:
    return playbook(**{"flows/conversations/after.yaml": flow})


async def bought(shop: Shop, name: str = "bought") -> None:
    event = ShopReported(id=name, name="x.bought", data={"number": 7})
    await shop.store.inbox.put([Arrival(event=event, received_at=shop.now, names=(lea(),), source="events")])
    await shop.meet(timedelta(minutes=1))


async def lived(shop: Shop) -> None:
    """Léa comes, buys, is asked two days later, answers, and staff write."""
    shop.shelves.replace(with_(FOLLOW_UP))
    await shop.store.inbox.put([wrote("/start")])
    await shop.meet(timedelta(minutes=1))
    await bought(shop)
    for _ in range(12):
        await shop.meet(6 * HOUR)
    await shop.store.inbox.put([wrote("Good", when=shop.now)])
    await shop.meet(timedelta(minutes=1))
    written = StaffWrote(id="staff", text="See you soon.", staff="Ana")
    await shop.store.inbox.put([Arrival(event=written, received_at=shop.now, customer=WHO, source="console")])
    await shop.meet(timedelta(minutes=1))


async def look_back(shop: Shop, other: Playbook, since: timedelta = timedelta()) -> Compared:
    document = await shop.store.customers.get(WHO)
    assert document is not None
    recorded = list(events_of(await shop.store.inbox.met(WHO, NOON)))
    before, earlier = shop.shelves.shelf, {shop.shelves.shelf.current.version: shop.shelves.shelf.current}
    after = Shelf(current=other, earlier=earlier)
    return compare(WHO, document.created_at, recorded, Sides(before), Sides(after), since=NOON + since, until=shop.now)


def said(compared: Compared, *, after: bool = False) -> list[str]:
    course = compared.after if after else compared.before
    return [line.words for line in course.lines if line.kind == "said"]


async def test_with_the_same_playbook_all_goes_as_it_went(store: Store) -> None:
    async with open_shop(store) as shop:
        await lived(shop)
        compared = await look_back(shop, shop.shelves.shelf.current)
        assert not compared.differs
        assert said(compared) == await shop.heard(WHO)
        assert "How is it?" in said(compared)
        assert "See you soon." in said(compared)


async def test_another_playbook_says_other_things_at_other_times(store: Store) -> None:
    async with open_shop(store) as shop:
        await lived(shop)
        compared = await look_back(shop, with_(SOONER))
    assert compared.differs
    [asked] = [line for line in compared.before.lines if line.words == "How is it?"]
    [sooner] = [line for line in compared.after.lines if line.words == "Do you like it?"]
    assert asked.at - sooner.at == DAY
    assert "Thank you." in said(compared, after=True)  # they answer as they did, with what they said


async def test_what_is_not_started_any_more_is_not_said(store: Store) -> None:
    async with open_shop(store) as shop:
        await lived(shop)
        compared = await look_back(shop, with_(NEVER))
    assert "How is it?" not in said(compared, after=True)
    before, after = Totals().plus(compared.before), Totals().plus(compared.after)
    assert (before.converted, after.converted) == (1, 0)
    assert before.messages > after.messages


async def test_what_was_planned_before_goes_on_with_whoever_planned_it(store: Store) -> None:
    """From the day after the purchase on: the timer was set already, and fires in both lives."""
    async with open_shop(store) as shop:
        await lived(shop)
        compared = await look_back(shop, with_(SOONER), since=DAY)
    assert "How is it?" in said(compared)
    assert "Do you like it?" in said(compared, after=True)
    assert all(line.at >= NOON + DAY for line in (*compared.before.lines, *compared.after.lines))


async def test_a_conversation_under_way_finishes_on_its_version(store: Store) -> None:
    async with open_shop(store) as shop:
        await lived(shop)
        compared = await look_back(shop, with_(NEVER), since=timedelta(days=2, hours=6))
    assert "Thank you." in said(compared, after=True)
    assert not compared.differs


async def test_the_same_is_said_of_the_same_events_however_often(store: Store) -> None:
    async with open_shop(store) as shop:
        await lived(shop)
        first, again = [await look_back(shop, with_(SOONER)) for _ in range(2)]
    assert first == again
    assert replace(first, customer="x") != first


async def test_what_is_the_same_stands_side_by_side_and_the_rest_in_its_time(store: Store) -> None:
    async with open_shop(store) as shop:
        await lived(shop)
        compared = await look_back(shop, with_(SOONER))
    pairs = side_by_side(compared)
    assert [pair[0] for pair in pairs if pair[0]] == list(compared.before.lines)
    assert [pair[1] for pair in pairs if pair[1]] == list(compared.after.lines)
    apart = [(left.words if left else None, right.words if right else None) for left, right in pairs if left != right]
    assert (None, "Do you like it?") in apart
    assert ("How is it?", None) in apart
    assert any(left == right and left is not None and left.words == "See you soon." for left, right in pairs)
