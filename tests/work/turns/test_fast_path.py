"""The fast path: durable when the door is answered, once, in order, and never against what changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from bot.engine import advance as engine
from bot.model.arrivals import Arrival
from bot.model.events import FlowRequested
from bot.store import Store, StoreUnavailable
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script
from bot.store.messages import fast_path as store_fast_path
from bot.store.messages.inbox import TOPIC
from bot.store.messages.record import Record
from bot.work.turns import fast_path
from bot.work.turns.consumer import Consumer
from tests.store.samples import lea, wrote
from tests.work.shop import Shop

ASKED = "How many people drink coffee?"


class Unwritable(Record):
    """What can't be written, as a message that another process has just put there."""

    def write(self) -> Script[None]:
        yield from super().write()
        raise ValueError("a row that is there already")


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(30):
        while not await true():
            await asyncio.sleep(0.005)


class Counter:
    """A running shop, with customers who have been asked how many people drink coffee."""

    def __init__(self, store: Store, shop: Shop) -> None:
        self.store = store
        self.shop = shop

    async def heard(self, chat: int = 42) -> list[str]:
        return await self.shop.heard(customer_id_of(lea(chat)))

    async def asks(self, *chats: int) -> None:
        await self.store.inbox.put([wrote("/start", id=f"hello {chat}", chat=chat) for chat in chats])
        events = [FlowRequested(id=f"ask {chat}", flow="count") for chat in chats]
        await self.store.inbox.put(
            [Arrival(event=e, received_at=self.shop.now, names=(lea(c),)) for e, c in zip(events, chats, strict=True)]
        )
        for chat in chats:
            await until(lambda chat=chat: self.was_asked(chat))
        await asyncio.sleep(0.05)  # the loop has looked once more, and nothing waits

    async def was_asked(self, chat: int) -> bool:
        return ASKED in await self.heard(chat)

    async def says(self, text: str, chat: int = 42, **named: Any) -> None:
        await self.store.inbox.put([wrote(text, chat=chat, when=self.shop.now, **named)])


@asynccontextmanager
async def running(store: Store) -> AsyncIterator[Counter]:
    shop, stop = Shop(store), asyncio.Event()
    loop = asyncio.create_task(shop.consumer.run(stop))
    yield Counter(store, shop)
    stop.set()
    store.bell.ring(TOPIC)
    await loop


@pytest.fixture
async def counter(store: Store) -> AsyncIterator[Counter]:
    async with running(store) as counter:
        yield counter


async def test_an_answer_is_met_and_on_disk_when_its_door_is_answered(counter: Counter) -> None:
    await counter.asks(42)
    await counter.says("Two")
    assert (await counter.heard())[-1] == "A small machine then."
    assert await counter.store.inbox.overdue(counter.shop.now) == 0
    [*_, line] = await counter.store.transcript.of(customer_id_of(lea()))
    assert line.source == "42 Two"


async def test_a_message_delivered_many_times_has_one_effect(counter: Counter) -> None:
    await counter.asks(42)
    await asyncio.gather(*(counter.says("Two") for _ in range(5)))
    await counter.says("Two")
    await until(lambda: nothing_waits(counter))
    assert (await counter.heard()).count("A small machine then.") == 1


async def test_what_comes_while_an_answer_is_on_its_way_is_met_after_it(counter: Counter) -> None:
    chats = range(100, 140)
    await counter.asks(*chats)
    await asyncio.gather(*(counter.says(text, chat) for chat in chats for text in ("Ten", "/help")))
    await until(lambda: nothing_waits(counter))
    for chat in chats:
        sources = [line.source for line in await counter.store.transcript.of(customer_id_of(lea(chat)))]
        assert sources[-2:] == [f"{chat} Ten", f"{chat} /help"]


async def nothing_waits(counter: Counter) -> bool:
    return await counter.store.inbox.overdue(counter.shop.now) == 0


async def test_a_free_text_waits_in_the_inbox_and_what_follows_waits_behind_it(counter: Counter) -> None:
    await counter.asks(42)
    await counter.says("well I would rather think about it")
    await counter.says("Two")
    assert "A small machine then." not in await counter.heard()
    counter.shop.now += timedelta(seconds=10)
    counter.store.bell.ring(TOPIC)
    await until(lambda: nothing_waits(counter))
    sources = [line.source for line in await counter.store.transcript.of(customer_id_of(lea()))]
    assert sources[-2:] == ["42 well I would rather think about it", "42 Two"]


async def test_a_free_text_and_an_answer_of_one_instant_keep_their_order(counter: Counter) -> None:
    await counter.asks(42)
    texts = ["well I would rather think about it", "Two", "/help"]
    await asyncio.gather(*(counter.says(text) for text in texts))
    assert "A small machine then." not in await counter.heard()
    counter.shop.now += timedelta(seconds=10)
    counter.store.bell.ring(TOPIC)
    await until(lambda: nothing_waits(counter))
    lines = await counter.store.transcript.of(customer_id_of(lea()))
    assert [line.source for line in lines][-3:] == [f"42 {text}" for text in texts]


async def test_a_door_that_is_left_before_its_answer_changes_nothing_for_the_others(counter: Counter) -> None:
    chats = range(100, 110)
    await counter.asks(*chats)
    doors = [asyncio.create_task(counter.says("Ten", chat)) for chat in chats]
    await asyncio.sleep(0)
    doors[0].cancel()
    await asyncio.gather(*doors, return_exceptions=True)
    await until(lambda: nothing_waits(counter))
    for chat in chats[1:]:
        assert (await counter.heard(chat)).count("A large machine then.") == 1
    await counter.says("Ten", chats[0])
    await until(lambda: nothing_waits(counter))
    assert (await counter.heard(chats[0])).count("A large machine then.") == 1


async def test_a_customer_who_changed_meanwhile_is_met_as_they_are(counter: Counter) -> None:
    """Another consumer, of whom this one knows nothing, meets the reminder's timer."""
    await counter.asks(42)
    shop = counter.shop
    other = Consumer(counter.store, shop.shelves, shop.cutters, reader=shop.consumer._reader, clock=lambda: shop.now)
    shop.now += timedelta(hours=2)
    await other.drain()
    assert (await counter.heard())[-1] == "Still there?"
    await counter.says("Ten")
    await until(lambda: nothing_waits(counter))
    assert (await counter.heard())[-2:] == ["Still there?", "A large machine then."]


async def test_a_message_on_its_way_is_on_disk_before_others_go_on(counter: Counter) -> None:
    await counter.asks(42)
    fast_path = counter.shop.consumer._fast_path
    async with asyncio.timeout(30):
        await fast_path.let_go_first()  # nobody's is
        saying = asyncio.create_task(counter.says("Two"))
        while not fast_path.in_flight:
            await asyncio.sleep(0)
        await fast_path.let_go_first()
    assert saying.done()
    assert (await counter.heard())[-1] == "A small machine then."


async def test_others_go_on_when_a_message_could_not_be_written(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    await counter.asks(42)
    fast_path, begin = counter.shop.consumer._fast_path, asyncio.get_running_loop().call_later

    def full(_: object, __: object, tell: Callable[[BaseException], None], ___: str) -> None:
        begin(0.01, tell, StoreUnavailable("the disk is full"))

    monkeypatch.setattr(counter.store.database, "begin", full)
    saying = asyncio.create_task(counter.says("Two"))
    async with asyncio.timeout(30):
        while not fast_path.in_flight:
            await asyncio.sleep(0)
        await fast_path.let_go_first()
    with pytest.raises(StoreUnavailable):
        await saying


async def test_what_could_not_be_written_was_never_met(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    await counter.asks(42)

    def full(_: object, __: object, tell: Callable[[BaseException], None], ___: str) -> None:
        tell(StoreUnavailable("the disk is full"))

    with monkeypatch.context() as broken, pytest.raises(StoreUnavailable):
        broken.setattr(counter.store.database, "begin", full)
        await counter.says("Two")
    assert (await counter.heard())[-1] == ASKED
    await counter.says("Two")
    await until(lambda: nothing_waits(counter))
    assert (await counter.heard())[-1] == "A small machine then."


async def test_a_message_whose_rows_can_t_be_written_at_once_is_not_lost(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes may be brought the same message at once: one of the two can't write it."""
    await counter.asks(42, 43)

    with monkeypatch.context() as broken:
        broken.setattr(store_fast_path, "Record", Unwritable)
        await asyncio.gather(counter.says("Two", 42), counter.says("Ten", 43))
        await until(lambda: nothing_waits(counter))
    assert [(await counter.heard(chat))[-1] for chat in (42, 43)] == ["A small machine then.", "A large machine then."]
    await counter.says("/help", 42)
    await until(lambda: nothing_waits(counter))
    sources = [line.source for line in await counter.store.transcript.of(customer_id_of(lea(42)))]
    assert sources == ["hello 42", "42 Two", "42 /help"]


async def test_what_comes_behind_a_message_that_can_t_be_written_at_once_stays_behind_it(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    chats = range(100, 120)
    await counter.asks(*chats)
    with monkeypatch.context() as broken:
        broken.setattr(store_fast_path, "Record", Unwritable)
        await asyncio.gather(*(counter.says(text, chat) for text in ("Ten", "/help", "/start") for chat in chats))
        await until(lambda: nothing_waits(counter))
    for chat in chats:
        lines = await counter.store.transcript.of(customer_id_of(lea(chat)))
        assert [line.source for line in lines][1:] == [f"{chat} Ten", f"{chat} /help", f"{chat} /start"]


async def test_a_fault_of_ours_is_counted_the_usual_way(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    await counter.asks(42)

    def advance(*_: object) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(fast_path, "advance", advance)
    await counter.says("Two")
    await until(lambda: nothing_waits(counter))
    assert (await counter.heard())[-1] == "A small machine then."
    assert engine.advance is not advance


async def test_those_who_are_no_longer_cached_are_met_all_the_same(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fast_path, "CACHED", 3)
    chats = range(200, 210)
    await counter.asks(*chats)
    for chat in chats:
        await counter.says("Ten", chat)
    await until(lambda: nothing_waits(counter))
    assert [(await counter.heard(chat))[-1] for chat in chats] == ["A large machine then."] * 10


async def test_what_waited_before_we_began_comes_first(store: Store) -> None:
    await store.inbox.put([wrote("/start", id="before")])
    async with running(store) as counter:
        await counter.says("/help")
        await until(lambda: nothing_waits(counter))
        sources = [line.source for line in await store.transcript.of(customer_id_of(lea()))]
        assert sources == ["before", "42 /help"]
