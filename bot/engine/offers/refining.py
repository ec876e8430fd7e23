"""What was listed, otherwise: "et à moins de 400 ?", "plus silencieuse ?", "anything cheaper?", "autre chose ?".

What was asked for before still holds: a list of quiet machines narrowed to 400 euros is one of quiet machines. Of the
kind that was listed, what the playbook sells is looked through, and of imported offers those listed and those like
them; where none keeps it all, that is said, with the nearest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from bot.engine.listening.heard import Heard
from bot.engine.offers.offer_answers import tell
from bot.engine.offers.product_answers import MOST_OFFERS, has_its_own_answer, show_found
from bot.engine.phrases import phrase
from bot.engine.run import Run
from bot.model.offer import Found, Offer, Reason, Sought, Wanted
from bot.rules.contact.habits import SILENCE
from bot.rules.offers.comparison import PRICE
from bot.rules.offers.recommendation import number_of
from bot.understanding.replies.free_text import is_asking
from bot.understanding.shopping.comparison_words import CriteriaWords, criteria_words, offers_named
from bot.understanding.shopping.offer_request import RequestReader
from bot.understanding.shopping.offer_search import AROUND
from bot.understanding.shopping.recommendation_words import Answer, read_answer
from bot.understanding.shopping.refining_words import drops, has_with, refines

_A_STEP: Final = 1e-6  # beyond what is listed, however little


def wants_others(run: Run, heard: Heard) -> bool:
    """It wants what was listed otherwise, and names nothing itself."""
    if not heard.text or heard.event.pressed is not None or heard.step is not None:
        return False
    listed, before = _listed(run)
    criteria = [one for one in run.shelf.current.criteria if any(one.id in offer.attributes for offer in listed)]
    words = criteria_words((PRICE, *(one.id for one in criteria)), tuple(criteria))
    if not says_no_more(run, heard.text, listed, words) or has_its_own_answer(run, heard.event.reading):
        return False
    answer = read_answer(heard.text, words, criteria)
    if not listed:
        return _asks_of_which(run, heard, answer)
    said = RequestReader(run.shelf.current.criteria).read(heard.text).sought
    sought = _sought(said, before, listed, answer)
    if sought is None or (answer is None and not _says_how(heard.text, said)):
        return False
    every = [one for one in _of_their_kind(run, listed) if one.is_available]
    is_another = answer is not None and answer.move == "another"
    left_out = {one.id for one in listed} if is_another else set()
    kept = [one for one in every if keeps(one, sought) and one.id not in left_out]
    if kept:
        best = _best_first(kept, sought, [one.id for one in listed])[:MOST_OFFERS]
        show_found(run, heard, _with_reasons(best, sought), sought)
        return True
    if is_another:
        return False
    alone = _sought(said, Sought(), listed, answer) or sought
    near, by = [one for one in every if keeps(one, alone)], sought
    if not near:  # nothing goes so far: of what was asked for before, what comes next
        near = [one for one in every if keeps(one, before)] or list(listed)
        by = replace(sought, wanted=()) if alone.is_priced else sought
    first = _best_first(near, by)[:1]
    show_found(run, heard, _with_reasons(first, sought), before, "offers_nearest")
    return True


def leaves_out(run: Run, heard: Heard) -> bool:
    """ "Pas celle à filtre", "drop the automatic one": the list without it, and what comes next in its place."""
    if heard.event.pressed is not None or heard.step is not None or not drops(heard.text):
        return False
    listed, before = _listed(run)
    if not listed:
        return False
    about = {one.id: " ".join((run.known_as(one), *one.tags, run.in_words(one.description))) for one in listed}
    named = set(offers_named(heard.text, about))
    kept = [one for one in _of_their_kind(run, listed) if one.is_available and one.id not in named]
    kept = [one for one in kept if keeps(one, before) or one in listed]
    if not 0 < len(named) < len(listed) or not kept:
        return False
    best = _best_first(kept, before, [one.id for one in listed])[:MOST_OFFERS]
    show_found(run, heard, _with_reasons(best, before), before)
    return True


def _asks_of_which(run: Run, heard: Heard, answer: Answer | None) -> bool:
    """ "Anything cheaper?", and nothing was listed to be cheaper than."""
    if answer is None or answer.move != "cheaper" or not is_asking(heard.text):
        return False
    run.decide("understood", "offer_question_open", "offers", about="price")
    tell(run, phrase(run, None, "asked_of_which"))
    return True


def _says_how(text: str, said: Sought) -> bool:
    """It says how it is to be, by a figure or "avec …"; a bare "et le bruit ?" asks how it is."""
    return said.is_priced or any(_is_bound(one) for one in said.wanted) or has_with(text)


def _listed(run: Run) -> tuple[Sequence[Offer], Sought]:
    """Return what was listed a moment ago, all of one kind, and what was asked for; nothing where it is of several."""
    newest = run.customer.shown[-1] if run.customer.shown else None
    if newest is None or newest.at is None or run.at - newest.at > SILENCE:
        return (), Sought()
    offers = run.offers.all_of(dict.fromkeys(id_ for id_, _ in newest.offers.values()))
    is_of_a_kind = len({one.category for one in offers}) == 1 and bool(offers[0].category)
    return (offers if is_of_a_kind else ()), newest.sought or Sought()


def says_no_more(run: Run, text: str, listed: Sequence[Offer], words: CriteriaWords) -> bool:
    """Return whether a text says nothing but how what is listed is to be otherwise."""
    units = [unit for one in run.shelf.current.criteria for unit in (one.unit, *one.units) if unit]
    kinds = [run.words.known_as(one.category) for one in listed[:1]]
    return refines(text, words, (*kinds, *units))


def _sought(said: Sought, before: Sought, listed: Sequence[Offer], answer: Answer | None) -> Sought | None:
    """Return what is sought now, with what was before; None where nothing is to be otherwise."""
    asked = {one.criterion for one in said.wanted}
    price = said if said.is_priced else before
    merged = replace(
        before,
        wanted=(*said.wanted, *(one for one in before.wanted if one.criterion not in asked)),
        at_least=price.at_least,
        at_most=price.at_most,
        around=price.around,
    )
    if said.is_priced or any(_is_bound(one) for one in said.wanted):
        return merged
    if answer is not None and answer.move in ("cheaper", "better", "another"):
        return _moved(merged, listed, answer)
    return merged if said.wanted else None


def _moved(before: Sought, listed: Sequence[Offer], answer: Answer) -> Sought:
    """Return what goes beyond all that is listed: cheaper than each, quieter than each."""
    if answer.move == "another":
        return before
    if answer.move == "cheaper":
        prices = [float(one.price) for one in listed if one.price is not None]
        return replace(before, at_most=min(prices, default=math.inf) - _A_STEP, at_least=None, around=None)
    numbers = [number for one in listed if (number := number_of(one, answer.criterion)) is not None]
    rest = tuple(one for one in before.wanted if one.criterion != answer.criterion)
    if answer.direction == "lower":
        bound = Wanted(answer.criterion, "lower", at_most=min(numbers, default=math.inf) - _A_STEP)
    else:
        bound = Wanted(answer.criterion, "higher", at_least=max(numbers, default=-math.inf) + _A_STEP)
    return replace(before, wanted=(bound, *rest))


def _of_their_kind(run: Run, listed: Sequence[Offer]) -> Iterable[Offer]:
    own = (one for one in run.offers.own() if one.category == listed[0].category)
    return {one.id: one for one in (*own, *listed, *run.offers.similar(listed[0].id)) if not one.parent}.values()


def keeps(offer: Offer, sought: Sought) -> bool:
    """Return whether an offer keeps the price and all that is wanted of it."""
    about = sought.around or 0.0
    low = sought.at_least if sought.at_least is not None else about * (1 - AROUND)
    high = sought.at_most if sought.at_most is not None else about * (1 + AROUND) or math.inf
    price = float(offer.price) if offer.price is not None else math.nan
    is_priced = not sought.is_priced or low <= price <= high
    return is_priced and all(_has(offer, one) for one in sought.wanted)


def _has(offer: Offer, wanted: Wanted) -> bool:
    attribute = offer.attributes.get(wanted.criterion)
    number = number_of(offer, wanted.criterion)
    if _is_bound(wanted):
        known = number if number is not None else float(attribute.has_it) if attribute is not None else None
        low = wanted.at_least if wanted.at_least is not None else -math.inf
        high = wanted.at_most if wanted.at_most is not None else math.inf
        return known is not None and low <= known <= high
    return attribute is not None and (wanted.better is not None or attribute.has_it)


def _is_bound(wanted: Wanted) -> bool:
    return wanted.at_least is not None or wanted.at_most is not None


def _best_first(offers: Sequence[Offer], sought: Sought, listed: Sequence[str] = ()) -> list[Offer]:
    """Return offers by what is wanted, the last said first; then as they were listed, then the dearest that a price
    allows, or where nothing was `listed` and kept, the cheapest."""

    def place(offer: Offer) -> tuple[float, ...]:
        figures = [_place(number_of(offer, one.criterion), one) for one in sought.wanted if one.better or one.said]
        at = listed.index(offer.id) if offer.id in listed else len(listed)
        price = float(offer.price) if offer.price is not None else math.inf
        return (*figures, at, -price if listed and sought.is_priced else price)

    return sorted(offers, key=lambda one: (*place(one), one.id))


def _place(number: float | None, wanted: Wanted) -> float:
    if number is None:
        return math.inf
    if wanted.said is not None:  # the very figure goes first
        return float(number != wanted.said)
    return number if wanted.better == "lower" else -number


def _with_reasons(offers: Sequence[Offer], sought: Sought) -> list[tuple[Found, Offer]]:
    reasons = [one.criterion for one in sought.wanted]
    return [
        (Found(one.id, 1.0, tuple(Reason("attribute", name) for name in reasons if name in one.attributes)), one)
        for one in offers
    ]
