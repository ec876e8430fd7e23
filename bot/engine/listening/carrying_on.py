"""A short question that carries on the answer before it: "vous ouvrez à quelle heure ?", then "et samedi ?".

The answer is given again, of the day, the shop or the country that is named now, where its text speaks of one
(`answer.opening`, `answer.place`, `answer.country`). Where it does not, a day or a country is asked of the first answer
on the same subject (its tags) that does: "et samedi ?" after the address means the hours.
"""

from __future__ import annotations

from typing import Final

from bot.engine.listening.answering import give_answers
from bot.engine.listening.heard import Heard
from bot.engine.offers.offer_answers import told_lately
from bot.engine.run import Run
from bot.engine.values import local_now
from bot.model.message import Reading
from bot.playbook.compiled import AnswerEntry
from bot.understanding.replies.carrying_on import Facets, carries_on

WORD_FOR_WORD: Final = 0.99  # an example of the store's own: it knows better


def carries_the_answer_on(run: Run, heard: Heard) -> bool:
    """It asks the last answer's question of another day, shop or country."""
    told = told_lately(run)
    entry = run.shelf.current.answers.get(told.answer) if told is not None else None
    if entry is None or not heard.text or heard.event.pressed is not None or _is_an_example(heard.event.reading):
        return False
    places = {one.id: one.name for one in run.shelf.current.store.points_of_sale}
    found = carries_on(heard.text, run.language, local_now(run), places, {})
    meant = _meant(run, entry, found) if found is not None else None
    if meant is None:
        return False
    give_answers(run, [(meant, 1.0)])
    return True


def _meant(run: Run, entry: AnswerEntry, found: Facets) -> AnswerEntry | None:
    """Return the answer that speaks of what is named: the last one, else the first on its subject."""
    speaks_of = {"answer.opening": found.days, "answer.place": found.place, "answer.country": found.country}
    named = [value for value, said in speaks_of.items() if said]
    if any(value in entry.wording.text.source for value in named):
        return entry
    if "answer.opening" in entry.wording.text.source:  # said of both shops: of one of them, its hours
        named.append("answer.opening")
    wide = [value for value in named if value != "answer.place"]
    alike = [one for one in run.shelf.current.answers.values() if set(one.tags) & set(entry.tags)]
    fitting = [one for one in alike if any(value in one.wording.text.source for value in wide)]
    if found.place:
        fitting.sort(key=lambda one: "answer.place" not in one.wording.text.source)
    return fitting[0] if fitting else None


def _is_an_example(reading: Reading | None) -> bool:
    return reading is not None and bool(reading.candidates) and reading.candidates[0].score >= WORD_FOR_WORD
