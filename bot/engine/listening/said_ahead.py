"""Said to one question, the answer to another of its conversation: "trois tasses par jour" to "what do you drink?",
"vers 400" to "does noise matter?". It is kept, said to be noted, and the question is put again, unless the rest of it
answers that one. Said with nothing asked, "trois tasses par jour" begins the conversation that asks how many.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.listening.kept_ahead import ahead_in, hearing, keep_ahead, said_to
from bot.engine.listening.wanting import want
from bot.engine.questions import as_question, shown_choices
from bot.engine.resuming import put_again, step_of
from bot.engine.turn import Run
from bot.engine.values import local_now
from bot.model.conversation import Conversation
from bot.playbook.compiled import Ask
from bot.understanding.questions.bands import Answer, decide
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import SURE, NotAnAnswer, Reply, Understood
from bot.understanding.replies.replies import read_reply
from bot.understanding.replies.said_ahead import says_how_often
from bot.understanding.values.numbers import prepared

_FIGURES: Final = re.compile(r"\d+")


def answers_another_question(run: Run, heard: Heard) -> bool:
    """It answers a question that comes later, and not the one on the table. Where it answers both, the other is kept
    and this one is left to those who take answers.
    """
    conversation, step = heard.conversation, heard.step
    if conversation is None or not isinstance(step, Ask) or step_of(run, conversation) is not step:
        return False
    if heard.event.pressed is not None or is_asking(heard.text):
        return False
    found = ahead_in(run, conversation, heard.text, but=step.id)
    if not found:
        return False
    kept = keep_ahead(run, conversation, found)
    stack.put_back(run, kept)
    meant = _of_this(run, heard, kept, step)
    if isinstance(meant, Understood):  # who tells one need tells the other: it is no question of its own
        heard.also_says(kept, replace(meant, certainty=max(meant.certainty, SURE)))
        return False
    heard.also_says(kept, meant)
    run.change(not_understood=0, offered=())
    return put_again(run, situation="noted_ahead")


def _of_this(run: Run, heard: Heard, conversation: Conversation, step: Ask) -> Reply:
    """Return what the words say to the question on the table: no figure of theirs is the place of a choice, nor a
    number that the question does not count.
    """
    if step.as_ == "number":
        value = said_to(run, step, heard.text)
        return Understood(value) if value is not None else NotAnAnswer()
    if step.as_ == "choice":
        question = as_question(run, step, shown_choices(run, conversation, step))
        return read_reply(question, _FIGURES.sub(" ", prepared(heard.text, run.language)), now=local_now(run))
    return heard.reply


def tells_a_need(run: Run, heard: Heard) -> bool:
    """With nothing asked, they say how many of what a conversation counts, and how often: it begins."""
    if heard.step is not None or not heard.text or heard.event.pressed is not None or is_asking(heard.text):
        return False
    if not says_how_often(heard.text) or _is_for_a_flow(run, heard):
        return False
    for flow in run.shelf.current.flows.values():
        asks = [one for one in hearing(flow) if one.as_ == "number"] if flow.examples else []
        if any(said_to(run, one, heard.text) is not None for one in asks):
            return want(run, flow)
    return False


def _is_for_a_flow(run: Run, heard: Heard) -> bool:
    """A conversation of the playbook surely means this."""
    reading = heard.event.reading
    found = decide(reading, run.shelf.current.policy.understanding) if reading is not None else None
    return isinstance(found, Answer) and found.candidate.kind == "flow"
