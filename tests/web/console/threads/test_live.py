"""News of a thread reaches whoever has it open, within a second, whichever process it happened in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from bot.store import Store
from bot.store.threads.notes import Note
from bot.web.console.threads import live
from tests.store.samples import at, keep
from tests.store.threads.test_threads import in_hands
from tests.web.console.counter import Counter, open_counter
from tests.web.console.people import hired, session_at, signed_in
from tests.web.doorway import open_doors, served


@asynccontextmanager
async def stream(counter: Counter, customer: str, mark: str = "") -> AsyncIterator[AsyncIterator[str]]:
    """What one member of staff is told, event by event, over a real socket. `mark`: the page's, of the thread."""
    staff = await hired(counter.store)
    token = "t" * 43
    await counter.store.sessions.open(staff.id, token, session_at(counter.doors.clock(), "link"))
    async with (
        served(counter.app, counter.doors) as address,
        httpx.AsyncClient(base_url=address, timeout=30) as browser,
    ):
        browser.cookies.set("sid", token)
        async with browser.stream("GET", f"/console/live/{customer}", params={"mark": mark}) as answer:
            assert answer.status_code == 200
            yield _events(answer)


async def _events(answer: httpx.Response) -> AsyncIterator[str]:
    async for line in answer.aiter_lines():
        if line.startswith("event: "):
            yield line.removeprefix("event: ")


async def until(events: AsyncIterator[str], wanted: str) -> None:
    async with asyncio.timeout(30):
        async for event in events:
            if event == wanted:
                return


async def test_whoever_has_a_thread_open_hears_of_what_is_said_there(shop_store: Store) -> None:
    async with open_counter(shop_store, public_url=None) as counter:
        lea = await counter.person("42").known(first_name="Léa")
        async with stream(counter, lea.id) as events:
            await until(events, "counts")
            await lea.says("bonjour")
            await until(events, "thread")


async def test_what_came_between_the_page_and_the_stream_is_told_too(shop_store: Store) -> None:
    async with open_counter(shop_store, public_url=None) as counter:
        lea = await counter.person("42").known(first_name="Léa")
        await lea.says("bonjour")
        async with await signed_in(counter.app, await hired(shop_store)) as browser:
            page = (await browser.get(f"/console/inbox/{lea.id}")).text
        mark = page.split('data-mark="')[1].split('"')[0]
        await lea.says("encore une question")
        async with stream(counter, lea.id, mark) as events:
            await until(events, "thread")


async def test_the_counts_follow_without_any_thread_open(shop_store: Store) -> None:
    async with open_counter(shop_store, public_url=None) as counter, stream(counter, "-") as events:
        await until(events, "counts")
        await (await counter.person("42").known(first_name="Léa")).begins("person")
        await until(events, "counts")


async def test_the_list_follows_who_waits_and_says_more(shop_store: Store) -> None:
    """No count changes by it."""
    async with open_counter(shop_store, public_url=None) as counter:
        lea = await counter.person("42").known(first_name="Léa")
        await lea.begins("person")
        async with stream(counter, "-") as events:
            await until(events, "counts")
            await lea.says("Vous êtes toujours là ?")
            await until(events, "rows")


async def test_what_another_process_has_met_is_seen_without_any_ring(database_url: str) -> None:
    mine, theirs = await Store.open(database_url), await Store.open(database_url)
    try:
        async with open_counter(mine, public_url=None) as here, open_counter(theirs, public_url=None) as there:
            lea = await there.person("42").known(first_name="Léa")
            async with stream(here, lea.id) as events:
                await until(events, "counts")
                note = Note(id="n", at=there.doors.clock(), staff="x", text="Il en reste 4.")
                await there.store.notes.write(lea.id, note)
                await until(events, "thread")
    finally:
        await mine.close()
        await theirs.close()


async def test_a_handover_that_is_written_after_a_later_one_is_told_too(shop_store: Store) -> None:
    """A turn is written a moment after its instant, and not in the order of instants."""
    doors = open_doors(shop_store, clock=lambda: at(60))
    news = live._News(doors, await hired(shop_store), "", str, "")

    async def alerts() -> int:
        return sum(frame.startswith("event: handover") for frame in await news.look(count=True))

    await keep(shop_store, in_hands(1, 40))
    assert await alerts() == 0, "it was there before"
    await keep(shop_store, in_hands(2, 50))
    assert await alerts() == 1
    await keep(shop_store, in_hands(3, 20))
    assert await alerts() == 1, "its turn was written after both"
    assert await alerts() == 0


@pytest.mark.parametrize("customer", ["nobody", "-x"])
async def test_nobody_s_thread_is_followed_by_nobody(shop_store: Store, customer: str) -> None:
    async with open_counter(shop_store, public_url=None) as counter:
        with pytest.raises(AssertionError):
            async with stream(counter, customer):
                pass
