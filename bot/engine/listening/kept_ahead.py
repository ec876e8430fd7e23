"""What the customer's words answer of a conversation's other questions, kept where those would keep it.

Only questions that say what they hear (`hears:`) are answered so, and only ones whose value is not known yet. The guard
of such a question (`if: conversation.cups == nil`) then skips it.
"""

from __future__ import annotations

from msgspec import Struct

from bot.engine.context import event_in
from bot.engine.run import Run
from bot.engine.slots import read, write
from bot.model.conversation import Conversation
from bot.model.message import Value
from bot.playbook.compiled import Ask
from bot.understanding.replies.said_ahead import choice_in, value_in


class Ahead(Struct, frozen=True):
    """A question that is not on the table, and the answer that was said to it."""

    step: Ask
    value: Value


def said_to(run: Run, step: Ask, text: str) -> Value:
    """Return the answer that words surely have for a question that hears, None for none; of a choice its key."""
    if step.as_ == "choice":
        return choice_in({option.key: option.hears for option in step.options}, text)
    return value_in(step.as_, step.hears, text, run.language, run.shelf.current.store.currency)


def ahead_in(run: Run, conversation: Conversation, text: str, but: str = "") -> tuple[Ahead, ...]:
    """Return what words say to the questions of a conversation whose answer is not known yet, `but` one step."""
    flow = run.book(conversation).flows.get(conversation.flow)
    if flow is None or not text:
        return ()
    open_ones = [
        one
        for one in flow.hearing
        if one.id != but and one.save is not None and read(run, conversation, one.save) is None
    ]
    found = [Ahead(one, value) for one in open_ones if (value := said_to(run, one, text)) is not None]
    return tuple(found)


def keep_ahead(run: Run, conversation: Conversation, found: tuple[Ahead, ...]) -> Conversation:
    """Keep what was said to other questions."""
    for one in found:
        place = str(one.step.place)
        run.decide("understood", "answered", place, conversation=conversation, value=one.value, asked=one.step.as_)
        if one.step.save is not None:
            conversation = write(run, conversation, one.step.save, one.value)
    return conversation


def said_at_first(run: Run, conversation: Conversation, step: Ask) -> Value:
    """Return the answer to a question that the words which began its conversation have, None for none."""
    if not step.is_heard:
        return None
    if any(one.step == step.id for one in conversation.answered):
        return None
    said = event_in(conversation.context).get("said")
    return said_to(run, step, said) if isinstance(said, str) else None
