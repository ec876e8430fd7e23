"""Verbs that are a talk of several questions: which question one stands at, as an `Ask` like any other.

So whatever may happen at a question (another question comes first, a reminder, a reply nobody understands, a button of
long ago) happens at theirs in the same way.
"""

from __future__ import annotations

from bot.engine.appointment.booking_questions import booking_question
from bot.engine.order.order_questions import order_question
from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.playbook.compiled import AnyStep, Ask, BookStep, ConsentStep, OrderStep


def question_of(run: Run, conversation: Conversation, step: AnyStep | None) -> Ask | ConsentStep | None:
    """Return the question that a step puts; None where it puts none."""
    match step:
        case Ask() | ConsentStep():
            return step
        case BookStep():
            return booking_question(run, conversation, step)
        case OrderStep():
            return order_question(run, conversation, step)
    return None
