"""What the shop says, and what the customer does: which plans it calls off, whom it wakes, what it starts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from bot.engine import stack
from bot.engine.appointment.appointment_values import appointment_shown
from bot.engine.appointment.appointments import reported as appointment_reported
from bot.engine.appointment.appointments import visited
from bot.engine.context import Context
from bot.engine.feedback.rating import GIVEN, reported
from bot.engine.follow_ups.starts import call_off, start_on
from bot.engine.follow_ups.waking import wake
from bot.engine.handovers import open_handover
from bot.engine.journey.moments import meet_moment
from bot.engine.journey.signals import hear_signals
from bot.engine.offers.offer_values import order_shown
from bot.engine.order.carts import leave_behind, meet_cart
from bot.engine.order.order_waits import end_needless_waits
from bot.engine.order.orders import meet_order
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.engine.steps.outcome import Breaks, Onward, StepResult
from bot.model.conversation import Conversation
from bot.model.customer import KnownAddress, Planned
from bot.model.events import ShopReported, TimerDue
from bot.model.message import Value
from bot.rules.order.order_values import cart_values, is_another_order

#: What tells as well that an event has happened: an order that is paid, or on its way, was confirmed.
_IMPLY: Final[Mapping[str, tuple[str, ...]]] = {
    "order.confirmed": ("order.paid", "order.shipped", "order.ready_for_pickup", "order.delivered"),
    "order.shipped": ("order.delivered",),
}
LARGEST: Final = 16_384  # bytes of an event's data that are kept whole
#: What a customer asks of the shop's system about their data: staff answer it (`parcours erase`, `parcours export`).
PRIVACY: Final = frozenset({"privacy.erasure", "privacy.export"})
NAMED: Final = ("offer", "feedback")
VISITED: Final = "store.visited"
_OF_ITS_GOODS: Final = frozenset(
    f"order.{what}" for what in ("shipped", "ready_for_pickup", "delivered", "cancelled", "returned", "refunded")
)


def shop_reported(run: Run, event: ShopReported) -> None:  # noqa: C901 - one case a subject
    """Keep what the shop said about the order, the cart or the appointment, then let it happen."""
    if event.address is not None and all(known.address != event.address for known in run.customer.addresses):
        run.change(addresses=(*run.customer.addresses, KnownAddress(address=event.address)))
    if event.name in PRIVACY:
        open_handover(run, team="", reason=event.name, rule="privacy", priority="high")
        return
    data = _bounded(event.data)
    context: Context = {"event": {**data, "name": event.name}}
    subject = event.name.partition(".")[0]
    if subject == "order":
        heard = meet_order(run, event, data)
        context["order"] = order_shown(run, heard.order)
        run.quiet = heard.is_old
        if not heard.happens:
            return
    elif subject == "cart":
        cart = meet_cart(run, event, data)
        if cart is None:
            return
        context["cart"] = cart_values(cart)
    elif subject == "appointment":
        appointment = appointment_reported(run, event, data)
        if appointment is None:
            return
        context["appointment"] = appointment_shown(run, appointment)
    elif event.name == VISITED:
        kept = visited(run)
        if kept is not None:
            context["appointment"] = appointment_shown(run, kept)
    elif subject in NAMED:
        context[subject] = reported(run, data) if event.name == GIVEN else data
    elif subject == "product":
        context["offer"] = data  # `product.viewed`: which offer, by its `id`
    happen(run, event.name, context)


def cart_due(run: Run, timer: TimerDue) -> None:
    """A cart that the shop asked us to look after was left behind, unless something happened to it meanwhile."""
    cart = leave_behind(run, timer)
    if cart is not None:
        shown = cart_values(cart)
        happen(run, "cart.abandoned", {"event": {**shown, "name": "cart.abandoned"}, "cart": shown})


def happen(run: Run, name: str, context: Context) -> None:
    """Hear what it says of the journeys, call off the plans that it makes needless, wake who waits for it, begin what
    it starts.
    """
    hear_signals(run, name, context)
    meet_moment(run, name, context)
    call_off(run, lambda plan: name in plan.unless and not _is_of_another(plan, name, context), name)
    for conversation in (*run.customer.parked, *run.customer.conversations):
        if not stack.is_of_another_order(conversation, context):
            _wake_if_waiting(run, conversation, name, context)
    end_needless_waits(run, context)
    start_on(run, name, context)


def _is_of_another(plan: Planned, name: str, context: Context) -> bool:
    """Tell whether a plan is about an order, and what became of goods concerns those of another: one machine that is
    sent back says nothing of how the other does. That something is ordered concerns every plan.
    """
    return name in _OF_ITS_GOODS and is_another_order(plan.order or None, context.get("order"))


def happen_replied(run: Run) -> bool:
    """The customer wrote: hear what that says, call off what was to be called off by it, let go on who waited for it.

    Return whether somebody did, and so has the turn.
    """
    hear_signals(run, "customer.replied", {})
    meet_moment(run, "customer.replied", {})
    if run.customer.planned:
        call_off(run, lambda plan: "customer.replied" in plan.unless, "customer.replied")
    for conversation in run.customer.parked:
        if conversation.waiting is not None and conversation.waiting.event == "customer.replied":
            _wake_if_waiting(run, conversation, "customer.replied", {})
            return True
    return False


def _wake_if_waiting(run: Run, conversation: Conversation, name: str, context: Context) -> None:
    waiting = conversation.waiting
    if waiting is None or waiting.kind != "event" or name not in (waiting.event, *_IMPLY.get(waiting.event or "", ())):
        return

    def move(woken: Conversation) -> StepResult:
        step = step_of(run, woken)
        if step is None:
            return Breaks(woken, "the step it waited at has gone")
        return Onward(replace(woken, context={**woken.context, **context}), step.next)

    wake(run, conversation, move, again="wait", data={"context": context})


def _bounded(data: dict[str, Value]) -> dict[str, Value]:
    """Return an event's data, or its plain values alone where it is too large to keep with every turn."""
    if len(msgspec.json.encode(data)) <= LARGEST:
        return data
    plain = {key: value for key, value in data.items() if isinstance(value, bool | int | float | str)}
    return {key: value[:200] if isinstance(value, str) else value for key, value in list(plain.items())[:40]}
