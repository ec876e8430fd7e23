"""Taking an answer back: the new one in its place, the rest kept, and on from there.

The conversation goes back to the question that was answered otherwise and is walked again from the new answer.
Questions it meets again take the answers that were given before; sentences it has said are not said again. So the
customer finds themselves at the first question that the correction makes new, which is most often the one they were
at. A sentence that shows what has changed is said again.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.listening.kept_ahead import said_to
from bot.engine.questions import MOST_ANSWERS, as_question, settle, shown_choices, take
from bot.engine.resuming import asked_at
from bot.engine.run import Run
from bot.engine.speaking import say_situation, situation_wording, speak
from bot.engine.steps.outcome import Onward
from bot.engine.values import local_now
from bot.engine.walking import follow
from bot.model.conversation import Answered, Conversation
from bot.playbook.compiled import Ask, Rate
from bot.rules.order.feedback import SCALES
from bot.understanding.replies.corrections import Correction, read_correction
from bot.understanding.replies.outcome import SURE, Understood
from bot.understanding.replies.replies import read_reply
from bot.understanding.values.money import names_money

LABEL: Final = 0.96
"""As sure as a choice is when nothing but words of its label was said."""


def corrects_instead_of_telling(run: Run, heard: Heard) -> bool:
    """Anything answers a free text, so that a correction of the answer before it would be kept as its words: "hum la
    première", then, asked why, "euh non la deuxième".
    """
    if not (isinstance(heard.step, Ask) and heard.step.as_ == "text"):
        return False
    correction = correction_in(heard)
    return correction is not None and _takes_back(run, heard, correction, newest=1, certainty=SURE)


def corrects_by_label(run: Run, heard: Heard) -> bool:
    """A bare "non, plutôt …" with nothing but an earlier choice leaves no doubt."""
    correction = correction_in(heard)
    return correction is not None and _takes_back(run, heard, correction, newest=MOST_ANSWERS, certainty=LABEL)


def corrects(run: Run, heard: Heard) -> bool:
    """It surely takes an earlier answer back, and perhaps says what it is to be."""
    correction = correction_in(heard)
    if correction is None or not correction.sure:
        return False
    return _correct(run, heard, correction) or (not correction.rest and _go_back(run, heard))


def corrects_perhaps(run: Run, heard: Heard) -> bool:
    """A bare "non, …" or "plutôt …" that fits an earlier question."""
    correction = correction_in(heard)
    return correction is not None and bool(correction.rest) and _correct(run, heard, correction)


def correction_in(heard: Heard) -> Correction | None:
    """Return the correction that a message makes in a conversation."""
    conversation = heard.conversation
    if conversation is None or not heard.text or heard.event.pressed is not None:
        return None
    return read_correction(heard.text)


def _correct(run: Run, heard: Heard, correction: Correction) -> bool:
    return _takes_back(run, heard, correction, newest=MOST_ANSWERS, certainty=SURE)


def _takes_back(run: Run, heard: Heard, correction: Correction, *, newest: int, certainty: float) -> bool:
    """Find, among the newest earlier questions, the first that the new words answer, otherwise than before."""
    conversation = heard.conversation
    if conversation is None or not correction.rest:
        return False
    for answered in reversed(conversation.answered[-newest:]):
        step = asked_at(run, replace(conversation, step=answered.step))
        meant = as_answer(run, conversation, step, correction.rest) if isinstance(step, Ask) else None
        if meant is not None and meant.certainty >= certainty and not _is_same(meant, answered):
            take_back(run, conversation, answered, meant)
            return True
    return False


def as_answer(run: Run, conversation: Conversation, step: Ask, text: str) -> Understood | None:
    """Return what the new words answer to a question that is not on the table, where that is sure."""
    if step.as_ == "text":
        return None  # anything answers a free text: that it was meant is no more than a guess
    if step.as_ == "number" and names_money(text):
        return None  # "plutôt 400 euros" is a budget, not four hundred cups
    heard = said_to(run, step, text) if step.is_heard else None
    if heard is not None:
        return Understood(heard)
    question = as_question(run, step, shown_choices(run, conversation, step))
    reply = read_reply(question, text, now=local_now(run))
    return reply if isinstance(reply, Understood) and reply.certainty >= SURE else None


def _is_same(meant: Understood, answered: Answered) -> bool:
    return meant.value == answered.choice or meant.value in answered.saved.values()


def take_back(run: Run, conversation: Conversation, answered: Answered, meant: Understood) -> None:
    """Put a new answer in the place of an earlier one, and walk on from there with the later ones kept."""
    step = asked_at(run, replace(conversation, step=answered.step))
    if not isinstance(step, Ask):
        return
    place = conversation.answered.index(answered)
    before, after = conversation.answered[:place], conversation.answered[place + 1 :]
    walk_from(run, conversation, step, meant, before=before, after=after)


def walk_from(
    run: Run,
    conversation: Conversation,
    step: Ask,
    meant: Understood,
    *,
    before: tuple[Answered, ...],
    after: tuple[Answered, ...],
) -> None:
    """Answer a question anew and walk on from it: the answers `before` stay, those `after` are taken as given again."""
    run.kept = {later.step: later for later in after}
    run.correcting = True
    run.decide("repaired", "corrected", str(step.place), conversation=conversation, step=step.id, value=meant.value)
    stack.lift(run, conversation)
    conversation = settle(run, conversation)
    back = replace(conversation, step=step.id, answered=before)
    run.change(not_understood=0, offered=())
    if not any(one.step == step.id and _is_same(meant, one) for one in conversation.answered):
        say_corrected(run, back, step, meant)
    follow(run, take(run, back, step, meant))
    run.correcting = False


def say_corrected(run: Run, conversation: Conversation, step: Ask, meant: Understood) -> None:
    """Say that it is changed; of a rating, what it is now."""
    wording = situation_wording(run, "rating_corrected", conversation) if isinstance(step, Rate) else None
    if not isinstance(step, Rate) or wording is None:
        say_situation(run, "corrected", conversation)
        return
    score = meant.value.get("score") if isinstance(meant.value, dict) else meant.value
    shown = {"given": score, "most": SCALES[step.scale].most}
    speak(run, conversation, wording, rule="repair/rating_corrected", more={"rating": shown})


def _go_back(run: Run, heard: Heard) -> bool:
    """They did not say what it is to be: put the last question again."""
    conversation = heard.conversation
    if conversation is None or not conversation.answered:
        return False
    last = conversation.answered[-1]
    run.decide("repaired", "went_back", "correction", conversation=conversation, step=last.step)
    stack.lift(run, conversation)
    conversation = settle(run, conversation)
    back = replace(conversation, answered=conversation.answered[:-1])
    follow(run, Onward(back, last.step))
    return True
