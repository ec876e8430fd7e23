"""A rating that is said otherwise once it was given: "sorry, meant 4", while its conversation goes on and after it.

Where it goes on, it is walked again from its rating: what was called because of the earlier score (a claim, a word of
comfort) is left, and the branch of the new one taken. One that was over is opened again for that. What a person sees
to already, or has seen to, goes on as it is: only the rating changes, and what followed from its level.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.feedback.rating import OVER, take_rating
from bot.engine.listening.corrections import say_corrected, take_back
from bot.engine.listening.heard import Heard
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.engine.steps.outcome import Onward
from bot.model.conversation import Answered, Conversation
from bot.playbook.compiled import Ask, Comment, Rate
from bot.rules.order.feedback import SCALES
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.rating_changes import NewRating, read_new_rating
from bot.understanding.replies.rating_words import STARS

LATE: Final = timedelta(days=2)
"""After that a score says how it is now, not that they slipped."""


def changes_rating(run: Run, heard: Heard) -> bool:
    """They say their last rating otherwise."""
    if not heard.text or heard.event.pressed is not None:
        return False
    conversation = _rated(run)
    given = conversation.context.get("feedback") if conversation is not None else None
    if conversation is None or not isinstance(given, dict):
        return False
    at = replace(conversation, step=str(given.get("step")))
    step = step_of(run, at)
    said = read_new_rating(heard.text, step.scale, run.language) if isinstance(step, Rate) else None
    if not isinstance(step, Rate) or said is None or not _is_of_it(run, heard, conversation, said):
        return False
    if said.bare and _only_smiles(heard.text) and _level(step, said) == given.get("level"):
        return False  # asked why, a thumb up is no other score
    answered = next((one for one in reversed(conversation.answered) if one.step == step.id), None)
    if answered is None:
        return False
    return _change(run, conversation, step, answered, said.understood)


def _only_smiles(text: str) -> bool:
    return not any(sign.isdigit() or sign in STARS for sign in text)


def _level(step: Rate, said: NewRating) -> str:
    value = said.understood.value
    return SCALES[step.scale].level(value) if isinstance(value, int) else ""


def _rated(run: Run) -> Conversation | None:
    """Return the conversation of their last rating: one that goes on, or that was over a little while ago."""
    last = run.customer.feedback or {}
    for one in (*reversed(run.customer.conversations), *run.customer.parked):
        given = one.context.get("feedback")
        if isinstance(given, dict) and given.get("id") == last.get("id") and given.get("flow") == one.flow:
            return one
    over = run.customer.rated
    return over if over is not None and over.last_said is not None and run.at - over.last_said <= LATE else None


def _is_of_it(run: Run, heard: Heard, conversation: Conversation, said: NewRating) -> bool:
    """Whether a score may mean the rating, as things stand: not where it answers something else, or may well."""
    if run.customer.handover is not None:
        return said.sure
    top = run.top
    if top is not None and heard.step is not None:
        if top.id == conversation.id:
            return isinstance(heard.step, Comment) or said.sure
        called = stack.find(run, conversation.id) is not None and top.caller == conversation.id
        return called and not said.bare and not isinstance(heard.step, Rate) and not _counts(heard.step)
    if said.sure:
        return True
    ended, last = conversation.last_said, run.customer.last_out
    just_said = ended is not None and last is not None and last <= ended
    return just_said and (not said.bare or run.at - (ended or run.at) <= run.shelf.current.policy.idle)


def _counts(step: object) -> bool:
    return isinstance(step, Ask) and step.as_ in ("number", "money", "date", "time")


def _change(run: Run, conversation: Conversation, step: Rate, answered: Answered, meant: Understood) -> bool:
    if run.customer.handover is not None or conversation in run.customer.parked:
        _only_the_rating(run, conversation, step, meant)
        return run.customer.handover is None  # else the message is staff's
    if stack.find(run, conversation.id) is not None:
        conversation = stack.leave_called(run, conversation)
    else:
        conversation = _opened_again(run, conversation)
        run.change(rated=None)
    take_back(run, conversation, answered, meant)
    return True


def _opened_again(run: Run, over: Conversation) -> Conversation:
    """What was broken has been seen to, or was to be let be: it is not asked after again because of the score."""
    given = over.context.get("feedback")
    kept = {name: value for name, value in given.items() if name != "trouble"} if isinstance(given, dict) else {}
    return stack.reopen(run, replace(over, context={**over.context, "feedback": {**kept, OVER: True}}))


def _only_the_rating(run: Run, conversation: Conversation, step: Rate, meant: Understood) -> None:
    run.correcting = True
    at = replace(conversation, step=step.id)
    run.decide("repaired", "corrected", str(step.place), conversation=at, step=step.id, value=meant.value)
    result = take_rating(run, at, step, meant, "")
    run.correcting = False
    if isinstance(result, Onward):
        stack.put_back(run, replace(result.conversation, step=conversation.step, waiting=conversation.waiting))
    if run.customer.handover is None:
        say_corrected(run, at, step, meant)
