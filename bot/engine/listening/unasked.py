"""Correcting what was never asked, because the customer's first words had said it.

"A quiet machine, 300 euros at most" makes the flow skip the question of the budget. "No, 500 euros rather" then answers
that question all the same: where it was passed, the conversation is walked again from there, with the other answers
kept; where it is still ahead, only the value changes and the question on the table is put again.
"""

from __future__ import annotations

import re
from typing import Final

from bot.engine import stack
from bot.engine.listening.corrections import as_answer, correction_in, corrects_perhaps, walk_from
from bot.engine.listening.heard import Heard
from bot.engine.listening.kept_ahead import said_to
from bot.engine.questions import settle
from bot.engine.run import Run
from bot.engine.slots import read, write
from bot.engine.speaking import say_situation
from bot.engine.steps.outcome import Onward
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.playbook.compiled import Ask, Comment
from bot.understanding.replies.outcome import Understood
from bot.understanding.values.money import names_money

_TOLD: Final = frozenset({"money", "number", "date", "time", "phone", "email", "postcode", "choice"})
"""Questions whose answer can be told from other words; a yes fits too many."""
_PARTED: Final = re.compile(r"[,;:]\s|\n")  # "Brightside, 40 people" says a name too


def corrects_unasked(run: Run, heard: Heard) -> bool:
    """It says otherwise what a question that was skipped would have asked."""
    correction, conversation = correction_in(heard), heard.conversation
    if correction is None or conversation is None or not correction.rest:
        return False
    for step in _skipped(run, conversation):
        meant = as_answer(run, conversation, step, correction.rest)
        if meant is not None and step.save is not None and meant.value != read(run, conversation, step.save):
            _correct(run, conversation, step, meant)
            return True
    return False


def corrects_an_amount(run: Run, heard: Heard) -> bool:
    """ "No, 500 euros rather" to "how many cups?" is no number of cups, though it has a number in it."""
    if not (isinstance(heard.step, Ask) and heard.step.as_ == "number" and names_money(heard.text)):
        return False
    return corrects_perhaps(run, heard) or corrects_unasked(run, heard)


def counts_otherwise(run: Run, heard: Heard) -> bool:
    """Asked for words, such as a company's name, a count in the words of a question before is that one's: "et si on est
    40 ?", "on sera 45 à la rentrée"."""
    conversation, step = heard.conversation, heard.step
    if not isinstance(step, Ask) or step.as_ != "text" or isinstance(step, Comment) or conversation is None:
        return False
    if heard.event.pressed is not None or _PARTED.search(heard.text):
        return False
    counted = (one for one in run.book(conversation).flows[conversation.flow].hearing if one.as_ in ("number", "money"))
    for one in counted:
        known = read(run, conversation, one.save) if one.save is not None else None
        value = said_to(run, one, heard.text) if known is not None else None
        if value is not None and value != known:
            _correct(run, conversation, one, Understood(value))
            return True
    return False


def _skipped(run: Run, conversation: Conversation) -> list[Ask]:
    """Return the questions whose value is known though nobody asked, the last first."""
    answered = {one.step for one in conversation.answered} | {conversation.step}
    steps = run.book(conversation).flows[conversation.flow].steps.values()
    asks = [step for step in steps if isinstance(step, Ask) and step.guard is not None and step.id not in answered]
    return [
        step
        for step in reversed(asks)
        if step.as_ in _TOLD and step.save is not None and read(run, conversation, step.save) is not None
    ]


def _correct(run: Run, conversation: Conversation, step: Ask, meant: Understood) -> None:
    place = list(run.book(conversation).flows[conversation.flow].steps).index
    before = tuple(one for one in conversation.answered if place(one.step) < place(step.id))
    if place(step.id) < place(conversation.step):
        after = tuple(one for one in conversation.answered if one not in before)
        walk_from(run, conversation, step, meant, before=before, after=after)
        return
    run.decide("repaired", "corrected", str(step.place), conversation=conversation, step=step.id, value=meant.value)
    stack.lift(run, conversation)
    conversation = settle(run, conversation)
    if step.save is not None:
        conversation = write(run, conversation, step.save, meant.value)
    run.change(not_understood=0, offered=())
    say_situation(run, "corrected", conversation)
    follow(run, Onward(conversation, conversation.step))
