"""Giving the store's own answers to what was asked, and coming back to the question on the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.engine.handovers import NOT_UNDERSTOOD, to_a_person
from bot.engine.happenings import happen
from bot.engine.listening.offering import extras_for, with_room
from bot.engine.listening.opening_hours import hours_said, opens_on
from bot.engine.listening.opening_words import words_of
from bot.engine.offers.pointing import asked_about
from bot.engine.offers.shown import note_found
from bot.engine.resuming import put_again
from bot.engine.run import Run
from bot.engine.speaking import PLAIN, Extras, speak
from bot.engine.values import local_now
from bot.model.customer import Told
from bot.model.effects import Send
from bot.model.events import MessageReceived
from bot.model.message import Value
from bot.model.offer import Offer, Sought
from bot.playbook.compiled import AnswerEntry
from bot.playbook.offer_facts import facts_of
from bot.understanding.replies.carrying_on import facets_of
from bot.understanding.shopping.comparison_words import offers_named

FEWEST: Final = 2
MOST_NAMED: Final = 5
"""An answer that names more speaks of all that is sold."""
_NAMES: Final = re.compile(r"\b[A-ZÀ-Ý]\w+|\b\d+\b")  # "la maison de thé" is no house blend
_ABOUT: Final = "answer.about"
_OFFERS: Final = re.compile(r"\boffers\.([\w-]+)\.")


def give_answers(run: Run, entries: Sequence[tuple[AnswerEntry, float]], *, goes_on: bool = False) -> None:
    """Answer each in a message of its own, then come back to the question on the table; the last offers what comes
    next. What an answer is about is what "j'en veux deux" means after it. `goes_on`: the conversation has more to say
    in this turn, and nothing is offered or asked again.
    """
    run.change(not_understood=0, offered=())
    for place, (entry, score) in enumerate(entries, 1):
        rule = str(entry.place or f"answers/{entry.id}")
        run.decide("understood", "answer_found", rule, answer=entry.id, question=entry.question, score=round(score, 2))
        offer = run.offers.get(entry.offer) if entry.offer is not None else None
        extras = _next_offer(run, entry, offer) if place == len(entries) and not goes_on else PLAIN
        if not _say(run, entry, offer, rule, extras):  # its text needs what nobody knows, as an offer that has gone
            to_a_person(run, reason=NOT_UNDERSTOOD, rule=rule, say="no_idea", conversation=run.top)
            return
        told = [offer] if offer is not None else named_in(run, entry)
        if told:
            note_found(run, extras.prompt or "", run.customer.offered, told, _sought(run))
    run.change(told=Told(at=run.at, answer=entries[-1][0].id))
    for entry, _ in entries:
        happen(run, "answer.given", {"answer": known_of(entry)})
    if not goes_on:
        put_again(run, situation="resumed")


def _say(run: Run, entry: AnswerEntry, offer: Offer | None, rule: str, extras: Extras) -> bool:
    said = len(run.effects)
    if speak(run, None, entry.wording, rule=rule, extras=extras, more=_seen(run, entry, offer)) is not None:
        return False
    run.rewordable += [one.id for one in run.effects[said:] if isinstance(one, Send)]
    return True


def _seen(run: Run, entry: AnswerEntry, offer: Offer | None) -> dict[str, object]:
    """Return what an answer's text sees beside what every text does."""
    seen: dict[str, object] = {"answer": _asked(run, entry)}
    return seen if offer is None else {**seen, "offer": facts_of(offer)}


def named_in(run: Run, entry: AnswerEntry) -> list[Offer]:
    """Return the offers of one kind that an answer sets side by side: those whose figures its text takes from the
    catalogue, else those that it names; none where it speaks of one in passing, or of many."""
    source = entry.wording.text.source
    named = [id_ for id_ in dict.fromkeys(_OFFERS.findall(source)) if id_ in run.shelf.current.offers]
    if not named:
        names = {one.id: run.known_as(one) for one in run.offers.own() if one.sold and not one.parent}
        written = source.replace(run.shelf.current.store.name, " ")
        named = list(offers_named(" ".join(_NAMES.findall(written)), names))
    kinds: dict[str, list[Offer]] = {}
    for offer in run.offers.all_of(named):
        kinds.setdefault(offer.category, []).append(offer)
    most = max(kinds.values(), key=len, default=[])
    return most if FEWEST <= len(most) <= MOST_NAMED else []


def _sought(run: Run) -> Sought | None:
    """Return what their question asks of what is sold, so that "et à moins de 400 ?" still means it."""
    event = run.event
    return event.reading.sought if isinstance(event, MessageReceived) and event.reading is not None else None


def known_of(entry: AnswerEntry) -> dict[str, Value]:
    """Return an answer as texts and signals see it."""
    return {"id": entry.id, "question": entry.question, "tags": list(entry.tags)}


def _asked(run: Run, entry: AnswerEntry) -> dict[str, Value]:
    """Return an answer as its own text sees it: with the country, the shop and the hours of the days that the question
    names, if it names any; what carries the last question on names them alone.
    """
    said = words_of(run) or run.customer.asking
    places = {one.id: one.name for one in run.shelf.current.store.points_of_sale}
    named = facets_of(said, run.language, local_now(run), places)
    about = known_of(entry)
    if named.country:
        about |= {"country": named.country, "country_name": named.country_name}
    if named.place:
        about |= {"place": named.place}
    if opening := hours_said(run, named.days, named.place):
        about |= {"opening": opening, "open": opens_on(run, named.days)}
    offer = _spoken_of(run, said) if _ABOUT in entry.wording.text.source else None
    if offer is not None and offer.price is not None:
        about |= {"about": run.in_words(offer.name), "price": float(offer.price)}
    return about


def _spoken_of(run: Run, said: str) -> Offer | None:
    """Return the one offer that a question names, or that stands before them; None for several."""
    sold = {one.id: run.known_as(one) for one in run.offers.own() if one.sold and not one.parent}
    meant = run.offers.all_of(offers_named(said, sold) or asked_about(run))
    return meant[0] if len(meant) == 1 else None


def _next_offer(run: Run, entry: AnswerEntry, offer: Offer | None) -> Extras:
    """The flow to offer next rides on the answer, unless a question is waiting for its own reply, staff has the thread,
    or an SMS has no room for it.
    """
    if entry.then is None or entry.then not in run.shelf.current.flows or run.customer.handover is not None:
        return PLAIN
    top = run.top
    if top is not None and not (top.waiting is not None and top.waiting.kind == "floor"):
        return PLAIN
    offered = with_room(run, entry.wording, (f"flow:{entry.then}",), _seen(run, entry, offer))
    return extras_for(run, offered) if offered else PLAIN
