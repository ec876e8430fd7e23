"""Running what a turn asked for besides messages: facts to fetch, news for the shop's systems.

An errand is a row that was durable with its turn. It is run at least once; what it brings enters the inbox in the
commit that finishes it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final, assert_never

import structlog

from bot.channels.event_ids import event_id
from bot.crash_points import reached
from bot.engine.identity.proving import GOOD_FOR as CODE_GOOD_FOR
from bot.model.appointment import TellAppointment
from bot.model.arrivals import Arrival
from bot.model.effects import AskForCode, AskModel, Emit, Fetch, MakeLink, PlaceOrder
from bot.model.events import (
    AppointmentUndelivered,
    CodeAsked,
    Event,
    FetchReturned,
    LinkMade,
    ModelAnswered,
    OrderUndelivered,
)
from bot.model.referral import MakeReferral, UseReferral
from bot.store import Store, StoreFault
from bot.store.messages.errands import TOPIC, Errand
from bot.store.messages.outbox import TOPIC as TURNS
from bot.store.messages.webhooks import note
from bot.store.people.links import make
from bot.work.errands.fetcher import Fetched, Fetcher
from bot.work.errands.language_model import LanguageModel, Said
from bot.work.errands.links import GOOD_FOR, LinkMaker
from bot.work.errands.outgoing import (
    ORDER_PAUSES,
    Delivered,
    Delivery,
    GivenUp,
    Outgoing,
    TryAgain,
    appointment_news,
    order_news,
)
from bot.work.errands.referrals import Referring
from bot.work.processes import ringing_when

NOWHERE: Final = "no OUTGOING_WEBHOOK_URL is set"
_TICK: Final = 1.0  # seconds
_AT_ONCE: Final = 20

_log = structlog.get_logger(__name__)


class ErrandRunner:
    """`outgoing` is None where no `OUTGOING_WEBHOOK_URL` is set, `links` where there is no Telegram, `model` where no
    `LLM_URL` is set.
    """

    def __init__(
        self,
        store: Store,
        *,
        fetcher: Fetcher,
        outgoing: Outgoing | None,
        clock: Callable[[], datetime],
        links: LinkMaker | None = None,
        model: LanguageModel | None = None,
        referring: Referring,
    ) -> None:
        self._links = links
        self._model = model
        self._referring = referring
        self._store = store
        self._fetcher = fetcher
        self._outgoing = outgoing
        self._clock = clock
        self._under_way: dict[str, asyncio.Task[None]] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Run errands as they fall due, until `stop` is set; those under way are finished first."""
        with self._store.bell.listen(TOPIC, TURNS) as listener, ringing_when(stop, listener):
            while not stop.is_set():
                try:
                    await self.start_due()
                except StoreFault as fault:
                    _log.error("errands not readable", fault=str(fault))
                await listener.rung(_TICK)
        await self.finish()

    async def start_due(self) -> None:
        """Start what is due and not under way."""
        room = _AT_ONCE - len(self._under_way)
        if room < 1:
            return
        for errand in await self._store.errands.due(self._clock(), _AT_ONCE):
            if errand.id not in self._under_way and len(self._under_way) < _AT_ONCE:
                task = asyncio.create_task(self._run(errand))
                self._under_way[errand.id] = task
                task.add_done_callback(partial(self._ended, errand.id))

    def _ended(self, errand_id: str, _: asyncio.Task[None]) -> None:
        del self._under_way[errand_id]

    async def finish(self) -> None:
        """Wait for what is under way."""
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def _run(self, errand: Errand) -> None:  # noqa: C901 - one case an errand
        reached("errand.before_open")
        try:
            match errand.effect:
                case Fetch() as effect:
                    fetched = await self._fetcher.fetch(effect)
                    reached("errand.after_answer")
                    await self._store.errands.finish(errand, [self._told(errand.customer, _returned(effect, fetched))])
                    _log.info("fetched", errand=errand.id, ok=fetched.ok, reason=fetched.reason)
                case Emit() as effect:
                    await self._emit(errand, effect)
                case PlaceOrder() as effect:
                    await self._place_order(errand, effect)
                case TellAppointment() as effect:
                    await self._tell_appointment(errand, effect)
                case MakeLink():
                    await self._make_link(errand)
                case AskForCode() as effect:
                    await self._ask_for_code(errand, effect)
                case MakeReferral():
                    await self._referring.make(errand, self._store, partial(self._told, errand.customer))
                case UseReferral() as effect:
                    await self._referring.use(errand, effect, self._store, partial(self._told, errand.customer))
                case AskModel() as effect:
                    await self._ask_model(errand, effect)
                case _:
                    assert_never(errand.effect)
        except StoreFault:  # it is still waiting, and runs again
            _log.exception("errand not finished", errand=errand.id)

    def _told(self, customer: str, event: Event, whose: str | None = None) -> Arrival:
        return Arrival(event=event, received_at=self._clock(), customer=whose or customer, source="fetch")

    async def _make_link(self, errand: Errand) -> None:
        link, now = await self._links.make() if self._links is not None else None, self._clock()
        reached("errand.after_answer")
        event = LinkMade(id=event_id("link", errand.id), set_by=errand.id, url=link.url if link else "")
        also = partial(make, link.digest, errand.customer, now, now + GOOD_FOR) if link else None
        await self._store.errands.finish(errand, [self._told(errand.customer, event)], also)
        _log.info("link made", errand=errand.id, ok=link is not None)

    async def _ask_for_code(self, errand: Errand, effect: AskForCode) -> None:
        """Tell whoever is known at the address. Nothing of what is found goes back to who asked."""
        whose, now = await self._store.customers.whose(effect.address), self._clock()
        reached("errand.after_answer")
        if whose is None or whose == errand.customer:
            await self._store.errands.finish(errand)
            return
        until = now + CODE_GOOD_FOR
        event = CodeAsked(id=event_id("code", errand.id), request=errand.id, address=effect.address, until=until)
        await self._store.errands.finish(
            errand, [self._told(whose, event)], partial(make, errand.id, whose, now, until)
        )

    async def _ask_model(self, errand: Errand, effect: AskModel) -> None:
        said = await self._model.ask(effect) if self._model is not None else Said(reason="off")
        reached("errand.after_answer")
        event = ModelAnswered(
            id=event_id("model", effect.id), set_by=effect.id, text=said.text, reason=said.reason, took=said.took
        )
        await self._store.errands.finish(errand, [self._told(errand.customer, event)])
        _log.info("language model asked", errand=errand.id, task=effect.task, reason=said.reason, took=said.took)

    async def _place_order(self, errand: Errand, effect: PlaceOrder) -> None:
        """Tell the shop's system; where it can't be told, staff are."""
        delivery = await self._deliver_soon(errand, order_news(effect))
        id_ = event_id("order", effect.id)
        await self._settle(
            errand, delivery, "order", lambda reason: OrderUndelivered(id=id_, order=effect.order.key, reason=reason)
        )

    async def _tell_appointment(self, errand: Errand, effect: TellAppointment) -> None:
        """Tell the shop's system; where it can't be told, staff are."""
        delivery = await self._deliver_soon(errand, appointment_news(effect))
        id_ = event_id("appointment", effect.id)
        await self._settle(
            errand,
            delivery,
            "appointment",
            lambda reason: AppointmentUndelivered(id=id_, appointment=effect.appointment, reason=reason),
        )

    async def _deliver_soon(self, errand: Errand, news: Emit) -> Delivery:
        """Deliver what can't wait for days."""
        if self._outgoing is None:
            return GivenUp(NOWHERE)
        return await self._outgoing.deliver(
            news, customer=errand.customer, attempts=errand.attempts, pauses=ORDER_PAUSES
        )

    async def _emit(self, errand: Errand, effect: Emit) -> None:
        delivery: Delivery = GivenUp(NOWHERE)
        if self._outgoing is not None:
            delivery = await self._outgoing.deliver(effect, customer=errand.customer, attempts=errand.attempts)
        await self._settle(errand, delivery, "webhook")

    async def _settle(
        self, errand: Errand, delivery: Delivery, what: str, happens: Callable[[str], Event | None] = lambda _: None
    ) -> None:
        """Write down what came of a delivery; what `happens` when it is given up, by the reason, enters the inbox."""
        reached("errand.after_answer")
        noted = partial(note, errand.id, errand.customer, self._clock())
        match delivery:
            case Delivered():
                await self._store.errands.finish(errand, also=partial(noted, "delivered"))
            case TryAgain(at, reason):
                await self._store.errands.again(errand, at, reason, partial(noted, "again", reason))
                _log.warning(f"{what} not delivered", errand=errand.id, reason=reason, attempt=errand.attempts + 1)
            case GivenUp(reason):
                event = happens(reason)
                told = [self._told(errand.customer, event)] if event is not None else []
                await self._store.errands.give_up(errand, reason, told, partial(noted, "given_up", reason))
                say = _log.info if reason == NOWHERE else _log.error  # who has no such URL knows it
                say(f"{what} given up", errand=errand.id, reason=reason)


def _returned(effect: Fetch, fetched: Fetched) -> FetchReturned:
    return FetchReturned(
        id=event_id("fetch", effect.id),
        conversation=effect.conversation,
        set_by=effect.id,
        ok=fetched.ok,
        value=fetched.value,
        reason=fetched.reason,
    )
