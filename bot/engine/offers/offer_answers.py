"""A question of an offer that stands before the customer, or that is named: what it costs, its guarantee, where it is
in stock, when it could be theirs, an attribute. One line for each offer that is meant, from the catalogue of now.

The store's own answers speak of all that it sells ("2 ans sur toutes les machines"); of an offer that is meant, its own
cells do. What they do not say is left to those answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bot.engine.listening.heard import Heard
from bot.engine.offers.among_several import pointed_at
from bot.engine.offers.attribute_names import called
from bot.engine.offers.comparison_words import Words
from bot.engine.offers.pointing import asked_about
from bot.engine.offers.product_answers import has_its_own_answer
from bot.engine.offers.shown import note_found
from bot.engine.order.order_lines import shop_of
from bot.engine.order.order_words import unit_of, way_values
from bot.engine.phrases import is_short, phrase, ready
from bot.engine.resuming import put_again
from bot.engine.run import Run
from bot.engine.speaking import speak
from bot.engine.values import local_now
from bot.model.customer import Told
from bot.model.message import Reading, Value
from bot.model.offer import Offer
from bot.playbook.compiled import Ask
from bot.playbook.offer_facts import facts_of
from bot.rules.contact.habits import SILENCE
from bot.rules.offers.comparison import Cell
from bot.rules.offers.recommendation import number_of
from bot.rules.order.fulfilment import Near, Parcel, Piece, possible_ways
from bot.understanding.replies.carrying_on import carries_on
from bot.understanding.shopping.comparison_words import criteria_words
from bot.understanding.shopping.offer_questions import OfferQuestion, about_named, about_of, read_offer_question
from bot.understanding.shopping.pointers import Pointer, chooses_among, only_points, take_pointer
from bot.understanding.values.dates import days_and_rest

MOST_TOLD: Final = 4
MOST_WAYS: Final = 2  # offers of which each way to the customer is told


def asks_about_an_offer(run: Run, heard: Heard) -> bool:
    """It asks something of an offer that the catalogue says."""
    question = question_in(run, heard, heard.text)
    if question is None:
        return False
    if question.offers and has_its_own_answer(run, heard.event.reading):
        return False
    return answer_of(run, question)


def asks_the_same_of_another(run: Run, heard: Heard) -> bool:
    """ "Et la Presto ?": what was asked of one offer, or of all, is asked of the one that is named."""
    told = told_lately(run)
    if told is None or not heard.text or heard.event.pressed is not None:
        return False
    asked = _asked_before(run, told)
    if asked is None:
        return False
    pointer, rest = take_pointer(heard.text)
    if pointer is not None and pointer.which not in ("cheapest", "dearest") and only_points(rest):
        ids = pointed_at(run, pointer)
        return bool(ids) and answer_of(run, replace(asked, offers=ids))
    places = {place.id: place.name for place in run.shelf.current.store.points_of_sale}
    found = carries_on(heard.text, run.language, local_now(run), places, names_known(run, heard))
    if found is None or found.days or found.country:
        return False
    is_elsewhere = bool(told.about) and asked.about == "stock" and bool(found.place)
    kinds = {one.category for one in run.offers.all_of(found.offers)}
    if len(kinds) > 1 or not (
        kinds or is_elsewhere
    ):  # "et pour le lait ?" names a jug and a machine, and means neither
        return False
    return answer_of(run, replace(asked, offers=found.offers, place=found.place))


def told_lately(run: Run) -> Told | None:
    """Return what they asked last and were told, while that is still what is talked of: nothing else is asked since."""
    told, top = run.customer.told, run.top
    if told is None or run.at - told.at > SILENCE:
        return None
    asked_since = top is not None and top.waiting is not None and (top.last_said or top.started_at) > told.at
    return None if asked_since else told


def _asked_before(run: Run, told: Told) -> OfferQuestion | None:
    """Return what was asked of offers: in so many words, or as the answer that was given says ("Combien coûtent vos
    machines ?")."""
    book = run.shelf.current
    if told.about:
        about = about_named(told.about)
        return OfferQuestion(about, told.criterion) if about is not None else None
    entry = book.answers.get(told.answer)
    return (
        about_of(entry.question, criteria_words(tuple(one.id for one in book.criteria), book.criteria))
        if entry
        else None
    )


def answer_of(run: Run, question: OfferQuestion) -> bool:
    """Tell what is asked of offers, of those that are named, else of those before the customer; return whether the
    catalogue says it."""
    offers = run.offers.all_of(question.offers or asked_about(run))
    if not offers or len(offers) > MOST_TOLD:
        return False
    told = [(offer, line) for offer in _best_first(run, question, offers) if (line := _told(run, offer, question))]
    if not told or (question.about == "receiving" and len(told) > MOST_WAYS):
        return False
    if question.about == "attribute":
        known = {offer.id for offer, _ in told}
        told += [(one, _not_stated(run, one, question.criterion)) for one in offers if one.id not in known]
    run.change(not_understood=0, offered=())
    _note(run, question, [offer for offer, _ in told])
    run.change(told=Told(at=run.at, about=question.about, criterion=question.criterion))
    tell(
        run, "\n".join(line for _, line in told) if len(told) > 1 else told[0][1].removeprefix("• ").removeprefix("- ")
    )
    if question.offers:
        note_found(run, "", (), [offer for offer, _ in told])
    return True


def lines_told(run: Run, question: OfferQuestion, offers: Sequence[Offer]) -> list[str]:
    """Return a line for each offer, the best first; none where the catalogue does not say it of all of them."""
    lines = [_told(run, one, question) for one in _best_first(run, question, offers)]
    if not 0 < len(offers) <= MOST_TOLD or not all(lines):
        return []
    _note(run, question, list(offers))
    return lines if len(lines) > 1 else [lines[0].removeprefix("• ").removeprefix("- ")]


def _best_first(run: Run, question: OfferQuestion, offers: Sequence[Offer]) -> Sequence[Offer]:
    """Return offers in the order of what is asked of them: "laquelle est la plus silencieuse ?" names it first."""
    better = next((one.better for one in run.shelf.current.criteria if one.id == question.criterion), None)
    numbers = {offer.id: number_of(offer, question.criterion) for offer in offers} if better is not None else {}
    known = [one for one in offers if numbers.get(one.id) is not None]
    rest = [one for one in offers if one not in known]
    return [*sorted(known, key=lambda one: numbers[one.id] or 0.0, reverse=better == "higher"), *rest]


def asks_of_which(run: Run, heard: Heard) -> bool:
    """It asks the price of something, or whether there is any, and nothing is there to be meant; nor is that the words
    that a question of ours asks for ("what is the company's name?")."""
    takes_words = isinstance(heard.step, Ask) and heard.step.as_ == "text"
    question = question_in(run, heard, heard.text) if heard.step is None or takes_words else None
    if question is None or question.about not in ("price", "stock") or question.offers or asked_about(run):
        return False
    if not run.shelf.current.offers and run.shelf.catalogue is None:
        return False
    run.decide("understood", "offer_question_open", "offers", about=question.about)
    tell(run, phrase(run, None, "asked_of_which"))
    return True


def tell(run: Run, text: str) -> None:
    """Say an answer of ours, then put the question on the table again: in one message, but by SMS, where each has its
    own segments.
    """
    said = ready(text)
    if not is_short(run) and put_again(run, situation="resumed", wording=said):
        return
    speak(run, None, said, rule="offers")
    put_again(run, situation="resumed")


def question_in(run: Run, heard: Heard, text: str) -> OfferQuestion | None:
    """Return what words of a message ask of an offer; None where they ask of something else."""
    if not heard.text or heard.event.pressed is not None or heard.text.isdecimal():
        return None
    book = run.shelf.current
    criteria = criteria_words(tuple(one.id for one in book.criteria), book.criteria)
    places = {place.id: place.name for place in book.store.points_of_sale}
    pointer, rest = take_pointer(text)
    _, rest = days_and_rest(rest, run.language, local_now(run))  # "livré avant Noël ?" is told the days that it takes
    question = read_offer_question(rest, names_known(run, heard), criteria, places)
    if question is None:
        return None
    if not question.offers and (pointer is not None or chooses_among(text)):
        ids = pointed_at(run, pointer or Pointer("all"))
        return replace(question, offers=ids) if ids or pointer is None else None
    pointed = asked_about(run)
    here = tuple(one for one in question.offers if one in pointed)
    return replace(question, offers=here) if here else question


def names_known(run: Run, heard: Heard) -> dict[str, str]:
    """Return the names of the offers that a text may speak of: those before the customer, the playbook's, those found
    (imported ones too)."""
    pointed = run.offers.all_of(asked_about(run))
    found = run.offers.all_of(_found(heard.event.reading))
    return {
        offer.id: run.known_as(offer)
        for offer in (*pointed, *run.offers.own(), *found)
        if offer.sold and not offer.parent
    }


def _found(reading: Reading | None) -> list[str]:
    """Return the offers that the text names, else those that it may be about."""
    if reading is None:
        return []
    return [id_ for one in reading.named for id_ in one.offers] or [one.id for one in reading.offers]


def _note(run: Run, question: OfferQuestion, offers: list[Offer]) -> None:
    """Write in the ledger what was asked, and the cells that answer it."""
    of = f"attr.{question.criterion}" if question.about == "attribute" else question.about
    cells: list[Value] = [f"{offer.source} {of}".strip() for offer in offers]
    ids: list[Value] = [offer.id for offer in offers]
    about = called(run, question.criterion) if question.about == "attribute" else question.about
    named = {"offers": ", ".join(offer.name for offer in offers)}
    run.decide("understood", "offer_question", "offers", named=named, offers=ids, about=about, cells=cells)


def _told(run: Run, offer: Offer, question: OfferQuestion) -> str:
    """Return the line that answers a question of an offer; empty where the catalogue does not say."""
    facts = {"offer": facts_of(offer)}
    match question.about:
        case "price":
            return phrase(run, None, "offer_line", **facts, reason=None) if offer.price is not None else ""
        case "guarantee":
            return _guarantee(run, offer)
        case "stock":
            return _stock(run, offer, question.place)
        case "receiving":
            return _receiving(run, offer)
        case "attribute":
            return _attribute(run, offer, question.criterion)


def _guarantee(run: Run, offer: Offer) -> str:
    if not offer.guarantee:
        return ""
    unit, count = unit_of(offer.guarantee)
    return phrase(run, None, f"told_guarantee_{unit}", offer=facts_of(offer), asked={"count": count})


def _stock(run: Run, offer: Offer, place: str) -> str:
    facts = facts_of(offer)
    if not offer.is_available:
        return phrase(run, None, "told_sold_out", offer=facts)
    if not offer.ships:  # a class, a gift card: nothing that lies in a shop
        return phrase(run, None, "told_available", offer=facts)
    every = run.shelf.current.store.points_of_sale
    there = [one for one in every if offer.is_at(one.id)]
    places = ", ".join(one.name for one in there if not place or one.id == place)
    if places:
        return phrase(run, None, "told_stock_at", offer=facts, asked={"places": places})
    if place and there:
        name = next(one.name for one in every if one.id == place)
        elsewhere = ", ".join(one.name for one in there)
        return phrase(run, None, "told_not_there", offer=facts, asked={"place": name, "places": elsewhere})
    is_on_order = offer.on_order and not (offer.pieces or 0)
    return phrase(run, None, "told_on_order" if is_on_order else "told_stock", offer=facts)


def _receiving(run: Run, offer: Offer) -> str:
    """Return each way with its cost and its day, if it were ordered now."""
    if offer.price is None or not offer.is_available:
        return ""
    postcode = str(run.customer.facts.get("postcode") or "")
    parcel = Parcel(pieces=(Piece(offer, 1),), total=offer.price)
    ways = possible_ways(parcel, shop_of(run), run.at, Near(postcode=postcode))
    lines = [phrase(run, None, "way_line", **way_values(run, None, one)) for one in ways]
    return "\n".join([phrase(run, None, "told_receiving", offer=facts_of(offer)), *lines]) if lines else ""


def _attribute(run: Run, offer: Offer, criterion: str) -> str:
    attribute = offer.attributes.get(criterion)
    if attribute is None:
        return ""
    value = Words(run, None).figure_of(criterion, Cell(offer.id, attribute.value, attribute.unit))
    return _line(run, offer, criterion, value)


def _not_stated(run: Run, offer: Offer, criterion: str) -> str:
    return _line(run, offer, criterion, Words(run, None).say("comparison_unknown"))


def _line(run: Run, offer: Offer, criterion: str, value: str) -> str:
    return phrase(
        run, None, "told_attribute", offer=facts_of(offer), asked={"name": called(run, criterion), "value": value}
    )
