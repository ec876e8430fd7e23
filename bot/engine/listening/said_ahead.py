"""Said to one question, the answer to another of its conversation: "trois tasses par jour" to "what do you drink?",
"vers 400" to "does noise matter?". It is kept, said to be noted, and the question is put again, unless the rest of it
answers that one. Said with nothing asked, "trois tasses par jour" begins the conversation that asks how many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.listening.kept_ahead import Ahead, ahead_in, keep_ahead, said_to
from bot.engine.listening.wanting import want
from bot.engine.questions import as_question, shown_choices
from bot.engine.resuming import put_again, step_of
from bot.engine.run import Run
from bot.engine.values import local_now
from bot.model.conversation import Conversation
from bot.playbook.compiled import Ask, AskedAs, Flow
from bot.understanding.questions.bands import Answer, decide
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import SURE, NotAnAnswer, Reply, Understood
from bot.understanding.replies.replies import read_reply
from bot.understanding.replies.said_ahead import says_how_often
from bot.understanding.shopping.ordering_words import prefers
from bot.understanding.values.numbers import prepared

WORTH_OFFERING: Final = 0.17  # as of `repair`: less is like nothing
_FIGURES: Final = re.compile(r"\d+")
_PARTS: Final = re.compile(r"[,;:.\n]")


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
    meant = _of_this(run, heard, kept, step, found)
    if isinstance(meant, Understood):  # who tells one need tells the other: it is no question of its own
        heard.also_says(kept, replace(meant, certainty=max(meant.certainty, SURE)))
        return False
    heard.also_says(kept, meant)
    run.change(not_understood=0, offered=())
    return put_again(run, situation="noted_ahead")


def _of_this(run: Run, heard: Heard, conversation: Conversation, step: Ask, found: tuple[Ahead, ...]) -> Reply:
    """Return what the words say to the question on the table: no figure of theirs is the place of a choice, nor a
    number that the question does not count.
    """
    if step.as_ == "text":
        return heard.reply if _says_more(run, heard.text, found) else NotAnAnswer()
    if step.as_ == "number":
        value = said_to(run, step, heard.text)
        return Understood(value) if value is not None else NotAnAnswer()
    if step.as_ == "choice":
        question = as_question(run, step, shown_choices(run, conversation, step))
        return read_reply(question, _FIGURES.sub(" ", prepared(heard.text, run.language)), now=local_now(run))
    return heard.reply


def _says_more(run: Run, text: str, found: tuple[Ahead, ...]) -> bool:
    """Whether a part of it answers none of the other questions: "Brightside, about 40 coffees a day"."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    return any(all(said_to(run, one.step, part) is None for one in found) for part in parts)


def tells_a_need(run: Run, heard: Heard) -> bool:
    """They say how many of what a conversation counts, and how often: it begins. So does the conversation that we have
    just offered, with an answer to what it asks; and under a table, "finalement je préfère un café filtre" leaves it
    for the conversation that asks what is drunk.
    """
    if not heard.text or heard.event.pressed is not None or is_asking(heard.text) or _is_for_a_flow(run, heard):
        return False
    if heard.step is not None:
        return heard.step.sells is not None and _would_rather(run, heard) if isinstance(heard.step, Ask) else False
    offered = [one for one in _likeliest_first(run, heard) if f"flow:{one.id}" in run.held]
    wanted = next((one for one in offered if _answers(run, one.hearing, heard.text)), None)
    if wanted is None and says_how_often(heard.text):
        wanted = next((one for one in _likeliest_first(run, heard) if _counts(run, one, heard.text)), None)
    return wanted is not None and want(run, wanted)


def _would_rather(run: Run, heard: Heard) -> bool:
    if not prefers(heard.text):
        return False
    found = (one for one in _likeliest_first(run, heard) if one.examples)
    wanted = next((one for one in found if _answers(run, _of_kind(one, "choice"), heard.text)), None)
    if wanted is None or (heard.conversation is not None and heard.conversation.flow == wanted.id):
        return False  # of the conversation under way it is a correction
    return want(run, wanted)


def _answers(run: Run, asked: Iterable[Ask], text: str) -> bool:
    return any(said_to(run, one, text) is not None for one in asked)


def _of_kind(flow: Flow, as_: AskedAs) -> list[Ask]:
    return [one for one in flow.hearing if one.as_ == as_]


def _counts(run: Run, flow: Flow, text: str) -> bool:
    """Whether it says a number of what the flow counts; "on est 2" alone is no office's."""
    asked = _of_kind(flow, "number") if flow.examples else ()
    return _answers(
        run, (replace(one, hears=tuple(word for word in one.hears if " " not in word)) for one in asked), text
    )


def _likeliest_first(run: Run, heard: Heard) -> list[Flow]:
    """Return the flows, those first that the words are like, then those that ask after most."""
    reading = heard.event.reading
    likeness = {one.id: one.score for one in reading.candidates if one.kind == "flow"} if reading is not None else {}
    liked = {id_: score for id_, score in likeness.items() if score >= WORTH_OFFERING}
    flows = run.shelf.current.flows.values()
    return sorted(flows, key=lambda one: (-liked.get(one.id, 0.0), -len(one.hearing)))


def _is_for_a_flow(run: Run, heard: Heard) -> bool:
    """A conversation of the playbook surely means this."""
    reading = heard.event.reading
    found = decide(reading, run.shelf.current.policy.understanding) if reading is not None else None
    return isinstance(found, Answer) and found.candidate.kind == "flow"
