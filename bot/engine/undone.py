"""What the rest of the playbook hears of an order that the customer cancelled in the chat.

It happens at the end of the turn, as with a rating (`rated`): journeys move, plans are called off, who waited for its
news waits no more. Nothing begins because of it: the customer knows, they have said it themselves.
"""

from __future__ import annotations

from bot.engine.happenings import happen
from bot.engine.offer_values import order_shown
from bot.engine.turn import Run

CANCELLED = "order.cancelled"


def tell_undone(run: Run) -> None:
    """Let the orders that were cancelled in this turn be so for everybody."""
    keys, run.undone = run.undone, []
    quiet, run.quiet = run.quiet, True
    for order in run.customer.orders:
        if order.key in keys:
            shown = order_shown(run, order)
            happen(run, CANCELLED, {"order": shown, "event": {"name": CANCELLED}})
    run.quiet = quiet
