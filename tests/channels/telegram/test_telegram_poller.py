from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.base import PolledElsewhere
from bot.channels.telegram.telegram import Telegram
from bot.channels.telegram.telegram_poller import TelegramPoller
from bot.channels.telegram.telegram_seal import Seal
from bot.channels.telegram.telegram_updates import read_update
from bot.model.arrivals import Arrival
from bot.model.events import MessageReceived
from bot.model.message import Choice
from tests.channels.parts import NOW, part
from tests.emulators.telegram import TOKEN, TelegramEmulator

SEAL = Seal(b"k")


class Kept:
    """An inbox, which keeps an event once; it can be told to fail."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.failing = 0
        self.changed = asyncio.Event()

    async def keep(self, arrivals: Sequence[Arrival]) -> None:
        if self.failing:
            self.failing -= 1
            raise OSError("disk full")
        known = {arrival.event.id for arrival in self.arrivals}
        self.arrivals += [arrival for arrival in arrivals if arrival.event.id not in known]
        self.changed.set()

    def texts(self) -> list[str]:
        return [arrival.event.text for arrival in self.arrivals if isinstance(arrival.event, MessageReceived)]

    async def until(self, count: int) -> None:
        async with asyncio.timeout(30):
            while len(self.arrivals) < count:
                self.changed.clear()
                await self.changed.wait()


@pytest.fixture
async def emulator() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as running:
        yield running
        assert not running.breaches


@pytest.fixture
async def telegram(emulator: TelegramEmulator) -> AsyncIterator[Telegram]:
    channel = Telegram(TOKEN, seal=SEAL, api_url=emulator.url)
    yield channel
    await channel.close()


def utc_now() -> datetime:
    return datetime.now(UTC)


def poller(telegram: Telegram, kept: Kept, clock: Callable[[], datetime] = utc_now) -> TelegramPoller:
    def read(raw: bytes, at: datetime) -> Arrival | None:
        return read_update(raw, bot_id=telegram.bot_id, seal=SEAL, received_at=at)

    return TelegramPoller(telegram, read=read, keep=kept.keep, clock=clock)


async def stopped(task: asyncio.Task[None], stop: asyncio.Event) -> None:
    stop.set()
    async with asyncio.timeout(30):
        await task


async def test_what_customers_write_is_kept_in_order_and_then_acknowledged(
    telegram: Telegram, emulator: TelegramEmulator
) -> None:
    kept, stop = Kept(), asyncio.Event()
    emulator.writes(7, "un")
    task = asyncio.create_task(poller(telegram, kept).run(stop))
    await kept.until(1)
    emulator.writes(8, "deux")
    emulator.writes(7, "trois")
    await kept.until(3)
    assert kept.texts() == ["un", "deux", "trois"]
    async with asyncio.timeout(30):
        while emulator.unacknowledged():
            await asyncio.sleep(0.01)
    await stopped(task, stop)


async def test_what_could_not_be_kept_comes_again(telegram: Telegram, emulator: TelegramEmulator) -> None:
    kept, stop = Kept(), asyncio.Event()
    kept.failing = 1
    emulator.writes(7, "bonjour")
    task = asyncio.create_task(poller(telegram, kept).run(stop))
    await kept.until(1)
    assert kept.texts() == ["bonjour"]
    await stopped(task, stop)


async def test_a_new_start_repeats_nothing_and_hears_what_was_written_meanwhile(
    telegram: Telegram, emulator: TelegramEmulator
) -> None:
    kept = Kept()
    for text in ("un", "deux"):
        emulator.writes(7, text)
        stop = asyncio.Event()
        task = asyncio.create_task(poller(telegram, kept).run(stop))
        await kept.until(1 if text == "un" else 2)
        await stopped(task, stop)
    assert kept.texts() == ["un", "deux"]


@pytest.mark.parametrize("restarted", [True, False])
async def test_numbers_that_begin_anew_after_a_quiet_week_lose_nothing(
    telegram: Telegram, emulator: TelegramEmulator, restarted: bool
) -> None:
    kept, days = Kept(), [0]

    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(days=days[0])

    emulator.writes(7, "un")
    running, stop = poller(telegram, kept, clock), asyncio.Event()
    task = asyncio.create_task(running.run(stop))
    await kept.until(1)
    await stopped(task, stop)
    days[0], stop = 9, asyncio.Event()
    emulator.numbers_from(41)
    emulator.writes(7, "deux")
    task = asyncio.create_task((poller(telegram, kept, clock) if restarted else running).run(stop))
    await kept.until(2)
    assert kept.texts() == ["un", "deux"]
    await stopped(task, stop)


async def test_a_press_is_answered_once_it_is_kept(telegram: Telegram, emulator: TelegramEmulator) -> None:
    await telegram.send(part(choices=(Choice("a", "Oui"),), prompt="ab" * 16), now=NOW)
    emulator.presses(7, "Oui", query="q1")
    emulator.presses(7, "Oui", query="forged", data="AAAA")
    emulator.writes(7, "voilà")
    kept, stop = Kept(), asyncio.Event()
    task = asyncio.create_task(poller(telegram, kept).run(stop))
    await kept.until(2)
    async with asyncio.timeout(30):
        while len(emulator.answered_presses) < 2:
            await asyncio.sleep(0.01)
    assert emulator.answered_presses == ["q1", "forged"]
    assert len(kept.arrivals) == 2, "the forged press is no event"
    await stopped(task, stop)


@pytest.mark.parametrize("fault", [{"action": "reset"}, {"action": "garbage"}, {"action": "status", "status": 502}])
async def test_a_fault_of_telegrams_is_waited_out(
    telegram: Telegram, emulator: TelegramEmulator, fault: dict[str, object]
) -> None:
    emulator.fail(**fault, method="getUpdates")  # type: ignore[arg-type]
    emulator.writes(7, "bonjour")
    kept, stop = Kept(), asyncio.Event()
    task = asyncio.create_task(poller(telegram, kept).run(stop))
    await kept.until(1)
    assert emulator.requests.count("getUpdates") >= 2
    await stopped(task, stop)


async def test_a_second_poller_makes_the_first_stop_and_say_so(telegram: Telegram, emulator: TelegramEmulator) -> None:
    kept, stop = Kept(), asyncio.Event()
    first = asyncio.create_task(poller(telegram, kept).run(stop))
    async with asyncio.timeout(30):
        while "getUpdates" not in emulator.requests:
            await asyncio.sleep(0.01)
    other = Telegram(TOKEN, seal=SEAL, api_url=emulator.url)
    second = asyncio.create_task(poller(other, kept).run(stop))
    with pytest.raises(PolledElsewhere):
        await first
    emulator.writes(7, "bonjour")
    await kept.until(1)
    await stopped(second, stop)
    await other.close()


async def test_polling_while_a_webhook_is_set_stops_at_once(telegram: Telegram) -> None:
    await telegram.use_webhook("http://127.0.0.1:9/webhooks/telegram", secret="s")
    with pytest.raises(PolledElsewhere):
        await poller(telegram, Kept()).run(asyncio.Event())


async def test_stopping_does_not_wait_for_the_long_poll(telegram: Telegram, emulator: TelegramEmulator) -> None:
    stop = asyncio.Event()
    task = asyncio.create_task(poller(telegram, Kept()).run(stop))
    async with asyncio.timeout(30):
        while "getUpdates" not in emulator.requests:
            await asyncio.sleep(0.01)
    await stopped(task, stop)
