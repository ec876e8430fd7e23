import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.channels.web_chat import WebChatCutter
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import MessageReceived
from bot.model.message import Media, Reading
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.claims import ROWS
from bot.store.messages.set_back import bring_forward
from bot.work.turns.consumer import Consumer
from bot.work.turns.turn import GROUP
from tests.store.samples import LEA, NOON, lea, wrote
from tests.work.shop import Shop


def running(store: Store, shop: Shop) -> Consumer:
    return Consumer(
        store, shop.shelves, shop.cutters, reader=lambda _, language, asked: Reading(language), clock=lambda: shop.now
    )


async def test_the_bell_wakes_the_loop_and_stopping_ends_it(store: Store) -> None:
    shop, stop = Shop(store), asyncio.Event()
    loop = asyncio.create_task(running(store, shop).run(stop))
    async with asyncio.timeout(20):
        await store.inbox.put([wrote("/start")])
        while not await store.transcript.of(customer_id_of(lea())):
            await asyncio.sleep(0.01)
        stop.set()
        await loop


async def test_everything_under_way_is_met_once_by_several_consumers(store: Store) -> None:
    shop, stop = Shop(store), asyncio.Event()
    loops = [asyncio.create_task(running(store, shop).run(stop)) for _ in range(3)]
    chats = range(60)
    async with asyncio.timeout(60):
        await asyncio.gather(*(store.inbox.put([wrote("/start", chat=chat)]) for chat in chats))
        while await store.inbox.overdue(shop.now):
            await asyncio.sleep(0.02)
        stop.set()
        await asyncio.gather(*loops)
    for chat in chats:
        assert len(await store.transcript.of(customer_id_of(lea(chat)))) == 1


async def test_more_customers_than_a_group_has_are_all_met_and_each_turn_is_counted(store: Store) -> None:
    shop = Shop(store)
    await store.inbox.put([wrote("/start", chat=chat) for chat in range(GROUP + 1)])
    await shop.consumer.drain()
    assert not await store.inbox.overdue(shop.now)
    assert {row[0] for row in await store.database.read("SELECT version FROM customers")} == {1}


async def test_who_has_more_waiting_than_a_group_takes_of_one_is_met_to_the_end(store: Store) -> None:
    shop = Shop(store)
    await store.inbox.put([wrote("/start", id=f"flood {n}", ordinal=n + 1) for n in range(2 * ROWS + 1)])
    await shop.consumer.drain()
    assert len(await store.transcript.of(LEA)) == 2 * ROWS + 1


async def test_a_flood_of_one_customer_s_messages_slows_nobody_down(store: Store) -> None:
    shop = Shop(store)
    await store.inbox.put([wrote("/start", id=f"flood {n}", ordinal=n + 1) for n in range(1000)])
    await store.inbox.put([wrote("/start", chat=7)])
    rounds = 0
    while not await store.transcript.of(customer_id_of(lea(7))):
        await shop.consumer.meet()
        rounds += 1
    assert rounds <= 3


async def test_waiting_for_a_burst_costs_no_busy_loop(store: Store) -> None:
    shop = Shop(store)
    shop.now = datetime.now(UTC)
    await store.inbox.put([wrote("vous livrez", when=shop.now)])
    assert not await shop.consumer.meet()
    assert 0 < shop.consumer._pause() <= 2
    assert await store.inbox.overdue(NOON) == 0


async def test_a_visitor_s_page_is_rung_once_what_they_wrote_is_met(store: Store) -> None:
    shop, lea_, tom = Shop(store), Address("web", "1" * 32), Address("web", "2" * 32)
    shop.cutters["web"] = WebChatCutter()
    with store.bell.listen(f"web:{lea_.id}") as page, store.bell.listen(f"web:{tom.id}") as other:
        event = MessageReceived(id="a thumb", address=lea_, media=(Media("sticker", "x"),))
        await store.inbox.put([Arrival(event=event, received_at=NOON, names=(lea_,), source="web")])
        await shop.consumer.drain()
        assert [line.source for line in await store.transcript.of_address(lea_)] == ["a thumb"]
        assert await page.rung(5)
        assert not await other.rung(0)


async def test_a_clock_that_is_set_back_keeps_nobody_waiting_for_their_answer(store: Store) -> None:
    shop, who = Shop(store), customer_id_of(lea())
    await store.inbox.put([wrote("/start")])
    await shop.meet()
    shop.now -= timedelta(hours=5)
    await store.inbox.put([wrote("/start", id="again", when=shop.now)])
    await shop.meet()
    [_, answer] = await store.outbox.of_customer(who)
    assert answer.due_at == shop.now < answer.created_at, "their own time never goes back"


async def test_a_burst_that_a_clock_ahead_of_time_held_is_let_go(store: Store) -> None:
    shop = Shop(store)
    await store.inbox.put([wrote("vous livrez", when=NOON)])
    assert not await shop.consumer.meet()
    shop.now -= timedelta(hours=5)
    await store.database.transact(partial(bring_forward, micros(shop.now)))
    await shop.meet()
    assert [line.source for line in await store.transcript.of(customer_id_of(lea()))][:1] == ["42 vous livrez"]
