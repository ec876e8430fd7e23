"""Is it the right one for them, or too dear? Of the offer that is named, or stands before them, what the catalogue says
is told: its price, its figures, its description. Whom it is for is theirs to say, so they are asked what they need,
where nothing else is being asked. Who finds it dear hears of the likest one that costs less.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine.listening.heard import Heard
from bot.engine.offers.among_several import pointed_at
from bot.engine.offers.offer_answers import names_known, tell, told_lately
from bot.engine.offers.pointing import asked_about
from bot.engine.offers.product_answers import all_of_it, has_its_own_answer
from bot.engine.offers.shown import note_found
from bot.engine.offers.superlatives import extreme_of
from bot.engine.phrases import phrase
from bot.engine.run import Run
from bot.engine.values import local_now
from bot.model.customer import Told
from bot.model.message import Value
from bot.model.offer import Offer
from bot.playbook.offer_facts import facts_of
from bot.understanding.questions.bands import Answer, decide
from bot.understanding.replies.carrying_on import carries_on
from bot.understanding.shopping.comparison_words import offers_named
from bot.understanding.shopping.offer_words import is_idle, tokens
from bot.understanding.shopping.pointers import take_pointer
from bot.understanding.shopping.suiting import asks_if_it_suits, asks_why_dear, good_for, points_at_it

MOST_TOLD: Final = 2
WORD_FOR_WORD: Final = 0.99  # an example of the store's own: it knows better


SUITS: Final = "suits"
"""What `Told` keeps of such a question."""


def asks_if_an_offer_suits(run: Run, heard: Heard) -> bool:
    """It asks whether an offer is good, or good for somebody."""
    if not heard.text or heard.event.pressed is not None:
        return False
    is_dear = asks_why_dear(heard.text)
    if not is_dear and not asks_if_it_suits(heard.text):
        return False
    names = names_known(run, heard)
    named = offers_named(heard.text, names)
    knows = has_its_own_answer(run, heard.event.reading) if is_dear else _has_its_own_answer(run, heard, named, names)
    pointed = asked_about(run) if points_at_it(heard.text) else ()  # "is it hard? never made espresso" names no cups
    meant = pointed if len(pointed) == 1 and named else named or _pointed(run, heard.text)
    if is_dear and not named:  # of several that stand there, the dearest is the dear one
        meant = (extreme_of(run.offers.all_of(meant), "dearest") or "",) if len(meant) > 1 else meant
    return not knows and _tells(run, heard, meant, is_dear=is_dear)


def _pointed(run: Run, text: str) -> tuple[str, ...]:
    """Return what words point at without a name: "l’autre", "the first one", "elle"."""
    pointer, _ = take_pointer(text)
    if pointer is not None:
        return pointed_at(run, pointer)
    return asked_about(run) if points_at_it(text) else ()


def asks_if_another_suits(run: Run, heard: Heard) -> bool:
    """ "Et la Presto ?": the same is asked of the one that is named."""
    told = told_lately(run)
    if told is None or told.about != SUITS or not heard.text or heard.event.pressed is not None:
        return False
    found = carries_on(heard.text, run.language, local_now(run), {}, names_known(run, heard))
    return found is not None and _tells(run, heard, found.offers)


def _tells(run: Run, heard: Heard, ids: tuple[str, ...], *, is_dear: bool = False) -> bool:
    offers = [one for one in run.offers.all_of(ids) if one.sold]
    if not 0 < len(offers) <= MOST_TOLD:
        return False
    run.change(not_understood=0, offered=(), told=Told(at=run.at, about=SUITS))
    told: list[Value] = [one.id for one in offers]
    names = ", ".join(one.name for one in offers)
    run.decide("understood", "offer_question", "offers", named={"offers": names}, offers=told, about=SUITS)
    lines = [line for one in offers for line in _said(run, one)]
    if is_dear:
        lines += _for_less(run, offers[0]) if len(offers) == 1 else []
    elif heard.step is None:
        lines.append(phrase(run, None, "offer_suits_whom"))
    tell(run, "\n".join(lines))
    note_found(run, "", (), offers)
    return True


def _for_less(run: Run, offer: Offer) -> list[str]:
    """Return a line with the likest offer that costs less; none where none does."""
    alike = run.offers.similar(offer.id)
    less = next((one for one in alike if one.price is not None and offer.price and one.price < offer.price), None)
    return [phrase(run, None, "offer_for_less", offer=facts_of(less))] if less is not None else []


def _said(run: Run, offer: Offer) -> list[str]:
    facts = all_of_it(run, offer)
    line = phrase(run, None, "offer_line", **facts).removeprefix("• ").removeprefix("- ")
    about = phrase(run, None, "offer_description", offer=facts_of(offer)) if offer.description else ""
    return [one for one in (line, about) if one]


def _has_its_own_answer(run: Run, heard: Heard, named: tuple[str, ...], names: Mapping[str, str]) -> bool:
    """The store has an answer to what it is to be good for: "facile à nettoyer ?"; not one that is only put alike."""
    reading = heard.event.reading
    found = decide(reading, run.shelf.current.policy.understanding) if reading is not None else None
    if not isinstance(found, Answer):
        return False
    if found.candidate.score >= WORD_FOR_WORD:
        return True
    entry = run.shelf.current.answers.get(found.candidate.id) if found.candidate.kind == "answer" else None
    of_names = {word for one in named for word in tokens(names[one])}
    said = {word for word in tokens(good_for(heard.text)) if not is_idle(word)} - of_names
    return entry is not None and any(said & set(tokens(one)) for one in entry.examples)
