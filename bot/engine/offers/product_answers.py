"""A free question about what is sold ("vous avez une machine silencieuse à moins de 400 € ?") gets offers: up to three,
each with its price and the reason, and buttons to learn more of each, or to compare them where the playbook can.

What was found came with the reading; what is said of an offer is of now. A sure question names a kind of thing or a
product, and says what it should be; anything less is left to the store's own answers and conversations, and shown only
where these have nothing sure to say ("vous avez des machines ?"). Every line is a situation, which a playbook may
reword.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from sys import intern
from typing import Final

from msgspec.structs import replace

from bot.engine.contact.permission import address_for, purpose_of
from bot.engine.listening.heard import Heard
from bot.engine.listening.offering import choices_of, extras_for
from bot.engine.offers.attribute_names import called, value_called
from bot.engine.offers.comparing_flows import comparing_flow
from bot.engine.offers.nearest import nearest_of
from bot.engine.offers.shown import note_found
from bot.engine.order.order_opening import order_flow
from bot.engine.phrases import is_short, lines_worded, worded
from bot.engine.resuming import put_again
from bot.engine.run import Run
from bot.engine.speaking import HOW_TO_REPLY, PLAIN, Extras, label, send
from bot.model.message import Content, Media, Reading, Value
from bot.model.offer import Attribute, Found, Offer, Reason, Sought, Wanted
from bot.model.sms_text import measure, normalise
from bot.playbook.offer_facts import facts_of
from bot.rules.texts.plain_text import plain
from bot.understanding.questions.bands import Answer, decide
from bot.understanding.questions.small_talk import SMALL_TALK
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.yes_no import is_no, is_yes, read_yes_no
from bot.understanding.shopping.goods_asked import asks_which_has, gives_back, is_of_theirs, thing_asked
from bot.understanding.shopping.ordering_words import orders_goods
from bot.understanding.values.money import other_currency

MOST_OFFERS: Final = 3
WORTH_SHOWING: Final = 0.3  # of the best score: what is far behind it is not shown beside it
ALL_OF_IT: Final = 0.9  # of the best score: what has less of what was asked for has it not
SPEAKS_OF_IT: Final = 0.7  # of an answer: below it, it is only put alike
_SMALL_TALK: Final = frozenset(plain(text) for text in SMALL_TALK)
WORD_FOR_WORD: Final = 0.99  # an example of the store's own: it knows better


def asks_for_an_offer(run: Run, heard: Heard) -> bool:
    """It surely asks for something that is sold: offers are the answer. While a question waits, only a question is."""
    reading = heard.event.reading
    if reading is None or not _is_of_what_is_sold(reading, heard.text) or _is_for_another(run, reading, heard.text):
        return False
    if heard.step is not None and not is_asking(heard.text):
        return False
    if gives_back(heard.text) or (not is_asking(heard.text) and _is_of_theirs(reading, heard.text)):
        return False
    is_a_yes = isinstance(read_yes_no(heard.text), Understood)
    if is_a_yes and not thing_asked(heard.text):  # "oui" is no machine with a frother ("mousseur: oui")
        return False
    if reading.named and orders_goods(heard.text, are_all_known=all(one.offers for one in reading.named)):
        return False  # "can I get 1 kg of yirgacheffe" orders it
    found = _shown(run, reading, ALL_OF_IT if asks_which_has(heard.text) else WORTH_SHOWING)
    situation = "offers_found"
    if not found and reading.sought is not None:
        found, situation = nearest_of(run, reading.sought), "offers_nearest"
    if not found:
        return False
    show_found(run, heard, found, reading.sought, situation)
    return True


def _is_of_theirs(reading: Reading, said: str) -> bool:
    """ "Mon moulin est trop bruyant" is no search for a quiet one."""
    sought = reading.sought
    return sought is not None and is_of_theirs(said, {*sought.category.split(), *sought.words})


def show_found(
    run: Run,
    heard: Heard,
    found: Sequence[tuple[Found, Offer]],
    sought: Sought | None,
    situation: str = "offers_found",
) -> None:
    """List what was found, with buttons where nothing else is asked; `sought` is kept for who asks for it otherwise."""
    found = _that_fit(run, found, situation)
    run.change(not_understood=0, offered=())
    names: list[Value] = [offer.id for _, offer in found]
    run.decide("understood", "offers_found", "offers", offers=names)
    extras = PLAIN if heard.step is not None else extras_for(run, _buttons(run, found), asking=heard.text)
    lines = [("offer_line", _of(run, offer, each.reasons)) for each, offer in found]
    ours = _in_our_currency(run, heard.text, sought)
    note_found(run, extras.prompt or "", run.customer.offered, [offer for _, offer in found], sought)
    _say(run, [*ours, (situation, {}), *lines], extras)
    put_again(run, situation="resumed")


def _in_our_currency(run: Run, text: str, sought: Sought | None) -> list[tuple[str, Mapping[str, object]]]:
    """Return a line that says what figure was gone by, where they count in another currency ("under £300"): nothing is
    converted."""
    if sought is None or not sought.is_priced or not other_currency(text, run.shelf.current.store.currency):
        return []
    figures = (sought.at_most, sought.around, sought.at_least)
    amount = next(one for one in figures if one is not None)
    return [("offers_in_our_currency", {"asked": {"amount": amount}})]


def _is_of_what_is_sold(reading: Reading, said: str) -> bool:
    """It surely asks for an offer. "Do you have sofas?" is like "do you have friends?", and talk for its own sake only
    where it is word for word."""
    if is_asking(said) and plain(said) not in _SMALL_TALK:
        reading = replace(reading, small_talk=False)
    return is_sure(reading) or names_only_what_is_sold(reading)


def is_sure(reading: Reading) -> bool:
    """A kind of thing or a product is named, and a price or an attribute with it; or what it may cost, and no more."""
    sought = reading.sought
    if sought is None or reading.small_talk:
        return False
    if not reading.offers:
        return describes(sought)
    if _is_of_any_kind(sought):
        return sought.at_most is not None or sought.around is not None
    return describes(sought) or (bool(sought.category or sought.words) and (sought.is_priced or bool(sought.wanted)))


def describes(sought: Sought) -> bool:
    """It says with a figure what a thing that it does not name is to be like: "anything narrower than 20 cm?"."""
    return any(_is_bound(one) and one.criterion for one in sought.wanted) and not sought.words


def names_only_what_is_sold(reading: Reading) -> bool:
    """A kind of thing or a product is named, and nothing besides: whoever says no more wants to see it."""
    return reading.sought is not None and reading.sought.whole and bool(reading.offers) and not reading.small_talk


def _is_for_another(run: Run, reading: Reading, text: str) -> bool:
    """A conversation of the store's own surely means this, or an answer does and no figure was named that only the
    catalogue can keep to. Which of the offers has something the catalogue knows best, and a thing that is asked for by
    its name too, but for an answer that speaks of it.
    """
    decision = decide(reading, run.shelf.current.policy.understanding)
    if not isinstance(decision, Answer):
        return False
    sought = reading.sought
    is_whole = sought is not None and sought.whole and (asks_which_has(text) or (sought.is_priced and "?" in text))
    is_of_things = is_whole or _names_a_thing(reading, text)
    if is_of_things and decision.candidate.score < SPEAKS_OF_IT:
        return False
    named = sought is not None and (sought.is_priced or any(_is_bound(one) for one in sought.wanted))
    return decision.candidate.kind == "flow" or not named or decision.candidate.score >= WORD_FOR_WORD


def _names_a_thing(reading: Reading, text: str) -> bool:
    return bool(thing_asked(text)) and len(reading.named) == 1 and 0 < len(reading.named[0].offers) <= MOST_OFFERS


def has_its_own_answer(run: Run, reading: Reading | None) -> bool:
    """The store has an answer to it word for word, which knows better."""
    found = decide(reading, run.shelf.current.policy.understanding) if reading is not None else None
    return isinstance(found, Answer) and found.candidate.score >= WORD_FOR_WORD


def _is_bound(wanted: Wanted) -> bool:
    return wanted.at_least is not None or wanted.at_most is not None


def tell_of_an_offer(run: Run, id_: str) -> bool:
    """Tell what is known of one offer, with its picture, and propose to order it; return whether it is sold."""
    offer = run.offers.get(id_)
    if offer is None:
        return False
    run.decide("understood", "offer_told", "offers", offer=offer.id)
    note_found(run, "", (), [offer])
    facts = _of(run, offer, ())
    told = [("offer_line", facts)]
    told += [("offer_description", facts)] if offer.description else []
    told += [("offer_attribute", {"attribute": _cell(run, name, one)}) for name, one in offer.attributes.items()]
    told.append(("offer_in_stock" if offer.is_available else "offer_sold_out", facts))
    picture = (Media("photo", offer.picture),) if offer.picture else ()
    _say(run, told, _to_order(run, offer), picture)
    put_again(run, situation="resumed")
    return True


def _to_order(run: Run, offer: Offer) -> Extras:
    """Return the button of the flow that orders it, where nothing else is being asked. By SMS a yes is enough."""
    flow = order_flow(run)
    if flow is None or not offer.is_available or run.customer.handover is not None or run.top is not None:
        return PLAIN
    extras = extras_for(run, (f"flow:{flow.id}",))
    return PLAIN if is_short(run) else extras


def _shown(run: Run, reading: Reading, worth: float) -> list[tuple[Found, Offer]]:
    """Return the offers worth showing, as they are now: one that was sold out meanwhile is gone."""
    least = reading.offers[0].score * worth if reading.offers else 0.0
    known = [(found, run.offers.get(found.id)) for found in reading.offers[:MOST_OFFERS] if found.score >= least]
    return [(found, offer) for found, offer in known if offer is not None and offer.is_available]


def _is_of_any_kind(sought: Sought) -> bool:
    return not (sought.category or sought.words or sought.wanted)


def _that_fit(run: Run, found: Sequence[tuple[Found, Offer]], situation: str) -> Sequence[tuple[Found, Offer]]:
    """Return as many as an SMS has room for, with their buttons as numbered lines; elsewhere all."""
    if not is_short(run):
        return found
    for count in range(len(found), 1, -1):
        lines = [("offer_line", _of(run, offer, each.reasons)) for each, offer in found[:count]]
        said = [worded(run, None, name, sms=True, **more) for name, more in [(situation, {}), *lines]]
        said += [f"1. {choice.label}" for choice in choices_of(run, _buttons(run, found[:count]))]
        whole = "\n".join(said) + "\n" + "x" * HOW_TO_REPLY
        if measure(normalise(whole)).segments <= run.shelf.current.policy.sms_segments:
            return found[:count]
    return found[:1]


def _buttons(run: Run, found: Sequence[tuple[Found, Offer]]) -> tuple[str, ...]:
    """Learn more of each; compare several, where a conversation of the playbook compares their kind."""
    offers = [offer for _, offer in found]
    compares = comparing_flow(run, offers) if len(offers) > 1 else None
    several = (f"flow:{compares.id}",) if compares is not None else ()
    return (*(f"offer:{offer.id}" for offer in offers), *several)


def _of(run: Run, offer: Offer, reasons: tuple[Reason, ...]) -> Mapping[str, object]:
    asked = [one.criterion for one in reasons if one.kind == "attribute" and one.criterion in offer.attributes]
    told = [_had(run, name, offer.attributes[name]) for name in asked]
    return {"offer": facts_of(offer), "reason": ", ".join(told) or None}


def all_of_it(run: Run, offer: Offer) -> Mapping[str, object]:
    """Return an offer with all that the catalogue says of it, as `offer_line` says it."""
    told = [_had(run, name, attribute) for name, attribute in offer.attributes.items()]
    return {"offer": facts_of(offer), "reason": ", ".join(told) or None}


def _had(run: Run, name: str, attribute: Attribute) -> str:
    """Return an attribute as the reason for an offer: "bruit 52 dB", "mousseur", "mousseur buse vapeur"."""
    if attribute.value is True or (isinstance(attribute.value, str) and is_yes(attribute.value)):
        return called(run, name)
    return f"{called(run, name)} {_value(run, name, attribute.value)} {run.in_words(attribute.unit)}".strip()


def _cell(run: Run, name: str, attribute: Attribute) -> Mapping[str, object]:
    return {"name": called(run, name), "value": _value(run, name, attribute.value), "unit": attribute.unit or None}


def _value(run: Run, name: str, value: int | float | str | bool) -> str:
    """Return a cell as the customer's language writes it: "1,1", "yes" of the catalogue's "oui"."""
    if isinstance(value, bool) or (isinstance(value, str) and (is_yes(value) or is_no(value))):
        return label(
            run, "label_yes" if value is True or (value is not False and is_yes(value)) else "label_no"
        ).lower()
    if isinstance(value, int | float):
        return worded(run, None, "comparison_figure", compared={"value": value, "unit": None})
    return value_called(run, name, value)


def _say(
    run: Run, lines: list[tuple[str, Mapping[str, object]]], extras: Extras, media: tuple[Media, ...] = ()
) -> None:
    """Say several situations as one message, a line each."""
    address = address_for(run.customer, "reply", run.at)
    if address is None:
        run.decide("not_sent", "no_address", "offers")
        return
    content = Content(
        text=lines_worded(run, lines, sms=False),
        sms=lines_worded(run, lines, sms=True),
        choices=extras.choices,
        prompt=extras.prompt,
        media=media,
        language=intern(run.language),  # as in `speaking.compose`: one text, the same bytes
    )
    run.rewordable.append(send(run, None, content, address, purpose_of(run, None), rule="offers"))
