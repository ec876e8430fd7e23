"""A rating that comes with something else: a question ("4, et vous avez du déca ?"), or, of a case that was to be made
good, nothing but what is still wrong ("personne n'est venu", "elle fuit toujours").

The question is answered, and the rating taken without it. Of a case, what is still wrong is the lowest rating, and why.
"""

from __future__ import annotations

from typing import Final

from bot.engine import stack
from bot.engine.listening.answering import give_answers
from bot.engine.listening.heard import Heard
from bot.engine.listening.meanings import meaning_of
from bot.engine.questions import take
from bot.engine.run import Run
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.playbook.compiled import AnswerEntry, Rate
from bot.rules.order.feedback import RECOVERY, SCALES
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.rated_beside import rating_and_question, says_still_wrong
from bot.understanding.replies.ratings import read_rating

MOST: Final = 2  # answers to what is asked beside a rating


def rates_and_asks(run: Run, heard: Heard) -> bool:
    """They give a score and ask something: both are met."""
    conversation, step = heard.conversation, heard.step
    if conversation is None or not isinstance(step, Rate) or heard.event.pressed is not None:
        return False
    said, asked = rating_and_question(heard.text)
    rated = read_rating(said, step.scale, run.language) if said and asked else None
    if not isinstance(rated, Understood):
        return False
    answers = _answers(run, heard)
    if not answers:  # nobody knows: the shop reads it with the rating
        rated = read_rating(f"{said}, {asked}".replace("?", ""), step.scale, run.language)
    stack.lift(run, conversation)
    if answers:
        give_answers(run, answers, goes_on=True)
    _rate(run, conversation, step, rated if isinstance(rated, Understood) else heard.reply)
    return True


def says_it_is_not_settled(run: Run, heard: Heard) -> bool:
    """Asked how things stand, they say what is still wrong, and no score."""
    conversation, step = heard.conversation, heard.step
    if conversation is None or not isinstance(step, Rate) or step.about != RECOVERY or not heard.text:
        return False
    if heard.event.pressed is not None or is_asking(heard.text) or not says_still_wrong(heard.text):
        return False
    stack.lift(run, conversation)
    least = SCALES[step.scale].least
    _rate(run, conversation, step, Understood({"score": least, "comment": heard.text}))
    return True


def _rate(run: Run, conversation: Conversation, step: Rate, meant: object) -> None:
    if isinstance(meant, Understood):
        run.change(not_understood=0, offered=())
        follow(run, take(run, conversation, step, meant))


def _answers(run: Run, heard: Heard) -> list[tuple[AnswerEntry, float]]:
    """Return the store's answers to what is surely asked beside the rating."""
    meaning = meaning_of(run, heard)
    sure = [*meaning.sure_parts, meaning.sure] if meaning is not None else []
    found = {one.id: one for one in sure if one is not None and one.kind == "answer"}
    known = run.shelf.current.answers
    return [(known[one.id], one.score) for one in list(found.values())[:MOST] if one.id in known]
