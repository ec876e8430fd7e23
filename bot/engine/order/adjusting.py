"""A correction in the customer's own words, while an order is being made: "non, plutôt en magasin", "mettez-en deux".

What was settled at an earlier question of the same step is no answer of its own, so `corrections` can't find it: it is
looked for here, among the ways the order can go and its points of sale, then as a number of pieces.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from bot.engine.listening.corrections import correction_in
from bot.engine.listening.heard import Heard
from bot.engine.offers.variants import others_of_the_same
from bot.engine.order.order_lines import line_of, names_of_places, offer_of
from bot.engine.order.order_named import named_now, offers_meant
from bot.engine.order.order_notes import named_in
from bot.engine.order.order_questions import changes_of, places_of
from bot.engine.order.order_under_way import Making, answers, goes_on, note_correction, puts_again
from bot.engine.order.order_ways import read_as, way_in
from bot.engine.order.order_words import total_in_words
from bot.engine.phrases import is_short, phrase
from bot.engine.run import Run
from bot.engine.speaking import say_situation
from bot.model.draft import OrderDraft
from bot.model.message import Choice, Value
from bot.model.offer import Offer
from bot.model.order import OrderLine
from bot.rules.offers.our_pick import size_of
from bot.rules.order.fulfilment import AT_A_COUNTER
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.acknowledgements import asks_to_wait
from bot.understanding.replies.outcome import Understood
from bot.understanding.shopping.offer_questions import place_in
from bot.understanding.shopping.ordering_words import asks_for_the_total, prefers, wants_a_change
from bot.understanding.shopping.same_but import size_said
from bot.understanding.shopping.taking_words import count_after_all, pieces_pointed
from bot.understanding.values.addresses import may_be_a_street

PARTLY: Final = 0.97
"""A reply that shares words with a choice is no surer: "changer l'adresse" is more than [Changer quelque chose]."""
_ONE: Final = re.compile(r"\b(?:un|une|an?|one|1)\b")
Meant = tuple[OrderDraft, Value]
"""The draft at the question that words answer, and the answer."""


def adjusts_order(run: Run, heard: Heard, making: Making) -> bool:
    """It takes back what an earlier question of the order had settled, and says what it is to be."""
    correction = correction_in(heard)
    meant = _meant(run, making, correction.rest) if correction is not None and correction.rest else None
    if meant is None:
        return False
    draft, value = meant
    note_correction(run, making, value)
    say_situation(run, "corrected", making.conversation)
    return answers(run, making.with_draft(draft), value)


def names_a_way(run: Run, heard: Heard, making: Making) -> bool:
    """Asked for an address or a postcode, they name a way to receive it instead, and perhaps the shop: "en fait plutôt
    au magasin d'Annecy"; asked in which shop, another way: "livraison".
    """
    correction, draft = correction_in(heard), making.draft
    if draft.phase == "place" and (correction is not None or heard.exact is not None):
        return False
    found = way_in(run, making.conversation, draft, correction.rest if correction is not None else heard.text)
    if found is None or (draft.phase != "address" and found == draft.way):
        return False
    there = at_the_shop_named(run, draft, found, heard.text)
    return answers(run, making.with_draft(replace(there, phase="way")), found)


def at_the_shop_named(run: Run, draft: OrderDraft, way: Value, said: str) -> OrderDraft:
    """Return the draft with the point of sale that words name beside a way which is received at one."""
    named = place_in(said, names_of_places(run))[0] if way in AT_A_COUNTER else ""
    return replace(draft, nearby=named or draft.nearby)


def counts_the_line(run: Run, heard: Heard, making: Making) -> bool:
    """Of an order of one thing, they say how many: "mettez-en deux", "make it three"."""
    draft, said = making.draft, heard.text
    if len(draft.lines) != 1:
        return False
    count = pieces_pointed(said, run.language)
    nothing_else = draft.phase == "recap" or (draft.phase == "way" and not draft.way and prefers(said))
    if count is None and nothing_else:  # "2 plutôt", where no other answer can be taken back
        count = count_after_all(said, run.language)
    return count is not None and answers(run, making.with_draft(replace(draft, phase="quantity", line=0)), count)


def says_another_size(run: Run, heard: Heard, making: Making) -> bool:
    """Of an order of one thing, they say how much of it: "plutôt le kilo" is the same in that size; "et 2kg", of bags
    of 1 kg, two of them; the size that it has already is no news."""
    draft, said = making.draft, size_said(heard.text)
    offer = offer_of(run, draft.lines[0]) if said is not None and len(draft.lines) == 1 else None
    size = size_of(offer) if offer is not None else None
    if said is None or offer is None or size is None or size[0] != said.of:
        return False
    if size[1] == said.amount:
        return puts_again(run, making)
    other = next((one for one in others_of_the_same(run, offer) if size_of(one) == (said.of, said.amount)), None)
    if other is not None:
        line = line_of(other, draft.lines[0].quantity if said.is_format else 1)
        note_correction(run, making, other.id)
        return goes_on(run, making.with_draft(replace(draft, lines=(line,), changed=True, cart="")))
    pieces = said.amount / size[1]
    if pieces < 1 or pieces != int(pieces):
        return False
    return answers(run, making.with_draft(replace(draft, phase="quantity", line=0)), int(pieces))


def wants_some_change(run: Run, heard: Heard, making: Making) -> bool:
    """They would change something, and do not say what: "modifier"."""
    if not wants_a_change(heard.text):
        return False
    return answers(run, making.with_draft(replace(making.draft, phase="recap")), "change")


def holds_on(run: Run, heard: Heard, making: Making) -> bool:
    """ "Non, attendez": nothing goes out, and they say what is to be otherwise."""
    if not asks_to_wait(heard.text):
        return False
    waits = making.with_draft(replace(making.draft, phase="change"))
    return puts_again(run, waits, phrase(run, making.conversation, "order_waits"))


def asks_the_total(run: Run, heard: Heard, making: Making) -> bool:
    """What it comes to, all in, is what was said last; it is said again."""
    draft = making.draft
    if draft.shown is None or not asks_for_the_total(heard.text):
        return False
    told = total_in_words(run, making.conversation, draft.shown, draft.currency)
    return puts_again(run, making, "" if is_short(run) else told)  # the recap says it too


def says_what_to_change(run: Run, heard: Heard, making: Making) -> bool:
    """Asked whether all is right, or what to change, they say at once what, or what it is to be: "l'adresse", "en
    magasin"."""
    reply, draft = heard.reply, making.draft
    is_listed = isinstance(reply, Understood) and reply.certainty > PARTLY
    if heard.text.isdecimal() or is_listed or correction_in(heard) is not None:
        return False
    meant: Meant | None = None
    if draft.phase == "recap":
        listed = changes_of(run, making.conversation, draft)
        options = tuple(Choice(key, label) for key, label in listed if key != "back")
        found = read_as(run, "choice", heard.text, options)
        if found == "add" and (heard.is_unread or named_now(run)):  # "ajoutez un déca" says what
            return False
        meant = (replace(draft, phase="change"), found) if found is not None else None
    if meant is None and (draft.phase == "change" or not isinstance(reply, Understood)):
        meant = _way_or_place(run, making, heard.text)
    return meant is not None and answers(run, making.with_draft(meant[0]), meant[1])


def takes_another_offer(run: Run, heard: Heard, making: Making) -> bool:
    """They would rather have another: "finalement je préfère la Brio Mini", in the place of the only thing in it, or of
    the one that they name as well; of what is gone, whatever they name takes its place.
    """
    draft = making.draft
    is_gone = draft.phase == "gone"
    place = draft.line if is_gone else _replaced(run, draft, heard.text)
    if draft.order or place is None or not (is_gone or prefers(heard.text)):
        return False
    held = {line.offer for line in draft.lines}
    named = [one for one in named_now(run) if one.offers and held.isdisjoint(one.offers)]
    offers = _in_its_size(run, draft.lines[place], offers_meant(run, named[0])) if len(named) == 1 else []
    if not offers or not any(offer.is_available for offer in offers):
        return False
    note_correction(run, making, named[0].offers[0])
    if not is_gone:
        say_situation(run, "corrected", making.conversation)
    is_counted = named[0].quantity > 1 or _ONE.search(plain(heard.text)) is not None
    quantity = named[0].quantity if is_counted else draft.lines[place].quantity
    line = (line_of(offers[0], quantity),) if len(offers) == 1 else ()
    lines = (*draft.lines[:place], *line, *draft.lines[place + 1 :])
    asked = () if line else (replace(named[0], offers=tuple(offer.id for offer in offers), quantity=quantity),)
    changed = replace(draft, lines=lines, pending=(*draft.pending, *asked), changed=True, source="said", cart="")
    return goes_on(run, making.with_draft(replace(changed, line=0, phase="recap")))


def _replaced(run: Run, draft: OrderDraft, said: str) -> int | None:
    """Return the place of the line that another takes: the only one, or the one that they name with it."""
    if len(draft.lines) == 1:
        return 0
    of_it = named_in(run, draft, said)
    named = [place for place, line in enumerate(draft.lines) if line.offer in of_it]
    return named[0] if len(named) == 1 else None


def _in_its_size(run: Run, line: OrderLine, offers: list[Offer]) -> list[Offer]:
    """Of the sizes of another, the one of what it takes the place of: who has a kilo of one coffee means a kilo."""
    before = offer_of(run, line)
    alike = [one for one in offers if before is not None and size_of(one) == size_of(before) is not None]
    return alike if len(alike) == 1 else offers


def _meant(run: Run, making: Making, said: str) -> Meant | None:
    """Return the draft at the question that the words answer, with the answer."""
    draft = making.draft
    is_one = len(draft.lines) == 1
    quantity = replace(draft, phase="quantity", line=0)
    if draft.phase in ("recap", "change") and is_one and said.strip().isdecimal():
        count = read_as(run, "number", said)
        return (quantity, count) if count is not None else None
    settled = _way_or_place(run, making, said) if not said.strip().isdecimal() else None  # a number is no way here
    if settled is not None or not is_one or may_be_a_street(said) or not any(sign.isdigit() for sign in said):
        return settled
    count = read_as(run, "number", said)
    return (quantity, count) if count is not None else None


def _way_or_place(run: Run, making: Making, said: str) -> Meant | None:
    """Return the draft at the question that the words answer, with the answer: another way, another point of sale."""
    conversation, _, draft = making
    way = way_in(run, conversation, draft, said)
    if way is not None and way != draft.way:
        return replace(at_the_shop_named(run, draft, way, said), phase="way"), way
    places = tuple(Choice(one.place.id, one.place.name) for one in places_of(run, draft) if one.place)
    place = read_as(run, "choice", said, places)
    if place is not None and place != draft.place:
        return replace(draft, phase="place"), place
    return None
