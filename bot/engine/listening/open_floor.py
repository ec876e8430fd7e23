"""Leaving an open floor: the customer has no more to ask, so the conversation goes on."""

from __future__ import annotations

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.questions import settle
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.engine.steps.outcome import Onward
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.playbook.compiled import Floor
from bot.understanding.replies.no_more_questions import has_finished


def finishes(run: Run, heard: Heard) -> bool:
    """ "Non merci", "that's all" on an open floor: they are done, which ends nothing but the questions."""
    if not heard.text or heard.event.pressed is not None or not has_finished(heard.text):
        return False
    if heard.conversation is None or not is_open(run, heard.conversation):
        return False
    run.decide("understood", "wish", "wish", wish="finished")
    run.change(not_understood=0, offered=())
    return leave_floor(run, heard.conversation)


def is_open(run: Run, conversation: Conversation) -> bool:
    """Whether a conversation stands on an open floor."""
    waiting = conversation.waiting
    return waiting is not None and waiting.kind == "floor" and isinstance(step_of(run, conversation), Floor)


def leave_floor(run: Run, conversation: Conversation) -> bool:
    """Go on after the open floor that a conversation stands on; return whether it stands on one."""
    step = step_of(run, conversation)
    if not isinstance(step, Floor):
        return False
    stack.lift(run, conversation)
    done = settle(run, conversation)
    follow(run, Onward(done, step.next))
    return True
