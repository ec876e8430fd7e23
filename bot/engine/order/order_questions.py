"""The questions of `order`, made of the draft each time they are put or answered: the facts are those of now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from bot.engine.order.order_lines import all_in, goods_total, line_of, near_of, offer_of, parcel_of, shop_of, takes_more
from bot.engine.order.order_named import points_at_nothing
from bot.engine.order.order_variants import MOST_VALUES, VALUE, option_asked
from bot.engine.order.order_words import (
    called,
    first_lines,
    guarantees_in_words,
    line_values,
    lines_in_words,
    lines_that_fit,
    notes_in_words,
    place_values,
    total_in_words,
    way_values,
)
from bot.engine.phrases import Ready, amount_in_words, has_buttons, is_short, phrase, ready
from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft, OrderPhase
from bot.model.offer import Offer
from bot.playbook.compiled import Ask, AskedAs, Option, OrderStep, Wording
from bot.rules.order.fulfilment import AT_A_COUNTER, Possible, is_sent_nowhere, left_of, possible_places, possible_ways
from bot.understanding.values.addresses import parts_of

MOST_PLACES: Final = 3
"""Points of sale that are shown at once; of more, the nearest, once the customer has said where they are."""
_LABEL: Final = 100  # characters
_BEFORE_IT_COMES: Final[tuple[OrderPhase, ...]] = ("where", "place", "address", "postcode")
"""What is asked once it is known how an order reaches the customer."""

Choices = list[tuple[str, str]]
"""Each choice: its key, and what is shown."""


def order_question(run: Run, conversation: Conversation, step: OrderStep) -> Ask | None:
    """Return the question that an order stands at; None where nothing of it is known (any more)."""
    draft = conversation.draft
    if not isinstance(draft, OrderDraft):
        return None
    text, choices = _QUESTIONS[draft.phase](run, conversation, draft)
    return Ask(
        id=step.id,
        place=step.place,
        wording=ready(text),
        as_=_asked_as(draft, choices),
        options=tuple(Option(key=key, label=Ready(label[:_LABEL]), spoken=_spoken(label)) for key, label in choices),
        remind=step.remind,
        silent=step.silent,
        has_silent=step.has_silent,
    )


def _spoken(label: str) -> str:
    """Return what a choice is called: "Point relais" of "Point relais : 3,90 €, ven. 6/3"."""
    return label.replace("\u00a0", " ").partition(":")[0].strip()


def _asked_as(draft: OrderDraft, choices: Choices) -> AskedAs:
    if choices:
        return "choice"
    kinds: Mapping[OrderPhase, AskedAs] = {"quantity": "number", "where": "location", "postcode": "postcode"}
    return kinds.get(draft.phase, "text")


def ways_of(run: Run, draft: OrderDraft) -> tuple[Possible, ...]:
    """Return the ways that the order can go now."""
    found = possible_ways(parcel_of(run, draft), shop_of(run), run.at, near_of(run.customer, draft))
    return tuple(_at_their_place(run, draft, one) for one in found) if draft.nearby else found


def _at_their_place(run: Run, draft: OrderDraft, possible: Possible) -> Possible:
    """Return a way as it is at the point of sale that they named, where it goes that way."""
    if possible.way not in AT_A_COUNTER:
        return possible
    places = places_of(run, replace(draft, way=possible.way))
    return next((one for one in places if one.place and one.place.id == draft.nearby), possible)


def places_of(run: Run, draft: OrderDraft) -> tuple[Possible, ...]:
    """Return where it can be collected, the nearest first."""
    if draft.way not in AT_A_COUNTER:
        return ()
    return possible_places(draft.way, parcel_of(run, draft), shop_of(run), run.at, near_of(run.customer, draft))


def chosen(run: Run, draft: OrderDraft) -> Possible | None:
    """Return how the order reaches the customer as they chose; None where that can't be any more."""
    if draft.way in AT_A_COUNTER:
        return next((one for one in places_of(run, draft) if one.place and one.place.id == draft.place), None)
    return next((one for one in ways_of(run, draft) if one.way == draft.way), None)


def told_first(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[OrderDraft, tuple[Wording, ...]]:
    """Return the draft with what the customer is about to be told noted, and what to say before its question: where it
    reaches them by the only way, or by the one that they named, they learn what that costs before they are asked for
    more (`rules.order.fulfilment`).
    """
    goods, possible = goods_total(draft) or Decimal(0), chosen(run, draft)
    if draft.phase == "way":
        return replace(draft, shown=goods), ()
    if draft.phase not in (*_BEFORE_IT_COMES, "recap"):
        return draft, ()
    if possible is None and draft.way:  # its point of sale is being asked for
        possible = next((one for one in ways_of(run, draft) if one.way == draft.way), None)
    day = possible.at.date().isoformat() if possible is not None else ""
    noted = replace(draft, shown=all_in(goods, draft, possible), day=day)
    if draft.phase == "recap":
        return noted, ()
    if draft.shown is not None or possible is None:
        return draft, ()
    way = phrase(run, conversation, "order_reaches", **way_values(run, conversation, possible))
    if is_short(run):
        return noted, (ready(way),)
    recap = [
        phrase(run, conversation, "order_recap"),
        *lines_in_words(run, conversation, draft),
        *notes_in_words(run, conversation, draft),
        way,
    ]
    return noted, (ready("\n".join(recap)),)


def _pick(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[str, Choices]:
    offers = run.offers.all_of(draft.pending[0].offers)
    if (asked := option_asked(offers)) is not None:
        option, values = asked
        whole = run.offers.get(offers[0].parent)
        name = run.in_words(whole.name if whole is not None else offers[0].name)
        text = phrase(run, conversation, "order_pick_option", name=name, option=run.in_words(option))
        shown = [(f"{VALUE}{value}", run.in_words(value)) for value in values[:MOST_VALUES]]
        return text, [*shown, *_labels(run, conversation, ["other"])]
    choices = [(offer.id, _priced(run, conversation, offer)) for offer in offers]
    return phrase(run, conversation, "order_pick"), [*choices, *_labels(run, conversation, ["other"])]


def _priced(run: Run, conversation: Conversation, offer: Offer) -> str:
    if offer.price is None:
        return run.in_words(offer.name)
    amount = amount_in_words(run, conversation, offer.price, offer.currency)
    return phrase(run, conversation, "label_order_pick", name=offer.name, amount=amount)


def _way(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[str, Choices]:
    total = goods_total(draft)
    recap, question = phrase(run, conversation, "order_recap"), phrase(run, conversation, "order_way")
    sum_ = [total_in_words(run, conversation, total, draft.currency)] if total is not None else []
    notes = notes_in_words(run, conversation, draft)
    ways = [(one, way_values(run, conversation, one)) for one in ways_of(run, draft)]
    if has_buttons(run):
        lines = [recap, *lines_in_words(run, conversation, draft), *notes, *sum_, "", question]
        lines += [phrase(run, conversation, "way_line", **said) for _, said in ways]
        return "\n".join(lines), [(str(one.way), str(said["way"])) for one, said in ways]
    choices: Choices = [(one.way, _bare(phrase(run, conversation, "way_line", **said))) for one, said in ways]
    if is_short(run) and len(draft.lines) == 1:  # the price of its one line is the total
        sum_ = []
    told = lines_in_words(run, conversation, draft)
    if is_short(run):  # the cost and the day of each way are what is asked about: the notes are read at the recap
        beside = "\n".join((recap, *sum_, question, *(f"1. {label}" for _, label in choices)))
        noted = lines_that_fit(run, conversation, draft, "\n".join((beside, *notes)))
        notes = notes if noted else []
        told = noted or lines_that_fit(run, conversation, draft, beside) or first_lines(run, draft, 1)
    return "\n".join([recap, *told, *notes, *sum_, question]), choices


def _place(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[str, Choices]:
    places = [(one, place_values(run, conversation, one)) for one in places_of(run, draft)[:MOST_PLACES]]
    question = phrase(run, conversation, "order_place")
    if has_buttons(run):
        lines = [phrase(run, conversation, "place_line", **said) for _, said in places]
        return "\n".join([question, *lines]), [(one.place.id, one.place.name) for one, _ in places if one.place]
    return question, [
        (one.place.id, _bare(phrase(run, conversation, "place_line", **said))) for one, said in places if one.place
    ]


def _bare(line: str) -> str:
    """A numbered line needs no bullet."""
    return line.removeprefix("• ")


def _recap(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[str, Choices]:
    possible, goods = chosen(run, draft), goods_total(draft)
    lines = notes_in_words(run, conversation, draft)
    if possible is not None:
        lines.append(phrase(run, conversation, "order_reaches", **way_values(run, conversation, possible)))
    if is_sent_nowhere(parcel_of(run, draft)):
        lines.append(phrase(run, conversation, "order_nothing_to_bring"))
    if told := to_be_told(draft):
        lines.append(told)
    if goods is not None:
        lines.append(total_in_words(run, conversation, all_in(goods, draft, possible), draft.currency))
    lines += guarantees_in_words(run, conversation, draft, possible.at if possible is not None else None)
    is_kept = bool(draft.order) and not draft.changed
    lines.append(phrase(run, conversation, "order_keep" if is_kept else "order_confirm"))
    names = ["keep" if is_kept else "confirm", "change", "drop" if draft.order else "cancel"]
    choices, recap = _labels(run, conversation, names), phrase(run, conversation, "order_recap")
    goods_told = lines_in_words(run, conversation, draft)
    if is_short(run) and len(draft.lines) > 1:
        beside = "\n".join((recap, *lines, *(f"1. {label}" for _, label in choices)))
        goods_told = lines_that_fit(run, conversation, draft, beside) or goods_told
    return "\n".join([recap, *goods_told, *lines]), choices


def to_be_told(draft: OrderDraft) -> str:
    """Return where it is brought, as the customer said it: to whom, the address, the town or the postcode of a relay
    point."""
    where = {"home": ", ".join(filter(None, (draft.recipient, draft.address))), "relay": draft.town or draft.postcode}
    return where.get(draft.way, "")


def _change(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[str, Choices]:
    return phrase(run, conversation, "order_change"), changes_of(run, conversation, draft)


def changes_of(run: Run, conversation: Conversation, draft: OrderDraft) -> Choices:
    """Return what can be changed of an order, and that nothing is to be."""
    names = ["quantity"] if draft.lines else []
    names += ["remove"] if len(draft.lines) > 1 else []
    names += ["way"] if len(ways_of(run, draft)) > 1 else []
    names += ["place"] if len(places_of(run, draft)) > 1 else []
    names += ["address"] if draft.way == "home" and draft.address else []
    names += ["postcode"] if draft.way == "relay" and to_be_told(draft) else []
    names += ["add"] if takes_more(draft) else []
    return _labels(run, conversation, [*names, "back"])


def _labels(run: Run, conversation: Conversation, names: list[str]) -> Choices:
    return [(name, phrase(run, conversation, f"label_order_{name}")) for name in names]


def _which(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[str, Choices]:
    return phrase(run, conversation, "order_which"), [
        (f"line_{place}", called(run, line)) for place, line in enumerate(draft.lines)
    ]


def _quantity(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[str, Choices]:
    line = line_values(run, conversation, draft.lines[draft.line], draft.currency)
    return phrase(run, conversation, "order_quantity", line=line), []


def _gone(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[str, Choices]:
    line = draft.lines[draft.line]
    said = {"line": line_values(run, conversation, line, draft.currency)}
    offer = offer_of(run, line)
    left = left_of(offer) if offer is not None else None
    if left:
        text = phrase(run, conversation, "order_few", left=left, **said)
        choices = [("left", phrase(run, conversation, "label_order_left", left=left))]
    else:
        text, choices = phrase(run, conversation, "order_gone", **said), []
    instead = instead_of(run, draft)
    if instead is not None and instead.price is not None:
        amount = amount_in_words(run, conversation, instead.price, instead.currency)
        text += "\n" + phrase(run, conversation, "order_instead", name=instead.name, amount=amount)
        choices.append(("instead", phrase(run, conversation, "label_order_instead", name=instead.name)))
    names = ["without"] if len(draft.lines) > 1 else []
    choices += _labels(run, conversation, [*names, "drop" if draft.order else "cancel"])
    return f"{text}\n{phrase(run, conversation, 'order_what_then')}", choices


def instead_of(run: Run, draft: OrderDraft) -> Offer | None:
    """Return what is most like the line that is gone, in the same currency, and enough of it."""
    line = draft.lines[draft.line]
    taken = {one.offer for one in draft.lines}
    for offer in run.offers.similar(line.offer):
        left = left_of(offer)
        is_enough = left is None or left >= line.quantity
        if offer.id not in taken and offer.price is not None and offer.currency == draft.currency and is_enough:
            return offer
    return None


def taken_instead(run: Run, draft: OrderDraft) -> OrderDraft:
    """Return the draft with what is most like the line that is gone in its place."""
    offer = instead_of(run, draft)
    if offer is None:
        return draft
    line = line_of(offer, draft.lines[draft.line].quantity)
    return replace(draft, lines=(*draft.lines[: draft.line], line, *draft.lines[draft.line + 1 :]), changed=True)


def _what(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[str, Choices]:
    is_first = conversation.waiting is None and not (draft.lines or draft.tries)
    is_pointing = is_first and points_at_nothing(conversation)
    return phrase(run, conversation, "order_what_named" if is_pointing else "order_what"), []


def _address(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[str, Choices]:
    if not draft.part:
        return phrase(run, conversation, "order_address"), []
    if lacks_a_name(run, draft):
        return phrase(run, conversation, "order_address_name"), []
    missing = "town" if parts_of(draft.part, run.country).street else "street"
    return phrase(run, conversation, f"order_address_{missing}"), []


def lacks_a_name(run: Run, draft: OrderDraft) -> bool:
    """Tell whether somebody else's address is there, and nobody's name."""
    part = parts_of(draft.part, run.country)
    return bool(draft.recipient) and part.street and part.place


def _asks(situation: str) -> Callable[[Run, Conversation, OrderDraft], tuple[str, Choices]]:
    def question(run: Run, conversation: Conversation, _: OrderDraft) -> tuple[str, Choices]:
        return phrase(run, conversation, situation), []

    return question


def _drop(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[str, Choices]:
    made = next((one for one in run.customer.orders if one.key == draft.order), None)
    number = made.number if made is not None else ""
    return phrase(run, conversation, "order_drop", number=number or None), _labels(
        run, conversation, ["drop_sure", "hold"]
    )


_QUESTIONS: Final[Mapping[OrderPhase, Callable[[Run, Conversation, OrderDraft], tuple[str, Choices]]]] = {
    "what": _what,
    "pick": _pick,
    "gone": _gone,
    "way": _way,
    "where": _asks("order_where"),
    "place": _place,
    "address": _address,
    "postcode": _asks("order_postcode"),
    "recap": _recap,
    "change": _change,
    "which": _which,
    "quantity": _quantity,
    "drop": _drop,
}
