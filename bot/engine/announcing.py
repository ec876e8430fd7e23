"""What a turn has brought about, announced at its end to the rest of the playbook: signals, moments, waits, follow-ups.

At its end, because the conversation that brought it about has moved on by then: what follows does not begin in the
middle of it, and is decided with all that the turn has changed. The moves that come of it are announced last (`news`).
"""

from __future__ import annotations

from bot.engine.appointment.visits import tell_visits
from bot.engine.feedback.rated import tell_ratings
from bot.engine.happenings import happen
from bot.engine.journey.news import tell
from bot.engine.offers.offer_values import order_shown
from bot.engine.run import Run

CANCELLED = "order.cancelled"


def announce(run: Run) -> None:
    """Announce what came of this turn: ratings, words on buying again, cancelled orders, appointments, moves."""
    if run.given:
        tell_ratings(run)
    if run.renewals:
        _tell_renewals(run)
    if run.undone:
        _tell_cancelled_orders(run)
    if run.visits:
        tell_visits(run)
    if run.standing is not None:
        tell(run)


def _tell_renewals(run: Run) -> None:
    """`renewal.postponed`, `renewal.switched`, `renewal.ended`."""
    said, run.renewals = run.renewals, []
    for name, context in said:
        happen(run, name, context)


def _tell_cancelled_orders(run: Run) -> None:
    """Nothing begins because of it: the customer knows, having said it. Journeys move, plans and waits end."""
    keys, run.undone = run.undone, []
    quiet, run.quiet = run.quiet, True
    for order in run.customer.orders:
        if order.key in keys:
            happen(run, CANCELLED, {"order": order_shown(run, order), "event": {"name": CANCELLED}})
    run.quiet = quiet
