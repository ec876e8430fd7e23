"""The question on the table is answered in other words than its choices have: "un mug le matin" for [De grands cafés
filtre], "mon placard est plein" for [J’en ai encore].

Which choice a text means was read before the turn, in sense, from what the choices are called and the examples that
their author gave (`understanding.questions.choice_model`). What asks something takes a choice only where nothing in the
playbook surely answers it; what says something, where no answer of the playbook's is likelier.
"""

from __future__ import annotations

from typing import Final

from bot.engine.listening.heard import Heard
from bot.engine.listening.meanings import meaning_of
from bot.engine.run import Run
from bot.model.message import question_name
from bot.playbook.compiled import Ask
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import Understood
from bot.understanding.values.numbers import numbers_in, prepared

LIKELY: Final = 0.8
"""Of texts with this score and more some 94 in 100 meant the choice (see `choice_model`)."""


def meant_of(run: Run, heard: Heard) -> Understood | None:
    """Return the choice that a text means in other words, None where it is likelier to mean something else."""
    reading, conversation, step = heard.event.reading, heard.conversation, heard.step
    if reading is None or not reading.choices or reading.small_talk or heard.event.pressed is not None:
        return None
    if conversation is None or conversation.waiting is None or type(step) is not Ask:
        return None
    if step.offer is not None and (
        heard.counts_pieces() or numbers_in(prepared(heard.text, run.language), run.language)
    ):
        return None  # "sounds great, I'll have two" says more than the choice that it would be
    best = reading.choices[0]
    if best.score < LIKELY or reading.asked != question_name(conversation.flow, conversation.step):
        return None
    keys = [choice.key for choice in conversation.waiting.choices]
    if best.id not in keys or _is_answered(run, heard, best.score):
        return None
    return Understood(best.id, best.score, keys.index(best.id))


def _is_answered(run: Run, heard: Heard, score: float) -> bool:
    """Whether the playbook surely answers it, and it asks, in so many words or more likely than it chooses ("c'est un
    peu cher, vs avez pas un code promo")."""
    meaning = meaning_of(run, heard)
    if meaning is None or (meaning.sure is None and not meaning.sure_parts):
        return False
    likeliest = max(one.score for one in (meaning.sure, *meaning.sure_parts) if one is not None)
    return is_asking(heard.text) or likeliest > score
