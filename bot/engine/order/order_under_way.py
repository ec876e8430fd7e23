"""An order that is being made as a message finds it, and the ways on from there: an answer to one of its questions,
another look at the draft, or something told before the question is put again.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.order.order_questions import order_question
from bot.engine.phrases import ready
from bot.engine.questions import put, take_up
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.engine.steps.ordering import go_on, order_answered
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.message import Value
from bot.playbook.compiled import OrderStep, Wording
from bot.understanding.replies.outcome import Understood


class Making(NamedTuple):
    """The order that is being made: its conversation, the author's step, what is settled so far."""

    conversation: Conversation
    step: OrderStep
    draft: OrderDraft

    def with_draft(self, draft: OrderDraft) -> Making:
        return Making(self.conversation, self.step, draft)


def making_of(run: Run, heard: Heard) -> Making | None:
    """Return the order that is being made, where it is at; None as a rule."""
    conversation = heard.conversation
    if conversation is None or not isinstance(conversation.draft, OrderDraft):
        return None
    step = step_of(run, conversation)
    return Making(conversation, step, conversation.draft) if isinstance(step, OrderStep) else None


def note(run: Run, making: Making, value: Value, *, asked: str) -> None:
    """Note what was understood, as if it had been asked."""
    rule, conversation = str(making.step.place), making.conversation
    run.decide("understood", "answered", rule, conversation=conversation, value=value, asked=asked)


def note_correction(run: Run, making: Making, value: Value) -> None:
    """Note what takes the place of an earlier answer."""
    rule, conversation = str(making.step.place), making.conversation
    run.decide("repaired", "corrected", rule, conversation=conversation, step=making.step.id, value=value)


def lifted(run: Run, making: Making) -> Conversation:
    """Return its conversation, off the table, with the draft."""
    return replace(take_up(run, making.conversation), draft=making.draft)


def answers(run: Run, making: Making, value: Value) -> bool:
    """Take a value as the answer to the question that the draft is at."""
    follow(run, order_answered(run, lifted(run, making), making.step, Understood(value)))
    return True


def goes_on(run: Run, making: Making, notes: tuple[Wording, ...] = ()) -> bool:
    """Look at the draft as it is now, and put the question that comes next, after the notes."""
    follow(run, go_on(run, lifted(run, making), making.step, making.draft, notes))
    return True


def puts_again(run: Run, making: Making, told: str = "", *, alone: bool = False) -> bool:
    """Say it, and put the question again with the draft as it is now; `alone`: instead of the question's own words."""
    conversation = replace(making.conversation, draft=making.draft)
    question = order_question(run, conversation, making.step)
    if question is None:
        return False
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    said: tuple[Wording, ...] = (ready(told),) if told else ()
    follow(run, put(run, conversation, question, said[0] if alone else question.wording, before=() if alone else said))
    return True
