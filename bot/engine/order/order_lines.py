"""The lines of an order in the making, held against what is sold now: their prices, and whether they are left.

A price that is not the one the customer saw, and a line that there is not enough of, are told and asked about; a line
that only the shop knows (no such offer here) stays as the shop told it. What was ordered already is the customer's, at
the price that was agreed: only more of it is looked at again.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from bot.engine.order.carts import AS_BEFORE
from bot.engine.order.order_notes import draft_notes, order_before
from bot.engine.run import Run
from bot.engine.values import local_zone
from bot.model.customer import Customer
from bot.model.draft import OrderDraft
from bot.model.message import Value
from bot.model.offer import Offer
from bot.model.order import INSTRUCTIONS, RECIPIENT, Cart, Fulfilment, Order, OrderLine
from bot.rules.calendar.calendar import zone
from bot.rules.order.fulfilment import Near, Parcel, Piece, Possible, Shop, left_of
from bot.rules.order.line_notes import together

MOST: Final = 999


class Repriced(Struct, frozen=True):
    """A line whose price is not what it was."""

    line: OrderLine
    before: Decimal


def from_cart(run: Run, cart: Cart) -> OrderDraft:
    """Return the draft of a cart; its own total where its lines are not known."""
    currency = cart.currency or run.shelf.current.store.currency
    draft = OrderDraft(lines=cart.lines, currency=currency, total=None if cart.lines else cart.total, cart=cart.id)
    return as_before(run, draft) if cart.more.get(AS_BEFORE) is True else draft


def as_before(run: Run, draft: OrderDraft) -> OrderDraft:
    """Return the draft on its way, and with the notes, as their last order went, but for one that was for somebody
    else; what can't be any more is asked for as ever.
    """
    own = (one for one in reversed(run.customer.orders) if not one.more.get(RECIPIENT))
    before = (one.fulfilment for one in own if one.status != "cancelled")
    to = next((one for one in before if one.kind), None)
    last = order_before(run, {line.offer for line in draft.lines})
    draft = draft_notes(run, draft, last) if last is not None else draft
    if to is None:
        return draft
    return _on_the_way(draft, to)


def _on_the_way(draft: OrderDraft, to: Fulfilment) -> OrderDraft:
    known = {name: str(to.more.get(name) or "") for name in ("town", "postcode")} if to.kind == "relay" else {}
    return replace(draft, way=to.kind, place=to.point_of_sale, address=to.address, **known)


def from_order(run: Run, order: Order) -> OrderDraft:
    """Return the draft of an order that may still be changed."""
    draft = OrderDraft(
        source="order",
        lines=order.lines,
        currency=order.currency or run.shelf.current.store.currency,
        total=None if order.lines else order.total,
        cart=order.cart,
        order=order.key,
        instructions=instructions_of(order),
        recipient=str(order.more.get(RECIPIENT) or ""),
    )
    draft = draft_notes(run, draft, order)
    if order.fulfilment.kind:
        return _on_the_way(draft, order.fulfilment)
    goods = goods_total(draft)
    more = order.total - goods if order.total is not None and goods is not None else Decimal(0)
    return replace(draft, beside=max(more, Decimal(0)))


def instructions_of(order: Order) -> tuple[str, ...]:
    """Return what they asked of whoever makes an order ready."""
    value = order.more.get(INSTRUCTIONS)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def line_of(offer: Offer, quantity: int) -> OrderLine:
    """Return a line of so many of an offer, at its price of now."""
    return OrderLine(
        name=offer.name,
        quantity=quantity,
        price=offer.price,
        total=offer.price * quantity if offer.price is not None else None,
        offer=offer.id,
        sku=offer.sku,
        url=offer.url,
        picture=offer.picture,
    )


def renewed(run: Run, draft: OrderDraft) -> tuple[OrderDraft, tuple[Repriced, ...]]:
    """Return the draft at the prices of now, and the lines whose price has changed."""
    agreed, lines = _ordered(run, draft), []
    changed: list[Repriced] = []
    for line in draft.lines:
        offer, own = offer_of(run, line), agreed.get(line.offer)
        if own is not None and _pieces_of(draft, line.offer) <= own.quantity:
            is_own = line.quantity == own.quantity
            lines.append(replace(own, notes=line.notes) if is_own else _at_the_price_of(own, line))
            continue
        price = offer.price if offer is not None else None
        if offer is None or price is None or price == line.price:
            lines.append(replace(line, picture=line.picture or (offer.picture if offer else "")))
            continue
        now = replace(line_of(offer, line.quantity), id=line.id, name=line.name or offer.name, notes=line.notes)
        if line.price is not None and all(one.line.offer != line.offer for one in changed):
            changed.append(Repriced(now, line.price))
        lines.append(now)
    return replace(draft, lines=tuple(lines)), tuple(changed)


def _ordered(run: Run, draft: OrderDraft) -> dict[str, OrderLine]:
    """Return the lines of the order that the draft changes, by what they are of: the lines of one offer, told apart by
    their notes, as one."""
    made = _made(run, draft)
    bare = together(replace(line, notes=()) for line in made.lines if line.offer) if made is not None else ()
    return {line.offer: line for line in bare}


def _pieces_of(draft: OrderDraft, offer: str) -> int:
    return sum(line.quantity for line in draft.lines if line.offer == offer)


def _made(run: Run, draft: OrderDraft) -> Order | None:
    return next((one for one in run.customer.orders if one.key == draft.order), None) if draft.order else None


def _at_the_price_of(own: OrderLine, line: OrderLine) -> OrderLine:
    return line if line.price == own.price else replace(line, price=own.price, total=times(own.price, line.quantity))


def times(price: Decimal | None, quantity: int) -> Decimal | None:
    return price * quantity if price is not None else None


def offer_of(run: Run, line: OrderLine) -> Offer | None:
    """Return what is sold now of what a line names."""
    return run.offers.get(line.offer) if line.offer else None


def short_line(run: Run, draft: OrderDraft) -> int | None:
    """Return the place of the first line that there is not enough of."""
    agreed = _ordered(run, draft)
    for place, line in enumerate(draft.lines):
        offer, own = offer_of(run, line), agreed.get(line.offer)
        left = left_of(offer) if offer is not None else None
        if left is not None and left < _pieces_of(draft, line.offer) - (own.quantity if own is not None else 0):
            return place
    return None


def amount_of(line: OrderLine) -> Decimal | None:
    """Return what a line comes to; None where nobody knows its price."""
    if line.total is not None:
        return line.total
    return line.price * line.quantity if line.price is not None else None


def goods_total(draft: OrderDraft) -> Decimal | None:
    """Return what the goods come to, without delivery; None where the price of one is not known."""
    if not draft.lines:
        return draft.total
    amounts = [amount_of(line) for line in draft.lines]
    return sum((one for one in amounts if one is not None), Decimal(0)) if None not in amounts else None


def all_in(goods: Decimal, draft: OrderDraft, possible: Possible | None) -> Decimal:
    """Return what the goods come to with the way that they go, or with what the shop asks where it sees to that."""
    return goods + (possible.cost if possible is not None else draft.beside or 0)


def is_open(draft: OrderDraft) -> bool:
    """Tell whether nothing is in it yet: what is wanted is to be named."""
    return draft.source == "said" and not draft.lines


def takes_more(draft: OrderDraft) -> bool:
    """Tell whether something can be put in: not where it is made already, nor in a cart whose lines nobody told."""
    return draft.source in ("offer", "said") or (draft.source == "cart" and bool(draft.lines))


def is_mixed(run: Run, draft: OrderDraft) -> bool:
    """Tell whether lines are priced in several currencies, which nobody may add up."""
    offers = [offer_of(run, line) for line in draft.lines]
    own = {offer.currency for offer in offers if offer is not None and offer.price is not None}
    return len(own | {draft.currency, run.shelf.current.store.currency}) > 1


def pieces_in(value: object) -> int | None:
    """Return a number of pieces, None for what is none: "deux et demi", 0, a thousand thousand."""
    try:
        number = Decimal(str(value).strip())
    except ArithmeticError:
        return None
    is_whole = number.is_finite() and number == number.to_integral_value()
    return int(number) if is_whole and 1 <= number <= MOST else None


def with_quantity(draft: OrderDraft, place: int, quantity: int) -> OrderDraft:
    """Return the draft with another quantity of a line; a discount on the line was for what it was, and goes."""
    line = draft.lines[place]
    total = line.price * quantity if line.price is not None else None
    changed = replace(line, quantity=quantity, total=total)
    return replace(draft, lines=(*draft.lines[:place], changed, *draft.lines[place + 1 :]), changed=True)


def without(draft: OrderDraft, place: int) -> OrderDraft:
    """Return the draft without a line."""
    return replace(draft, lines=(*draft.lines[:place], *draft.lines[place + 1 :]), line=0, changed=True)


def parcel_of(run: Run, draft: OrderDraft) -> Parcel:
    """Return what is to reach the customer."""
    pieces = tuple(Piece(_left_for(run, draft, line), line.quantity) for line in draft.lines)
    return Parcel(pieces=pieces, total=goods_total(draft) or Decimal(0))


def _left_for(run: Run, draft: OrderDraft, line: OrderLine) -> Offer | None:
    """Return the offer of a line as it is for this customer: what they have ordered already lies there for them."""
    offer, made = offer_of(run, line), _made(run, draft)
    own = _ordered(run, draft).get(line.offer)
    if offer is None or made is None or own is None or not offer.stock:
        return offer
    at = made.fulfilment.point_of_sale or ""
    return replace(offer, stock=offer.stock | {at: offer.stock.get(at, 0) + own.quantity})


def shop_of(run: Run) -> Shop:
    """Return where and how the store hands over what it sells."""
    store = run.shelf.current.store
    return Shop(
        timezone=zone(store.timezone) or local_zone(run),
        country=store.country,
        points_of_sale=store.points_of_sale,
        ways=store.delivery,
    )


def relay_near(draft: OrderDraft) -> dict[str, Value]:
    """Return where the customer wants a relay point to be, as they said it."""
    return {"town": draft.town} if draft.town else {"postcode": draft.postcode}


def names_of_places(run: Run) -> dict[str, str]:
    """Return what each point of sale is called, by its id."""
    return {one.id: one.name for one in shop_of(run).points_of_sale}


def near_of(customer: Customer, draft: OrderDraft) -> Near:
    """Return where the customer is, as far as they ever said."""
    postcode = draft.postcode or customer.facts.get("postcode")
    return Near(location=draft.near or _place(customer.facts.get("location")), postcode=str(postcode or ""))


def _place(fact: object) -> tuple[float, float] | None:
    match fact:
        case {"latitude": int() | float() as latitude, "longitude": int() | float() as longitude}:
            return float(latitude), float(longitude)
    return None
