"""Cancelling what was last spoken of: with no question on the table, "je dois annuler, désolé" is about the visit that
was just booked, not about an order of last week; and the other way round.
"""

from __future__ import annotations

from datetime import datetime

from bot.engine.listening.heard import Heard
from bot.engine.listening.wanting import want
from bot.engine.order.order_cancelling import looks_again
from bot.engine.run import Run
from bot.engine.steps.ordering import OPEN
from bot.playbook.compiled import BookStep, Flow
from bot.rules.order.orders import NEVER, last_news
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.cancelling_words import LOOKED_AT, cancels_only


def cancels_what_was_spoken_of(run: Run, heard: Heard) -> bool:
    """They cancel without a word of what, and something can be cancelled: the newest of it is looked at with them."""
    if heard.step is not None or heard.event.pressed is not None or not cancels_only(heard.text):
        return False
    found = [one for one in (_visit(run), _order(run)) if one is not None]
    if not found:
        return False
    _, flow = max(found, key=lambda one: one[0])
    return want(run, flow, said=plain(heard.text, LOOKED_AT))


def _visit(run: Run) -> tuple[datetime, Flow] | None:
    """Return when an appointment was last agreed upon, and the flow that looks at it again."""
    agreed = [one.agreed_at or NEVER for one in run.customer.appointments if one.status == "booked" and one.at > run.at]
    flow = next((one for one in run.shelf.current.flows.values() if one.examples and _moves_visits(one)), None)
    return (max(agreed), flow) if agreed and flow is not None else None


def _moves_visits(flow: Flow) -> bool:
    return any(isinstance(step, BookStep) and step.source == "appointment" for step in flow.steps.values())


def _order(run: Run) -> tuple[datetime, Flow] | None:
    """Return when something last happened to the newest order that can still be cancelled, and its flow."""
    made = [order for order in run.customer.orders[-1:] if order.status in OPEN]
    flow = next((one for one in run.shelf.current.flows.values() if one.examples and looks_again(one)), None)
    return (last_news(made[0]), flow) if made and flow is not None else None
