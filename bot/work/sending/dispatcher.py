"""Sending what waits in the outbox: each part at most as often as promised, in order, at the provider's pace.

Theory of operation
-------------------
One loop for each channel that is on. A round asks the limiter how many messages may leave now, claims so many parts
(the store hands out one of an address at a time, replies first, none of a chat that rests), starts them side by side::

    claim, `sending` on disk ─► last look ─► socket ─► answer ─► what it means to the engine, in the inbox ─► settled

A crash before the claim's commit changes nothing. A crash after it leaves a part `sending`: it may have left, so at the
next start it is `unknown`, and `uncertain` decides. The socket opens only after the commit, which is what makes this
complete. Between the answer and the settling the same holds.

A claim whose commit we never heard of (the connection was lost at COMMIT) opened no socket: what it took is found by
its instant and queued again. Who stood still between the claim and the socket looks once more whether the part is still
theirs, because another process may have taken the lead meanwhile; the attempt's number is the fence.

The channel's answer carries the decision (`model.parts.Outcome`); no channel is known by name here. What surely was not
sent is due again later, and its chat waits with it; a sender that must pause pauses whole, also across
a restart. What is refused for good
becomes an event before it is settled, so that a crash in between repeats the refusal and not the silence.

Rings of the outbox's bell wake a loop; a tick does so too, because a ring can be lost and a due time makes no sound.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog
from msgspec.structs import replace

from bot.channels.base import Channel
from bot.crash_points import reached
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.countries import country_of
from bot.model.parts import Outcome, Part, RetryAt, Unknown
from bot.rules.contact.sending_again import RETRY_AGE
from bot.rules.contact.sms_pumping import COUNTRY_CAP
from bot.store import Store, StoreFault
from bot.store.database.bell import Listener
from bot.store.messages.gate import Claimed
from bot.store.messages.outbox import TOPIC
from bot.work.codes import Keyed, opened
from bot.work.processes import ringing_when
from bot.work.sending.dispatcher_check import Drop, Go, PutOff, RulesInForce, last_look
from bot.work.sending.dispatcher_news import news_of_drop, news_of_outcome
from bot.work.sending.limiter import Departure, SenderLimit

_TICK: Final = 1.0  # seconds
_MOMENT: Final = 0.001  # seconds; a round without room never spins
_STORE_PAUSE: Final = 2.0  # seconds before a store that failed is asked again
_AT_ONCE: Final = 64  # sockets of one channel
_STALE: Final = 5.0  # seconds from the claim to the socket: it takes milliseconds unless the process stood still
_DRAIN: Final = 30.0  # seconds for what is under way when we stop
_RESTART: Final = timedelta(seconds=1)  # a shorter pause is over before another process could send

_log = structlog.get_logger(__name__)


class Dispatcher:
    """`clock` gives UTC, `seconds` a monotonic time; `rules` the policy in force, `keyed` makes codes."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        *,
        rules: RulesInForce,
        clock: Callable[[], datetime],
        seconds: Callable[[], float],
        keyed: Keyed | None = None,
    ) -> None:
        self._lines = [
            Line(store, channel, rules=rules, clock=clock, seconds=seconds, keyed=keyed)
            for channel in channels.values()
        ]

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set, then let what is under way come to its end."""
        await asyncio.gather(*(line.run(stop) for line in self._lines))


class Line:
    """One channel's loop."""

    def __init__(
        self,
        store: Store,
        channel: Channel,
        *,
        rules: RulesInForce,
        clock: Callable[[], datetime],
        seconds: Callable[[], float],
        keyed: Keyed | None = None,
    ) -> None:
        self._keyed = keyed
        self._store = store
        self._channel = channel
        self._rules = rules
        self._clock = clock
        self._seconds = seconds
        self._limit = SenderLimit(channel.rate, channel.chat_rate, clock=seconds)
        self._under_way: set[asyncio.Task[None]] = set()
        self._listener = Listener()
        self._recovered = False
        self._unheard: datetime | None = None  # the instant of a claim of which we don't know whether it was committed

    async def run(self, stop: asyncio.Event) -> None:
        """Recover what a stop left `sending`, then send until `stop` is set."""
        await self._resume_pause()
        with self._store.bell.listen(TOPIC) as self._listener, ringing_when(stop, self._listener):
            self._recovered = False
            while not stop.is_set():
                pause = await self._round_or_pause()
                if pause > 0:
                    await self._listener.rung(pause)
        await self._drain()

    async def _resume_pause(self) -> None:
        """Keep a pause that the provider asked of the process before us."""
        sender = await self._store.senders.get(self._channel.sender)
        if sender is not None and sender.paused_until > (now := self._clock()):
            self._limit.pause((sender.paused_until - now).total_seconds())

    async def _round_or_pause(self) -> float:
        try:
            await self._recover()
            return await self._round()
        except StoreFault as fault:
            _log.error("outbox not readable", channel=self._channel.name, fault=str(fault))
            return _STORE_PAUSE

    async def _recover(self) -> None:
        if not self._recovered:
            await self._store.outbox.recover((self._channel.name,), self._clock())
            self._recovered = True
        if self._unheard is not None:
            await self._store.outbox.release((self._channel.name,), self._unheard)
            self._unheard = None

    async def _claim(self, room: int) -> list[Claimed]:
        """Claim; a database that fails may have committed all the same, which the next round then takes back."""
        resting = [Address(self._channel.name, chat) for chat in self._limit.resting()]
        self._unheard = self._clock()
        claimed = await self._store.outbox.claim(
            (self._channel.name,), room, self._unheard, paused=resting, sender=self._channel.sender
        )
        self._unheard = None
        if claimed:
            reached("outbox.after_claim")
        return claimed

    async def _round(self) -> float:
        """Start what may leave now; return the seconds until it is worth looking again."""
        sockets = _AT_ONCE - len(self._under_way)
        if sockets < 1:
            return _TICK  # whichever closes first wakes the loop
        room = min(self._limit.room(), sockets)
        if room < 1:
            return max(_MOMENT, _first(self._limit.wait(), _TICK))
        asked = self._seconds()
        claimed = await self._claim(room)
        for one in claimed:
            self._start(one, asked)
        if len(claimed) == room:
            return _first(self._limit.wait(), _TICK)
        return _first(self._limit.rest(), _TICK)

    def _start(self, claimed: Claimed, asked: float) -> None:
        look = self._look(claimed)
        if isinstance(look, Drop):
            work = self._drop(claimed.part, look)
        elif isinstance(look, PutOff):
            work = self._store.outbox.put_off(claimed.part, look.until, self._clock())
        else:
            part = _as_it_goes(claimed.part, look)
            work = self._send(part, self._limit.leave(part.address.id, max(1, part.body.segments)), asked)
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _look(self, claimed: Claimed) -> Go | Drop | PutOff:
        try:
            return last_look(claimed, self._rules(), closing_time=self._channel.closing_time, now=self._clock())
        except Exception:  # a fault of ours: what can't be checked does not go out, and the next parts do
            _log.exception("part not checked", part=claimed.part.id, channel=self._channel.name)
            return Drop("it could not be checked before sending", "fault", failed=claimed.part.purpose in RETRY_AGE)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._listener.ring()
        if not task.cancelled() and (fault := task.exception()) is not None:
            _log.error("part left `sending`", channel=self._channel.name, exc_info=fault)

    async def _drop(self, part: Part, drop: Drop) -> None:
        now = self._clock()
        await self._tell(part, news_of_drop(part, drop, now))
        await self._store.outbox.drop(part, drop.words, drop.rule, now)
        if drop.rule == COUNTRY_CAP:
            words = f"staff are told: {drop.words}; see who is written to, then raise it, or leave the country out"
            if await self._store.sms_counts.stopped(part, words, now):
                _log.error("no SMS goes to this country for now", country=country_of(part.address.id), why=drop.words)
        _log.info("dropped", part=part.id, channel=part.address.channel, purpose=part.purpose, rule=drop.rule)

    async def _send(self, part: Part, departure: Departure, asked: float) -> None:
        if not await self._is_ours(part, asked):
            self._limit.answered(departure)
            _log.warning("not sent: its claim has passed to another", part=part.id, channel=part.address.channel)
            return
        reached("socket.before_open")
        outcome = await self._outcome(part, departure)
        reached("socket.after_answer")
        took = self._seconds() - departure.left
        if isinstance(outcome, RetryAt) and outcome.scope == "sender":
            self._limit.pause((outcome.at - self._clock()).total_seconds())
        await self._settle(part, outcome)
        _log.info(
            "sent",
            part=part.id,
            customer=part.customer,
            channel=part.address.channel,
            purpose=part.purpose,
            outcome=type(outcome).__name__.lower(),
            attempt=part.attempts,
            ms=round(took * 1000, 1),
        )

    async def _is_ours(self, part: Part, asked: float) -> bool:
        """Look again where the process stood still since the claim: another may have taken over meanwhile."""
        while self._seconds() - asked > _STALE:
            looked = self._seconds()
            try:
                if not await self._store.outbox.is_ours(part):
                    return False
            except StoreFault:
                await asyncio.sleep(_STORE_PAUSE)
            else:
                asked = looked
        return True

    async def _outcome(self, part: Part, departure: Departure) -> Outcome:
        try:
            return await self._channel.send(opened(part, self._keyed), now=self._clock())
        except Exception as fault:  # a fault of ours in the channel: it may have left all the same
            _log.exception("channel failed", part=part.id, channel=part.address.channel)
            return Unknown(type(fault).__name__)
        finally:
            self._limit.answered(departure)

    async def _settle(self, part: Part, outcome: Outcome) -> None:
        """Write down what came of it; the answer is lost if we don't, so a store that is busy is asked again."""
        while True:
            now = self._clock()
            try:
                await self._tell(part, news_of_outcome(part, outcome, now))
                if isinstance(outcome, RetryAt) and outcome.scope == "sender" and outcome.at - now > _RESTART:
                    await self._store.senders.pause(self._channel.sender, outcome.at)
                await self._store.outbox.settle(part, outcome, now)
            except StoreFault as fault:
                _log.error("not settled yet", part=part.id, fault=str(fault))
                await asyncio.sleep(_STORE_PAUSE)
            else:
                return

    async def _tell(self, part: Part, news: Sequence[Arrival]) -> None:
        if news:
            await self._store.inbox.put_news(part.id, news)

    async def _drain(self) -> None:
        if self._under_way:
            _, left = await asyncio.wait(self._under_way, timeout=_DRAIN)
            for task in left:  # still `sending` on disk: the next start takes it for unknown
                task.cancel()


def _as_it_goes(part: Part, look: Go) -> Part:
    """Return the part as its channel is to send it: with a template only where that is to be sent."""
    body = part.body if look.template or part.body.template is None else replace(part.body, template=None)
    return replace(part, not_after=look.not_after, body=body)


def _first(*waits: float | None) -> float:
    return min(wait for wait in waits if wait is not None)
