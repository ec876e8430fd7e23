"""Asked which of several they mean, or what they would like, they say something else that counts: a price that it is
not to pass, how many, how it is to reach them, where they live; or they ask which we would take, or how they differ.

What answers a later question of the order is kept for it, and said to be noted; a bound leaves those that keep to it.
Our own pick comes with one reason, from the catalogue (`rules.our_pick`, `rules.comparison`), and a yes takes it then.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.offers.comparisons import ids_in
from bot.engine.offers.differing import beside, told_beside
from bot.engine.order.adjusting import order_in
from bot.engine.order.order_lines import shop_of
from bot.engine.order.order_named import named_now, picked
from bot.engine.order.order_phases import settled
from bot.engine.order.order_questions import order_question
from bot.engine.order.order_ways import with_way
from bot.engine.phrases import money, phrase, ready
from bot.engine.questions import put, settle
from bot.engine.slots import write_fact
from bot.engine.spots import nearest, spot_in
from bot.engine.steps.ordering import go_on, order_answered
from bot.engine.turn import Run
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.offer import Offer
from bot.playbook.compiled import OrderStep, Wording
from bot.rules.our_pick import our_pick, size_of
from bot.rules.plain_text import plain
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import SURE, Understood
from bot.understanding.replies.yes_no import is_yes
from bot.understanding.shopping.offer_questions import only_points, pieces_pointed
from bot.understanding.shopping.offer_request import RequestReader
from bot.understanding.shopping.picking_words import asks_the_difference, leaves_it_to_us
from bot.understanding.shopping.same_but import size_wanted
from bot.understanding.values.addresses import parts_of

LOOKED_AT: Final = 80  # characters
MOST_WORDS: Final = 6
"""Of "le petit paquet svp"; a longer text says more than a size."""
Making = tuple[Conversation, OrderStep, OrderDraft]


def meets_the_pick(run: Run, heard: Heard) -> bool:
    """Asked which one it is, they say something that is none of them."""
    making = order_in(run, heard, "pick")
    if making is None or not making[2].pending:
        return False
    if _counts(run, heard, making):
        return True
    return not _is_one_of_them(heard) and _says_more(run, heard, making)


def _says_more(run: Run, heard: Heard, making: Making) -> bool:
    if leaves_it_to_us(heard.text):
        return _tells_our_pick(run, making)
    if making[2].ours and (is_yes(heard.text) or only_points(heard.text)):
        return _takes(run, making, making[2].ours)
    offers = run.offers.all_of(making[2].pending[0].offers)
    if asks_the_difference(heard.text) and len(offers) > 1 and not named_now(run):
        return puts_again(run, making, told_beside(run, beside(run, offers)))
    if is_asking(heard.text):
        return False
    if (sized := _of_the_size(run, heard, making[2])) is not None:
        return _takes(run, making, sized)
    return _bounds(run, heard, making) or keeps_for_later(run, heard, making)


def keeps_for_later(run: Run, heard: Heard, making: Making) -> bool:
    """How it is to reach them, or where they are, is kept for its own question."""
    found = with_whereabouts(run, making, heard.text)
    return found is not None and puts_again(run, (making[0], making[1], found[0]), found[1], draft=found[0])


def tells_before_it_is_asked(run: Run, heard: Heard) -> bool:
    """Asked what they would like, they say how it is to reach them, alone or with what they name."""
    making = order_in(run, heard, "what")
    if making is None or is_asking(heard.text) or heard.is_unread:
        return False
    if leaves_it_to_us(heard.text):
        return puts_again(run, making, phrase(run, making[0], "order_what_help"), alone=True)
    if not named_now(run):
        return keeps_for_later(run, heard, making)
    conversation, step, draft = making
    told = with_way(run, conversation, draft, heard.text)
    if told == draft:
        return False
    lifted = replace(_lifted(run, conversation), draft=told)
    follow(run, order_answered(run, lifted, step, Understood(heard.text)))
    return True


def _is_one_of_them(heard: Heard) -> bool:
    return isinstance(heard.reply, Understood) and heard.reply.certainty >= SURE


def with_whereabouts(run: Run, making: Making, said: str) -> tuple[OrderDraft, str] | None:
    """Return the draft with the way, the address or the place that a text says, and what to say of it; None where it
    says none."""
    conversation, _, draft = making
    told = with_way(run, conversation, replace(draft, way=""), said)
    if told.way:
        name = phrase(run, conversation, f"way_{told.way}")
        return told, phrase(run, conversation, "order_noted", said=name)
    there = parts_of(said, run.country)
    if there.street and any(sign.isdigit() for sign in said):
        street = said.strip()
        kept = replace(draft, way="home", part="" if there.place else street)
        kept = settled(run, replace(kept, phase="address"), street) if there.place else kept
        return replace(kept, phase=draft.phase), phrase(run, conversation, "order_noted_address", said=street)
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
    offers = [one for one in run.offers.all_of(draft.pending[0].offers) if one.is_available]
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
    value = chosen.id
    run.decide("understood", "answered", str(making[1].place), conversation=conversation, value=value, asked="pick")
    return puts_again(run, making, told, draft=replace(draft, ours=chosen.id))


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


def _takes(run: Run, making: Making, value: str) -> bool:
    conversation, step, _ = making
    follow(run, order_answered(run, _lifted(run, conversation), step, Understood(value)))
    return True


# what leaves some of them


def _of_the_size(run: Run, heard: Heard, draft: OrderDraft) -> str | None:
    """Return the smallest or the largest, where they say that it is to be that: "le petit", "the big ones"."""
    said = size_wanted(plain(heard.text, LOOKED_AT)) if len(heard.text.split()) <= MOST_WORDS else ""
    offers = run.offers.all_of(draft.pending[0].offers)
    sizes = [(size, one.id) for one in offers if (size := size_of(one)) is not None]
    if not said or len(sizes) < len(offers) or len({size[0] for size, _ in sizes}) > 1:
        return None
    return (min if said == "smaller" else max)(sizes, key=lambda one: one[0][1])[1]


def _bounds(run: Run, heard: Heard, making: Making) -> bool:
    """A price that it is not to pass, or what it is to be ("moins de 300 €", "la silencieuse"), leaves some of them."""
    conversation, step, draft = making
    sought = RequestReader(run.shelf.current.criteria).read(heard.text).sought
    priced = [one for one in (sought.at_least, sought.at_most) if one is not None]
    if not priced:
        return False
    offers = [one for one in run.offers.all_of(draft.pending[0].offers) if one.price is not None]
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
        amount = money(run, nearest.price or Decimal(0), nearest.currency)
        return puts_again(
            run, making, phrase(run, conversation, "order_none_within", name=run.in_words(nearest.name), amount=amount)
        )
    if len(left) > 1:
        first, *rest = draft.pending
        fewer = replace(first, offers=tuple(one.id for one in left))
        return puts_again(run, making, "", draft=replace(draft, pending=(fewer, *rest)))
    [chosen] = left
    amount = money(run, chosen.price or Decimal(0), chosen.currency)
    said = ready(phrase(run, conversation, "order_fits", name=run.in_words(chosen.name), amount=amount))
    rule = str(step.place)
    run.decide("understood", "answered", rule, conversation=conversation, value=chosen.id, asked="pick")
    follow(run, go_on(run, _lifted(run, conversation), step, picked(run, draft, chosen.id), (said,)))
    return True


def _counts(run: Run, heard: Heard, making: Making) -> bool:
    """How many, of whichever it will be: "deux paquets" is not the second one."""
    conversation, _, draft = making
    count = pieces_pointed(heard.text, run.language)
    if count is None:
        return False
    first, *rest = draft.pending
    changed = replace(draft, pending=(replace(first, quantity=count), *rest))
    if draft.ours:  # "j'en veux deux" of the one that we would take
        return _takes(run, (replace(conversation, draft=changed), making[1], changed), draft.ours)
    return puts_again(run, making, phrase(run, conversation, "order_noted_count", count=count), draft=changed)


def puts_again(run: Run, making: Making, told: str, *, draft: OrderDraft | None = None, alone: bool = False) -> bool:
    """Say it, and put the question again with the draft as it is now; `alone`: instead of the question's own words."""
    conversation, step, before = making
    conversation = replace(_lifted(run, conversation), draft=draft or before)
    question = order_question(run, conversation, step)
    if question is None:
        return False
    said: tuple[Wording, ...] = (ready(told),) if told else ()
    if alone:
        follow(run, put(run, conversation, question, ready(told)))
    else:
        follow(run, put(run, conversation, question, question.wording, before=said))
    return True


def _lifted(run: Run, conversation: Conversation) -> Conversation:
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    conversation, _ = settle(run, conversation)
    return conversation
