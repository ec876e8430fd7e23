"""Asked which of several they mean, or what they would like, they say something else that counts: a price that it is
not to pass, how many, how it is to reach them, where they live; or they ask which we would take, or how they differ.

What answers a later question of the order is kept for it, and said to be noted; a bound leaves those that keep to it.
Our own pick comes with one reason, from the catalogue (`our_pick`, `comparison`), and a yes takes it then.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from bot.engine.listening.heard import Heard
from bot.engine.offers.comparisons import ids_in
from bot.engine.offers.differing import beside, told_beside
from bot.engine.order.order_lines import shop_of
from bot.engine.order.order_named import named_now, picked
from bot.engine.order.order_phases import addressed
from bot.engine.order.order_questions import to_be_told
from bot.engine.order.order_under_way import Making, answers, goes_on, note, puts_again
from bot.engine.order.order_variants import options_said
from bot.engine.order.order_ways import with_way
from bot.engine.phrases import money, phrase, ready
from bot.engine.run import Run
from bot.engine.slots import write_fact
from bot.engine.spots import nearest, spot_in
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.offer import Offer
from bot.rules.offers.our_pick import our_pick, size_of
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.yes_no import is_yes
from bot.understanding.shopping.offer_request import RequestReader
from bot.understanding.shopping.offer_words import tokens
from bot.understanding.shopping.ordering_words import prefers
from bot.understanding.shopping.picking_words import asks_the_difference, leaves_it_to_us
from bot.understanding.shopping.same_but import size_wanted
from bot.understanding.shopping.taking_words import count_after_all, pieces_pointed, takes_unnamed
from bot.understanding.values.addresses import may_be_a_street, parts_of

LOOKED_AT: Final = 80  # characters
_A_SIZE: Final = re.compile(
    r"(?:(?:le|la|les|celui de|en|the|ok|oui|yes|one|un|une) )*"
    r"(?:(?P<number>\d{1,4}) ?)?(?P<unit>g|gr|grammes|kg|kilos?|l|cl|ml)?"
    r"(?: (?:one|svp|stp|please|plutot|alors))*"
)
MOST_WORDS: Final = 6
"""Of "le petit paquet svp"; a longer text says more than a size."""


def counts_the_pick(run: Run, heard: Heard, making: Making) -> bool:
    """How many, of whichever it will be: "deux paquets" is not the second one."""
    draft = making.draft
    count = pieces_pointed(heard.text, run.language)
    if count is None and (prefers(heard.text) or draft.ours):
        count = count_after_all(heard.text, run.language)
    if count is None:
        return False
    first, *rest = draft.pending
    counted = making.with_draft(replace(draft, pending=(replace(first, quantity=count), *rest)))
    if draft.ours:  # "j'en veux deux" of the one that we would take
        return answers(run, counted, draft.ours)
    return puts_again(run, counted, phrase(run, making.conversation, "order_noted_count", count=count))


def leaves_the_pick_to_us(run: Run, heard: Heard, making: Making) -> bool:
    """They ask which one we would take: it is told with one reason."""
    return leaves_it_to_us(heard.text) and _tells_our_pick(run, making)


def takes_our_pick(run: Run, heard: Heard, making: Making) -> bool:
    """Yes, or "that one", to the one that we would take."""
    ours = making.draft.ours
    return bool(ours) and (is_yes(heard.text) or takes_unnamed(heard.text)) and answers(run, making, ours)


def asks_how_the_picks_differ(run: Run, heard: Heard, making: Making) -> bool:
    """What tells them apart is told side by side."""
    offers = _in_doubt(run, making.draft)
    if not asks_the_difference(heard.text) or len(offers) < 2 or named_now(run):
        return False
    return puts_again(run, making, told_beside(run, beside(run, offers)))


def keeps_for_later(run: Run, heard: Heard, making: Making) -> bool:
    """How it is to reach them, or where they are, is kept for its own question."""
    found = with_whereabouts(run, making, heard.text)
    return found is not None and puts_again(run, making.with_draft(found[0]), found[1])


def asks_what_there_is(run: Run, heard: Heard, making: Making) -> bool:
    """Asked what they would like, they leave it to us: they are helped on."""
    if not leaves_it_to_us(heard.text):
        return False
    return puts_again(run, making, phrase(run, making.conversation, "order_what_help"), alone=True)


def tells_before_it_is_asked(run: Run, heard: Heard, making: Making) -> bool:
    """Asked what they would like, they say how it is to reach them, alone or with what they name."""
    if heard.is_unread:
        return False
    if not named_now(run):
        return keeps_for_later(run, heard, making)
    told = with_way(run, making.conversation, making.draft, heard.text)
    return told != making.draft and answers(run, making.with_draft(told), heard.text)


def _in_doubt(run: Run, draft: OrderDraft) -> tuple[Offer, ...]:
    return run.offers.all_of(draft.pending[0].offers)


def with_whereabouts(run: Run, making: Making, said: str) -> tuple[OrderDraft, str] | None:
    """Return the draft with the way, the address or the place that a text says, and what to say of it; None where it
    says none."""
    conversation, _, draft = making
    told = with_way(run, conversation, replace(draft, way=""), said)
    if told.way:
        name = phrase(run, conversation, f"way_{told.way}")
        return told, phrase(run, conversation, "order_noted", said=name)
    there = parts_of(said, run.country)
    if there.street and any(sign.isdigit() for sign in said) and (there.place or may_be_a_street(said)):
        kept = addressed(run, replace(draft, way="home", phase="address"), said)
        where = to_be_told(kept) if kept.address else kept.part
        return replace(kept, phase=draft.phase), phrase(run, conversation, "order_noted_address", said=where)
    spot = spot_in(run, said)
    if spot is None or not spot.is_known or spot.rest:
        return None
    if spot.postcode:
        write_fact(run, "postcode", spot.postcode)
    kept = replace(draft, postcode=spot.postcode or draft.postcode, town="" if spot.postcode else spot.said)
    near = nearest(spot, shop_of(run).points_of_sale)
    kept = replace(kept, near=spot.place, nearby=near.id if near is not None else draft.nearby)
    return kept, phrase(run, conversation, "order_noted", said=spot.said)


# our pick


def _tells_our_pick(run: Run, making: Making) -> bool:
    conversation, _, draft = making
    offers = [one for one in _in_doubt(run, draft) if one.is_available]
    if not offers:
        return False
    bought = {line.offer for order in run.customer.orders for line in order.lines if line.offer}
    found = our_pick(offers, bought)
    if found is not None:
        chosen, told = found.offer, _because(run, conversation, found.offer, found.why)
        if found.other is not None:
            per = {"each": money(run, found.each, chosen.currency), "than": money(run, found.than, chosen.currency)}
            told = phrase(
                run,
                conversation,
                f"order_our_pick_{found.why}",
                name=run.in_words(chosen.name),
                other=run.in_words(found.other.name),
                **per,
            )
    elif len({one.category for one in offers}) > 1:
        return puts_again(run, making, phrase(run, conversation, "order_our_pick_depends"))
    else:
        chosen, told = _ahead(run, conversation, offers)
    note(run, making, chosen.id, asked="pick")
    return puts_again(run, making.with_draft(replace(draft, ours=chosen.id)), told)


def _because(run: Run, conversation: Conversation, offer: Offer, why: str) -> str:
    return phrase(run, conversation, f"order_our_pick_{why}", name=run.in_words(offer.name))


def _ahead(run: Run, conversation: Conversation, offers: list[Offer]) -> tuple[Offer, str]:
    """Return the one that comes out ahead on what the catalogue says of them and matters to the customer, with what
    speaks for it and against it; of equals, the least expensive."""
    matters = ids_in(run.customer.facts.get("matters"))
    made = beside(run, offers, matters)
    if made is None:
        return offers[0], phrase(run, conversation, "order_our_pick_alike", name=run.in_words(offers[0].name))
    shown, table = made.shown(run), made.table
    cheapest = min((one for one in offers if one.price is not None), key=lambda one: one.price or 0, default=offers[0])
    best = cheapest.id if table.is_close else table.best
    second = next(one.offer for one in table.standings if one.offer != best)
    situation = "order_our_pick_close" if table.is_close else "order_our_pick_ahead"
    chosen = next(one for one in offers if one.id == best)
    told = phrase(
        run,
        conversation,
        situation,
        name=shown.names[best],
        other=shown.names[second],
        reason=shown.leads(table.strengths(best, second)[:1], best, second) or None,
        against=shown.leads(table.strengths(second, best)[:1], second, best) or None,
    )
    return chosen, told


# what leaves some of them


def says_the_size(run: Run, heard: Heard, making: Making) -> bool:
    """The smallest or the largest, where they say that it is to be that: "le petit", "the big ones"; or the size:
    "250", "1kg", "le kilo"."""
    if (of_it := _of_the_size(run, heard.text, making.draft)) is not None:
        return answers(run, making, of_it.id)
    said = size_wanted(plain(heard.text, LOOKED_AT)) if len(heard.text.split()) <= MOST_WORDS else ""
    offers = _in_doubt(run, making.draft)
    sizes = [(size, one.id) for one in offers if (size := size_of(one)) is not None]
    if not said or len(sizes) < len(offers) or len({size[0] for size, _ in sizes}) > 1:
        return False
    return answers(run, making, (min if said == "smaller" else max)(sizes, key=lambda one: one[0][1])[1])


def _of_the_size(run: Run, said: str, draft: OrderDraft) -> Offer | None:
    """Return the one whose name has the number that is said, which is none of a choice of the list."""
    offers = _in_doubt(run, draft)
    found = _A_SIZE.fullmatch(plain(said, LOOKED_AT))
    number = (found["number"] or "1") if found is not None and (found["number"] or found["unit"]) else ""
    if found is None or not number or (found["unit"] is None and int(number) <= len(offers) + 1):
        return None
    unit = {"kilo": "kg", "kilos": "kg", "gr": "g", "grammes": "g"}.get(found["unit"] or "", found["unit"])
    having = [one for one in offers if any(_is_size(pair, number, unit) for pair in pairwise(tokens(one.name)))]
    return having[0] if len(having) == 1 else None


def _is_size(pair: tuple[str, str], number: str, unit: str | None) -> bool:
    return pair[0] == number and pair[1] in ("g", "kg", "l", "cl", "ml") and unit in (None, pair[1])


def says_the_options(run: Run, heard: Heard, making: Making) -> bool:
    """Its size, its colour, both at once: "L, noir" leaves those that are."""
    offers = _in_doubt(run, making.draft)
    left = options_said(run, offers, heard.text)
    if left is None or len(left) == len(offers):
        return False
    if not left:
        return puts_again(run, making, phrase(run, making.conversation, "order_none_together"))
    if len(left) == 1:
        return answers(run, making, left[0].id)
    first, *rest = making.draft.pending
    fewer = replace(first, offers=tuple(offer.id for offer in left))
    return goes_on(run, making.with_draft(replace(making.draft, pending=(fewer, *rest))))


def says_what_it_may_cost(run: Run, heard: Heard, making: Making) -> bool:
    """A price that it is not to pass ("moins de 300 €") leaves some of them."""
    conversation, _, draft = making
    sought = RequestReader(run.shelf.current.criteria).read(heard.text).sought
    if sought.at_least is None and sought.at_most is None:
        return False
    offers = [one for one in _in_doubt(run, draft) if one.price is not None]
    left = [
        one
        for one in offers
        if (sought.at_most is None or float(one.price or 0) <= sought.at_most)
        and (sought.at_least is None or float(one.price or 0) >= sought.at_least)
    ]
    if not offers or len(left) == len(offers):
        return False
    if not left:
        nearest = min(offers, key=lambda one: one.price or 0)
        return puts_again(run, making, _priced(run, conversation, "order_none_within", nearest))
    if len(left) > 1:
        first, *rest = draft.pending
        fewer = replace(first, offers=tuple(one.id for one in left))
        return puts_again(run, making.with_draft(replace(draft, pending=(fewer, *rest))))
    [chosen] = left
    note(run, making, chosen.id, asked="pick")
    told = ready(_priced(run, conversation, "order_fits", chosen))
    return goes_on(run, making.with_draft(picked(run, draft, chosen.id)), (told,))


def _priced(run: Run, conversation: Conversation, situation: str, offer: Offer) -> str:
    amount = money(run, offer.price or Decimal(0), offer.currency)
    return phrase(run, conversation, situation, name=run.in_words(offer.name), amount=amount)
