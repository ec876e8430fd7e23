"""The customer beside the thread: journeys, relationship and its moments, orders, consents, addresses, facts."""

from __future__ import annotations

from asyncio import gather
from collections.abc import Iterable, Mapping
from typing import Any, Final

from babel.numbers import format_currency
from msgspec import Struct

from bot.model.customer import Customer, JourneyState
from bot.model.order import OrderLine
from bot.playbook.compiled import Playbook
from bot.rules.journey.pace import Times, ratio
from bot.rules.journey.relationship import value_at
from bot.rules.journey.stages import direction_at
from bot.store.threads.thread_lines import Move
from bot.web.console.customers.fact_words import Fact, facts_in_words
from bot.web.console.customers.timeline import Drawing, drawn
from bot.web.console.threads.thread_items import written
from bot.web.console.wording.clock import Clock
from bot.web.console.wording.customer_words import ORDERS, happened, said
from bot.web.console.wording.sold_words import SoldWords, sold_words
from bot.web.console.wording.stages import DIRECTIONS, Chip, chip
from bot.web.console.wording.titles import title_in
from bot.web.console.words import marked, words
from bot.web.doors import Doors

_MOST_ORDERS: Final = 5
_MOST_MOMENTS: Final = 3
PURPOSES: Final = {"care": marked("follow-up"), "marketing": marked("marketing"), "all": marked("everything")}
CHANNELS: Final = {
    "sms": "SMS",
    "telegram": "Telegram",
    "web": marked("Web chat"),
    "all": marked("all channels"),
    "whatsapp": "WhatsApp",
    "email": "E-mail",
}


class Path(Struct, frozen=True, kw_only=True):
    """A journey: where on it, since when, which way, how fast against others (None: nobody can say)."""

    title: str
    stage: Chip | None
    since: str
    direction: tuple[str, str]
    speed: str
    drawing: Drawing | None
    told: str
    began: str  # when the first of what is drawn was


class Consent(Struct, frozen=True):
    channel: str
    purpose: str
    granted: bool
    title: str


class Card(Struct, frozen=True, kw_only=True):
    name: str
    about: str
    paths: tuple[Path, ...]
    relationship: str
    moments: tuple[tuple[str, str, str], ...]  # change, cause, when
    orders: tuple[tuple[str, str], ...]
    spent: str
    consents: tuple[Consent, ...]
    opted_out: str
    addresses: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]


async def card_of(
    doors: Doors,
    customer: Customer,
    name: str,
    known: Mapping[tuple[str, str], Chip],
    clock: Clock,
    *,
    moments: int = _MOST_MOMENTS,
    orders: int = _MOST_ORDERS,
) -> Card:
    """Gather the card of a customer, with so many moments and orders."""
    store, playbook, say = doors.store, doors.playbook(), words(clock.language).gettext
    who = await store.customers.ids(customer.id)
    moves, felt, placed, known_paces, facts = await gather(
        store.thread_lines.moves(who),
        store.thread_lines.moments(who, moments),
        store.orders.of(who),
        store.pacing.all(),
        facts_in_words(doors, customer.facts, clock.language),
    )
    paces = {(one.journey, one.stage): Times(one.known, one.median, one.slow) for one in known_paces}
    paths = [_path(state, playbook, moves, known, paces, clock) for state in reversed(customer.journeys)]
    value = value_at(customer.relationship, clock.now)
    return Card(
        name=name,
        about=_about(customer, clock),
        paths=tuple(paths),
        relationship=f"{value:.0f}",
        moments=tuple((_signed(one.change), happened(one.cause, clock.language), clock.short(one.at)) for one in felt),
        orders=tuple(_orders(customer, placed[:orders], await _sold(doors, customer, placed[:orders], clock), clock)),
        spent=_spent(placed, clock.language),
        consents=tuple(_consents(customer, clock)),
        opted_out=clock.full(customer.opted_out_at) if customer.opted_out_at is not None else "",
        addresses=tuple((_channel(one.address.channel, say), one.address.id) for one in customer.addresses),
        facts=tuple(facts),
    )


def _path(
    state: JourneyState,
    playbook: Playbook | None,
    moves: list[Move],
    known: Mapping[tuple[str, str], Chip],
    paces: Mapping[tuple[str, str], Times],
    clock: Clock,
) -> Path:
    path = next((one for one in playbook.journeys if one.id == state.journey), None) if playbook is not None else None
    pace = ratio(state, path.stages, paces, clock.now) if path is not None else None
    theirs = [move for move in moves if move.journey == state.journey]
    told = "; ".join(
        f"{place.name}, {clock.short(move.at)}"
        for move in theirs
        if (place := known.get((move.journey, move.stage))) is not None
    )
    return Path(
        title=title_in(clock.language, path) if path is not None else state.journey,
        stage=chip(known, state.journey, state.stage),
        since=clock.ago(state.since),
        direction=DIRECTIONS[direction_at(path, state, clock.now)],
        speed="×" + _decimal(pace, clock.language) if pace is not None else "–",
        drawing=drawn(theirs[-12:], known, clock.now),
        told=told,
        began=clock.short(theirs[-12:][0].at) if theirs else "",
    )


def _about(customer: Customer, clock: Clock) -> str:
    say = words(clock.language).gettext
    since = say(marked("known since %(day)s")) % {"day": clock.short(customer.created_at)}
    return ", ".join(filter(None, (written(customer.facts.get("city", "")), since)))


async def _sold(doors: Doors, customer: Customer, orders: list[Any], clock: Clock) -> SoldWords:
    bought = [line.offer for order in orders for line in order.lines]
    left = [line.offer for line in customer.cart.lines] if customer.cart is not None else []
    return await sold_words(doors, (*bought, *left), clock.language)


def _orders(customer: Customer, orders: list[Any], sold: SoldWords, clock: Clock) -> list[tuple[str, str]]:
    say, rows = words(clock.language).gettext, []

    def noted(notes: Iterable[str]) -> str:
        return ", ".join(sold.words.called(note, clock.language) for note in notes)

    def row(line: OrderLine) -> str:
        many = _so_many(sold.line(line), line.quantity)
        return f"{many} ({noted(line.notes)})" if line.notes else many

    cart = customer.cart
    if cart is not None and not cart.ordered and cart.lines:
        names = ", ".join(sold.line(line) for line in cart.lines if line.name)
        total = _money(cart.total, cart.currency, clock.language)
        rows.append((say(marked("Open cart")), " · ".join(filter(None, (names, total)))))
    for order in orders:
        names = ", ".join(row(line) for line in order.lines if line.name)
        theirs = {note for line in order.lines for note in line.notes}
        when = clock.short(order.placed_at) if order.placed_at is not None else ""
        total = _money(order.total, order.currency, clock.language)
        told = (
            names,
            noted(note for note in order.notes if note not in theirs),
            total,
            said(ORDERS, order.status, clock.language),
            when,
        )
        rows.append((order.number or say(marked("Order")), " · ".join(filter(None, told))))
    return rows


def _so_many(name: str, quantity: int) -> str:
    return f"{name} ×{quantity}" if quantity != 1 else name


def _spent(orders: list[Any], language: str) -> str:
    paid = [order for order in orders if order.total is not None and order.status not in ("cancelled", "refunded")]
    if not paid:
        return ""
    return f"{len(orders)} · {_money(sum(order.total for order in paid), paid[0].currency, language)}"


def _money(amount: Any, currency: str, language: str) -> str:
    return str(format_currency(amount, currency or "EUR", locale=language)) if amount is not None else ""


def _consents(customer: Customer, clock: Clock) -> list[Consent]:
    say = words(clock.language).gettext
    newest = {(grant.channel, grant.purpose): grant for grant in customer.grants}
    return [
        Consent(_channel(channel, say), say(PURPOSES.get(purpose, purpose)), grant.granted, clock.full(grant.at))
        for (channel, purpose), grant in sorted(newest.items())
    ]


def _channel(channel: str, say: Any) -> str:
    return str(say(CHANNELS.get(channel, channel.capitalize())))


def _signed(change: float) -> str:
    return f"+{change:g}" if change > 0 else f"−{-change:g}"


def _decimal(value: float, language: str) -> str:
    return f"{value:.1f}".replace(".", "," if language == "fr" else ".")
