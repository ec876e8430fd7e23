"""An order that the shop speaks of: what is known of it now, and whether that is news to anybody.

News that come twice, that something later has made needless, or that are of long ago change what is known, and begin
nothing. An order is counted once, when it is first known to be placed, and no more when it is cancelled.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from bot.engine.handovers import open_handover
from bot.engine.order.carts import cart_ordered
from bot.engine.renewal.renewing import plan_renewals
from bot.engine.run import Run
from bot.model.effects import ForgetOrder, PlaceOrder, RecordOrder
from bot.model.events import OrderUndelivered, ShopReported
from bot.model.message import Value
from bot.model.order import Order, OrderLine, OrderNews
from bot.rules.order.line_notes import keep_notes
from bot.rules.order.order_answers import answered_by
from bot.rules.order.order_news import order_news, whole
from bot.rules.order.orders import OLD_AFTER, counts, is_new, is_overtaken, is_same, joined, newest, order_of
from bot.rules.texts.plain_text import plain

TWICE: Final = "order.twice"
"""Why a thread goes to staff: the shop's order may be one that was made in the chat, and may not."""
_CONTACT: Final = ("first_name", "last_name", "email", "phone", "address", "postcode", "city", "country")


class Heard(Struct, frozen=True):
    """An order after its news. `happens`: others should hear of it; `is_old`: but nothing is to begin with it."""

    order: Order
    happens: bool
    is_old: bool


def meet_order(run: Run, event: ShopReported, data: dict[str, Value]) -> Heard:
    """Join what the shop says to what is known."""
    news = order_news(event.name, data | whole(event.data), event.id, run.at, event.happened_at)
    theirs = _known(run, news) or _recalled(event, news) or _made_here(run, news)
    before = _joined(theirs)
    said = order_of(news, before.key if before else news.reference or news.id or news.number or event.id)
    after = joined(before, said) if before else said
    if before is not None:
        after = replace(after, lines=keep_notes(after.lines, before.lines))
    keep_order(run, after, instead_of=theirs)
    _count(run, before, after)
    return _heard(run, news, before, after)


def keep_order(run: Run, order: Order, instead_of: tuple[Order, ...] = ()) -> None:
    """Keep an order with the customer and in the store, instead of what was known of it."""
    others = [one for one in run.customer.orders if one not in instead_of and one.key != order.key]
    run.change(orders=newest((*others, order)))
    run.ask_for(RecordOrder(order=order))
    for double in instead_of[1:]:
        run.ask_for(ForgetOrder(key=double.key))
    plan_renewals(run)


def place_order(run: Run, milestone: Literal["created", "confirmed"], **fields: Any) -> Order:
    """Make an order in the chat, and tell the shop's system of it. `fields` are those of `Order`; return it.

    Nobody else hears of it: who makes it says whether `order.confirmed` happens.
    """
    news = OrderNews(milestone=milestone, at=run.at, told_at=run.at, said={"placed_at": run.at, **fields})
    order = order_of(news, run.effect_id())
    keep_order(run, order)
    _count(run, None, order)
    _tell_shop(run, order, f"order.{milestone}")
    return order


def told_as(order: Order) -> Literal["created", "confirmed"]:
    """Return by which event the shop is told of an order of the chat that has changed: the one that it had."""
    return "confirmed" if "confirmed" in order.milestones else "created"


def change_order(
    run: Run, order: Order, milestone: Literal["created", "confirmed", "cancelled"], **fields: Any
) -> Order:
    """Confirm, change or cancel an order, with new words on some of its fields, and tell the shop's system; return it.

    A changed order is told by the event that it had: the same reference, with what it is now.
    """
    news = OrderNews(milestone=milestone, at=run.at, told_at=run.at, said=fields)
    after = joined(order, order_of(news, order.key))
    keep_order(run, after, instead_of=(order,))
    _count(run, order, after)
    if milestone == "cancelled":
        run.undone.append(after.key)
    _tell_shop(run, after, f"order.{milestone}")
    return after


def order_undelivered(run: Run, event: OrderUndelivered) -> None:
    """The shop's system does not know of an order: staff take it over."""
    order = next((one for one in run.customer.orders if one.key == event.order), None)
    shown = (order.number or order.id or order.key) if order is not None else event.order
    run.decide("not_sent", "order_undelivered", "orders", order=shown, reason=event.reason)
    open_handover(run, team="", reason="order.undelivered", rule="orders", priority="high")


def _tell_shop(run: Run, order: Order, name: Any) -> None:
    run.ask_for(PlaceOrder(id=run.effect_id(), name=name, order=order, contact=contact_of(run)))
    run.decide("sent", "order_placed", "orders", event=name, order=order.key)


def contact_of(run: Run) -> dict[str, Value]:
    """Return who orders or comes, as `/api/events` names a customer, with what the shop needs to write to them."""
    named = {"shop": "id", "sms": "phone", "whatsapp": "phone", "email": "email", "telegram": "telegram_id"}
    found: dict[str, Value] = {}
    for known in run.customer.addresses:
        if known.address.channel in named:
            found.setdefault(named[known.address.channel], known.address.id)
    facts = {name: run.customer.facts[name] for name in _CONTACT if run.customer.facts.get(name)}
    return found | facts | {"language": run.language}


def _known(run: Run, news: OrderNews) -> tuple[Order, ...]:
    """Return the orders that the news are of: more than one where we did not know yet that they are the same.

    News without any name are of the current order, unless that has happened to it already.
    """
    orders = run.customer.orders
    if news.id or news.number or news.reference:
        return tuple(order for order in orders if is_same(order, news))
    current = orders[-1:]
    return () if any(news.milestone in order.milestones for order in current) else current


def _recalled(event: ShopReported, news: OrderNews) -> tuple[Order, ...]:
    """Return the order that the customer's document has let go, where the news are of it."""
    return (event.recalled,) if event.recalled is not None and is_same(event.recalled, news) else ()


def _made_here(run: Run, news: OrderNews) -> tuple[Order, ...]:
    """Return the order made in the chat that the shop has confirmed under a name of its own alone; where it may be
    one of ours and may not, staff look.
    """
    if news.reference or not (news.id or news.number):
        return ()
    ours, perhaps = answered_by(news, run.customer.orders, lambda line: _good(run, line))
    named = news.number or news.id
    if ours is not None:
        run.decide("understood", "order_answered", "orders", order=named, reference=_reference(ours))
        return (ours,)
    if perhaps:
        run.decide("understood", "order_twice", "orders", order=named, reference=", ".join(map(_reference, perhaps)))
        open_handover(run, team="", reason=TWICE, rule="orders")
    return ()


def _good(run: Run, line: OrderLine) -> str:
    offer = run.offers.named(line.offer, line.sku)
    return offer.id if offer is not None else line.offer or line.sku or plain(line.name)


def _reference(order: Order) -> str:
    return str(order.more.get("reference") or order.key)


def _joined(orders: tuple[Order, ...]) -> Order | None:
    if not orders:
        return None
    first, *others = orders
    for other in others:
        first = joined(first, other)
    return first


def _heard(run: Run, news: OrderNews, before: Order | None, after: Order) -> Heard:
    is_named = bool(news.id or news.number or news.reference)
    if is_named and not is_new(before, news):
        return Heard(after, happens=False, is_old=False)
    facts: dict[str, Any] = {"order": after.number or after.id, "event": f"order.{news.milestone}"}
    if is_overtaken(after, news):
        run.decide("ignored", "overtaken_news", "orders", **facts, status=after.status)
        return Heard(after, happens=False, is_old=False)
    is_old = run.at - news.at > OLD_AFTER
    if not is_old:
        return Heard(after, happens=True, is_old=False)
    run.decide("ignored", "old_news", "orders", **facts, day=news.at.date().isoformat())
    return Heard(after, happens=not _spoken_since(run, news.at), is_old=True)


def _spoken_since(run: Run, at: datetime) -> bool:
    """Tell whether the customer has spoken since: their journey knows better than an order of before that."""
    return run.customer.last_in is not None and run.customer.last_in > at


def _count(run: Run, before: Order | None, after: Order) -> None:
    """Count an order that is placed by now; no more one that is not. What the shop says later replaces the count."""
    was, now = before is not None and counts(before), counts(after)
    facts = dict(run.customer.facts)
    if now and not was:
        cart_ordered(run, after.cart)
        facts["last_order"] = after.number or after.id or after.key
    if now != was and not _is_in_the_count(run, after):
        count = facts.get("orders_count", 0)
        number = count if isinstance(count, int | float) and not isinstance(count, bool) else 0
        facts["orders_count"] = max(0, number + (1 if now else -1))
    if facts != run.customer.facts:
        run.change(facts=facts)


def _is_in_the_count(run: Run, order: Order) -> bool:
    told = run.customer.orders_told_at
    placed = order.placed_at or min(order.milestones.values(), default=None)
    return told is not None and placed is not None and placed < told
