"""Two or three questions in one message, of an offer and of the shop: "elle est à Lyon, et je peux payer en 3 fois ?".
Each is told, in order: what is asked of offers from the catalogue, the rest by the store's answers.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.engine.listening.answering import give_answers
from bot.engine.listening.heard import Heard
from bot.engine.offers.offer_answers import lines_told, question_in, tell
from bot.engine.offers.pointing import asked_about
from bot.engine.offers.shown import note_found
from bot.engine.phrases import ready
from bot.engine.run import Run
from bot.engine.speaking import speak
from bot.model.offer import Offer
from bot.playbook.compiled import AnswerEntry
from bot.understanding.questions.bands import Answer, decide
from bot.understanding.questions.several import questions_in
from bot.understanding.replies.free_text import is_asking


def asks_several(run: Run, heard: Heard) -> bool:
    """It asks several things, one of an offer at least, and each is known."""
    if heard.event.pressed is not None or not is_asking(heard.text):
        return False
    told: list[str] = []
    answers: list[tuple[AnswerEntry, float]] = []
    offers: Sequence[Offer] = ()
    for place, part in enumerate(questions_in(heard.text)):
        question = question_in(run, heard, f"{part.rstrip('?')} ?")
        meant = run.offers.all_of(question.offers) if question is not None and question.offers else offers
        lines = lines_told(run, question, meant or run.offers.all_of(asked_about(run))) if question is not None else []
        answer = _answer_to(run, heard, place) if not lines else None
        if not lines and answer is None:
            return False
        if answer is not None:
            answers.append(answer)
        else:
            offers = meant or run.offers.all_of(asked_about(run))
            told += lines
    if not told:
        return False
    run.change(not_understood=0, offered=())
    note_found(run, "", (), offers)
    if answers:
        speak(run, None, ready("\n".join(told)), rule="offers")
        give_answers(run, answers)
    else:
        tell(run, "\n".join(told))
    return True


def _answer_to(run: Run, heard: Heard, place: int) -> tuple[AnswerEntry, float] | None:
    """Return the store's answer that a part of the message surely asks for."""
    reading = heard.event.reading
    if reading is None or len(reading.questions) != len(questions_in(heard.text)):
        return None
    found = decide(replace(reading, candidates=reading.questions[place]), run.shelf.current.policy.understanding)
    if not isinstance(found, Answer) or found.candidate.kind != "answer":
        return None
    entry = run.shelf.current.answers.get(found.candidate.id)
    return (entry, found.candidate.score) if entry is not None else None
