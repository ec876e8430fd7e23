"""Every fault of a provider or of the line to it, on both channels, for an answer and an offer: the ledger is the
judge.

Times on a phone: what surely did not leave arrives once. What is refused never arrives and is never tried again. What
nobody knows is repeated at most once where it is owed, and never where it is marketing.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, NamedTuple

import pytest

from bot.channels.base import PATIENT, Channel, Timeouts
from bot.model.parts import Report
from tests.emulators.serving import Emulator
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.twilio import TwilioEmulator
from tests.work.sending.sending_shop import Shop, sms_at, telegram_at

LEA = "+33612345678"
OPEN = frozenset({"queued", "sending", "unknown"})


class Case(NamedTuple):
    """`shown` is how often the phone may show the message in the end: Telegram's answer and offer, then SMS's."""

    name: str
    shown: tuple[set[int], set[int], set[int], set[int]]
    emulated: dict[str, Any] | None = None
    elsewhere: str | None = None


ONCE = ({1}, {1}, {1}, {1})
NEVER = ({0}, {0}, {0}, {0})
#: Accepted without our knowing: Telegram can't be asked, Twilio is, and finds it.
UNSEEN = ({2}, {1}, {1}, {1})
#: Not accepted, and we don't know: the answer is repeated; Telegram's offer is lost, which is the promise; Twilio's is
#: found to be missing.
LOST = ({1}, {0}, {1}, {1})

CASES = [
    Case("refused connection", ONCE, elsewhere="refuse"),
    Case("unknown host", ONCE, elsewhere="http://nowhere.invalid"),
    Case("no TLS", ONCE, elsewhere="plain"),
    Case("connection never taken", ONCE, elsewhere="full"),
    Case("accepted, then silence", UNSEEN, {"action": "hang", "accepted": True}),
    Case("accepted, then reset", UNSEEN, {"action": "reset", "accepted": True}),
    Case("reset before it was read", LOST, {"action": "reset"}),
    Case("accepted, half an answer", UNSEEN, {"action": "half", "accepted": True}),
    Case("accepted, no JSON", UNSEEN, {"action": "garbage", "accepted": True}),
    Case("400", NEVER, {"action": "status", "status": 400, "code": 21612, "words": "Bad Request: no"}),
    Case("403", NEVER, {"action": "status", "status": 403, "code": 21610, "words": "Forbidden: bot was blocked"}),
    Case("429 of a second", ONCE, {"action": "status", "status": 429, "code": 20429, "retry_after": 1}),
    Case("429 of ten minutes", ONCE, {"action": "status", "status": 429, "code": 20429, "retry_after": 600}),
    Case("500 before it was sent", LOST, {"action": "status", "status": 500, "code": 20500}),
    Case("500 after it was sent", UNSEEN, {"action": "status", "status": 500, "code": 20500, "accepted": True}),
    Case("502", LOST, {"action": "status", "status": 502, "code": 20500}),
    Case("503", LOST, {"action": "status", "status": 503, "code": 20500}),
    Case("slower than our patience", UNSEEN, {"action": "slow", "seconds": 0.4}),
]


def test_there_are_eighteen_faults() -> None:
    assert len({case.name for case in CASES}) == 18


@pytest.mark.parametrize("purpose", ["reply", "marketing"])
@pytest.mark.parametrize("channel", ["telegram", "sms"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_fault_ends_as_promised(
    shop: Shop, telegram: TelegramEmulator, twilio: TwilioEmulator, case: Case, channel: str, purpose: Any
) -> None:
    emulator, to = (telegram, "7") if channel == "telegram" else (twilio, LEA)
    sender: Callable[..., Channel] = telegram_at if channel == "telegram" else sms_at
    await shop.knows(to, channel=channel)
    part = await shop.plans(to, channel=channel, purpose=purpose)
    async with _broken(emulator, case) as address:
        shop.channels = {channel: sender(emulator, url=address, timeouts=_patience(case))}
        await _attempted_once(shop, part)
        if (case.emulated or {}).get("action") == "slow":
            await _shown(emulator)
        await _close(shop)
    shop.channels = {channel: sender(emulator)}
    await _to_the_end(shop)
    shown = [entry for entry in emulator.ledger.shown if str(entry["to"]) == to]
    expected = case.shown[(channel == "sms") * 2 + (purpose == "marketing")]
    assert len(shown) in expected, (await shop.part(part), emulator.requests)
    assert await shop.state(part) not in OPEN
    if case.shown == NEVER:
        assert sum(request in {"sendMessage", "create"} for request in emulator.requests) == 1


@pytest.mark.parametrize("callbacks", ["usual", "twice", "backwards", "lost"])
async def test_reports_in_any_order_and_number_leave_the_truth(shop: Shop, callbacks: str) -> None:
    async with TwilioEmulator() as twilio:
        shop.channels = {"sms": sms_at(twilio)}
        part = await shop.plans(LEA, channel="sms")
        await shop.sends_all()
        sid = twilio.messages[0]["sid"]
        states = {
            "usual": ["sent", "delivered"],
            "twice": ["sent", "sent", "delivered", "delivered"],
            "backwards": ["delivered", "sent", "failed"],
            "lost": [],
        }
        for state in states[callbacks]:
            await shop.store.outbox.report(Report(part=part, provider_id=sid, state=state, at=shop.now))  # type: ignore[arg-type]
        assert await shop.state(part) == ("accepted" if callbacks == "lost" else "delivered")
        await _close(shop)


def _patience(case: Case) -> Timeouts:
    """Be impatient only where patience is what is tried: a machine that stands still would look like a fault."""
    if case.elsewhere == "full":
        return Timeouts(connect=0.3)
    return Timeouts(read=0.3) if (case.emulated or {}).get("action") in {"hang", "slow"} else PATIENT


async def _attempted_once(shop: Shop, part: str) -> None:
    async with shop.sending(), asyncio.timeout(60):
        while True:
            found = await shop.part(part)
            if found.attempts and found.state != "sending":
                return
            await asyncio.sleep(0.01)


async def _shown(emulator: Emulator) -> None:
    """The slow provider is done seconds after we gave up, long before anybody asks it: minutes, on the shop's clock,
    which the test turns forward while the provider's is the real one."""
    async with asyncio.timeout(60):
        while not emulator.ledger.shown:
            await asyncio.sleep(0.01)


async def _to_the_end(shop: Shop) -> None:
    """Let the time pass that retries and look-ups need."""
    uncertain = shop.uncertain()
    for _ in range(8):
        shop.later(seconds=90)
        await uncertain.round()
        await _tried(shop)


async def _tried(shop: Shop) -> None:
    async with shop.sending():
        async with asyncio.timeout(60):
            while any(state in {"sending"} for state in await shop.states()) or await _due(shop):
                await asyncio.sleep(0.01)


async def _due(shop: Shop) -> bool:
    parts = await _parts(shop)
    return any(part.state == "queued" and part.due_at <= shop.now for part in parts)


async def _parts(shop: Shop) -> list[Any]:
    return [await shop.part(f"{number:032x}") for number in range(1, len(await shop.states()) + 1)]


@contextlib.asynccontextmanager
async def _broken(emulator: Emulator, case: Case) -> AsyncIterator[str | None]:
    """Break the line as the case says; yield the address of a server that isn't the emulator."""
    if case.emulated is not None:
        method = "sendMessage" if isinstance(emulator, TelegramEmulator) else "create"
        emulator.fail(**{"method": method} | case.emulated)
        yield None
    elif case.elsewhere == "refuse":
        await emulator.refuse()
        yield None
        await emulator.welcome()
    elif case.elsewhere == "plain":
        yield emulator.url.replace("http:", "https:")
    elif case.elsewhere == "full":
        with _full_house() as address:
            yield address
    else:
        yield case.elsewhere


@contextlib.contextmanager
def _full_house() -> Iterator[str]:
    """A server that never takes a connection, its queue full: the next one's SYN is not answered."""
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(server.getsockname())
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


async def _close(shop: Shop) -> None:
    for channel in shop.channels.values():
        await channel.close()
