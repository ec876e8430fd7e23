"""The cart in hand: as the shop last told it, left behind or bought.

A shop that does not say itself when a cart was left behind asks us to look (`abandoned_after`, minutes): a timer of the
cart's own, which every change of the cart sets anew and an order takes away.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine.run import Run
from bot.model.effects import RecordCart
from bot.model.events import ShopReported, TimerDue
from bot.model.message import Value
from bot.model.order import Cart
from bot.rules.order.order_news import cart_said, whole
from bot.rules.order.orders import is_placed

#: The kind of the timer.
CART: Final = "cart"
LONGEST: Final = 7 * 24 * 60  # minutes


def meet_cart(run: Run, event: ShopReported, data: dict[str, Value]) -> Cart | None:
    """Keep the cart as it is now; None where that is no news: older than what is known, told before, or bought."""
    known, at = run.customer.cart, min(event.happened_at or run.at, run.at)
    after = data.get("abandoned_after")
    said = cart_said(data | whole(event.data), known, at)
    is_known = known is not None and said.id != "" and known.id == said.id
    if is_known and known is not None:
        if at < known.at or (event.name == "cart.abandoned" and known.abandoned_at is not None):
            return None
        said = _with_what_was_known(said, known) if event.name == "cart.abandoned" else said
    bought = said.id != "" and any(order.cart == said.id and is_placed(order) for order in run.customer.orders)
    if bought or data.get("ordered") is True:
        cart_ordered(run, said.id)
        return None
    _drop_timer(run)
    if event.name == "cart.abandoned":
        said = replace(said, abandoned_at=at)
    elif isinstance(after, int) and not isinstance(after, bool) and 0 < after <= LONGEST:
        due = max(at + timedelta(minutes=after), run.at)
        said = replace(said, timer=run.set_timer(CART, due, data={"cart": said.key}))
    _keep(run, said)
    return said


AS_BEFORE: Final = "as_before"
"""Of a cart in its `more`: it is what they had before, and reaches them as it did then, where it still can."""


def put_in_cart(run: Run, cart: Cart) -> None:
    """Take a cart that was filled in the chat in place of the one in hand."""
    _drop_timer(run)
    _keep(run, cart)


def leave_behind(run: Run, timer: TimerDue) -> Cart | None:
    """Return the cart that the timer looks after, left behind now; None where it is not wanted any more."""
    cart = run.customer.cart
    if cart is None or cart.timer != timer.id:
        return None
    cart = replace(cart, timer="", abandoned_at=run.at)
    _keep(run, cart)
    return cart


def cart_ordered(run: Run, cart: str) -> None:
    """Note that a cart was bought: the one in hand, where the order does not say which."""
    known = run.customer.cart
    if known is None or known.ordered or (cart and known.id and known.id != cart):
        return
    _drop_timer(run)
    _keep(run, replace(known, ordered=True, timer=""))


def _with_what_was_known(said: Cart, known: Cart) -> Cart:
    return replace(
        said,
        lines=said.lines or known.lines,
        total=said.total if said.total is not None else known.total,
        currency=said.currency or known.currency,
        url=said.url or known.url,
        more={**known.more, **said.more},
    )


def _drop_timer(run: Run) -> None:
    known = run.customer.cart
    if known is not None and known.timer:
        run.drop_timers((known.timer,))


def _keep(run: Run, cart: Cart) -> None:
    run.change(cart=cart)
    run.ask_for(RecordCart(cart=cart))
