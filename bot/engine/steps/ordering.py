"""`order`: what is bought, how it reaches the customer with its cost and day, the guarantee; then confirmed, changed or
given up.

Theory of operation
-------------------
One step, several questions. What is settled so far is the conversation's `draft`; which question comes next follows
from it (`next_phase`): what is wanted and which of several it is, a line that is gone, the way, the point of sale or
address, then all of it summed up. Each reply changes the draft and the same look decides again, with the prices,
stock and hours of that moment. So a change is the same as a first answer, and nothing can be charged that was not
shown: a yes is to the sum and the day that were said last (`shown`), and where these have moved since, that is told
and asked about once more.

An order that is confirmed leaves for the shop's system once, under a key of its own (`orders.place_order`); the shop
answers with its number. One that was made and has not left can be changed or cancelled by the same step
(`from: order`).
"""

from __future__ import annotations

from sys import intern
from typing import Final

from msgspec.structs import replace

from bot.engine.contact.permission import permission
from bot.engine.context import words_in
from bot.engine.handovers import to_a_person
from bot.engine.offers.shown import note_chosen
from bot.engine.order.order_addresses import doubted, is_brought_abroad, sent_where_nobody_delivers
from bot.engine.order.order_lines import (
    from_cart,
    from_order,
    goods_total,
    is_mixed,
    is_open,
    pieces_in,
    renewed,
    with_quantity,
    without,
)
from bot.engine.order.order_making import made_of
from bot.engine.order.order_named import left_out, named_before, named_now, with_named
from bot.engine.order.order_notes import said_now, with_notes
from bot.engine.order.order_phases import addressed, filled, next_phase, settled, with_door
from bot.engine.order.order_questions import chosen, order_question, told_first
from bot.engine.order.order_ways import with_way
from bot.engine.order.order_words import label_in_words, lines_in_words, notes_in_words, price_note
from bot.engine.order.orders import change_order
from bot.engine.order.proposed_otherwise import agreed_otherwise, is_agreed_otherwise
from bot.engine.order.proposing import agreed, is_proposed
from bot.engine.phrases import phrase, ready
from bot.engine.questions import put, settle
from bot.engine.run import Run
from bot.engine.speaking import speak
from bot.engine.steps.outcome import Breaks, Ends, Onward, Silenced, StepResult
from bot.engine.values import data_values
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.offer import Named
from bot.model.order import OrderLine
from bot.playbook.compiled import MissingValue, OrderStep, Wording
from bot.rules.contact.contact_policy import Allowed
from bot.rules.order.order_values import order_values
from bot.understanding.replies.cancelling_words import cancels_only
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.yes_no import is_no
from bot.understanding.shopping.ordering_words import cancels_order
from bot.understanding.values.address_doubts import country_of

MOST_TRIES: Final = 2  # so often it is asked what is wanted, before somebody else looks
Told = tuple[tuple[str, ...], tuple[OrderLine, ...]]  # the notes and the lines that the customer was told
OPEN: Final = ("created", "confirmed", "paid")  # until it leaves, an order can be changed


def order(run: Run, conversation: Conversation, step: OrderStep) -> StepResult:
    """Begin: what is ordered, as it is now."""
    verdict = permission(run, conversation)
    if not isinstance(verdict, Allowed):
        return Silenced(verdict)
    aside = conversation.draft
    if isinstance(aside, OrderDraft) and not aside.order:  # it was put aside, and goes on where it stood
        return go_on(run, conversation, step, aside)
    found, said = _begun(run, conversation, step), words_in(conversation.context)
    if isinstance(found, OrderDraft):
        if found.order and (cancels_order(said) or cancels_only(said)):
            return ask_whether_to_cancel(run, conversation, step, found)
        told, found = (found.notes, found.lines), with_door(run, with_notes(run, found, said), said_now(run))
        if step.source == "cart" and is_agreed_otherwise(run):
            return go_on(run, conversation, step, *agreed_otherwise(run, conversation, found))
        if is_proposed(run, conversation, found):
            return _as_proposed(run, conversation, step, found, told)
        named = named_before(conversation) if step.source == "said" else ()
        abroad = sent_where_nobody_delivers(run, conversation, said)
        notes = (*left_out(run, conversation, named), *((ready(abroad),) if abroad else ()))
        return go_on(run, conversation, step, found, notes)
    return _nothing_to_order(run, conversation, step, found)


def _nothing_to_order(run: Run, conversation: Conversation, step: OrderStep, situation: str) -> StepResult:
    """An order that has left is people's; else the author's own way on, or that there is nothing is said."""
    if situation == "order_too_late":
        return _to_the_team(run, conversation, step, situation)
    if step.has_empty:
        return Onward(conversation, step.empty or step.next)
    failed = speak(run, conversation, _said(run, conversation, situation), rule=str(step.place))
    return Breaks(conversation, failed) if failed else Onward(conversation, step.cancelled or step.next)


def _begun(run: Run, conversation: Conversation, step: OrderStep) -> OrderDraft | str:
    """Return the draft that the step begins with, or the situation to say where there is nothing to order."""
    if step.source == "order":
        made = run.customer.orders[-1:]
        if not made or made[0].status not in (*OPEN, "shipped", "ready_for_pickup"):
            return "order_none"
        return from_order(run, made[0]) if made[0].status in OPEN else "order_too_late"
    if step.source == "cart":
        cart = run.customer.cart
        if cart is None or cart.ordered or not (cart.lines or cart.total is not None):
            return "order_empty"
        return from_cart(run, cart)
    if step.source == "said":
        draft = OrderDraft(source="said", currency=run.shelf.current.store.currency)
        draft = with_named(run, draft, named_before(conversation))
        return with_way(run, conversation, draft, words_in(conversation.context))
    return _of_offers(run, conversation, step)


def _of_offers(run: Run, conversation: Conversation, step: OrderStep) -> OrderDraft | str:
    """Return the draft of the offers that the author's value names: one id, or several as the catalogue writes them."""
    try:
        known = data_values(run, conversation)
        named = step.offer.render(known, run.language).strip() if step.offer is not None else ""
        wanted = step.quantity.evaluate(known, run.language) if step.quantity is not None else 1
    except MissingValue:
        return "order_empty"
    ids = [id_ for one in named.split(";") if (id_ := one.strip())]
    offers = [offer for one in ids if (offer := run.offers.get(one)) is not None and offer.sold]
    if not offers:
        return "order_not_sold" if ids else "order_empty"
    draft = OrderDraft(source="offer", currency=offers[0].currency)
    draft = with_named(run, draft, (Named((offer.id,), pieces_in(wanted) or 1) for offer in offers))
    return with_way(run, conversation, draft, words_in(conversation.context))


def go_on(
    run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft, notes: tuple[Wording, ...] = ()
) -> StepResult:
    """Look at the draft with the facts of now, and put the question that comes next."""
    draft, changed = renewed(run, with_notes(run, draft, said_now(run)))
    notes += tuple(price_note(run, conversation, draft, one) for one in changed)
    total = goods_total(draft)
    if is_mixed(run, draft) or (total is None and not (is_open(draft) or draft.pending)):
        return _to_the_team(run, conversation, step, "order_by_hand")
    draft = filled(run, draft)
    if is_brought_abroad(run, draft):
        return _to_the_team(run, conversation, step, "order_by_hand")
    draft, doubt = doubted(run, conversation, draft)
    notes += (ready(doubt),) if doubt else ()
    return _ask(run, conversation, step, replace(draft, phase=next_phase(run, draft)), notes)


def _ask(
    run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft, notes: tuple[Wording, ...] = ()
) -> StepResult:
    draft, told = told_first(run, conversation, draft)
    conversation = replace(conversation, draft=draft)
    question = order_question(run, conversation, step)
    if question is None:
        return Breaks(conversation, "an order without a draft")
    return put(run, conversation, question, question.wording, before=notes + told)


def ask_whether_to_cancel(run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft) -> StepResult:
    """Ask once whether an order that the shop has is to be cancelled; one that it has sent is people's."""
    made = next((one for one in run.customer.orders if one.key == draft.order), None)
    if made is None or made.status not in OPEN:
        return _to_the_team(run, conversation, step, "order_too_late")
    return _ask(run, conversation, step, replace(draft, phase="drop"))


def order_answered(  # noqa: C901, PLR0911 - a question a case
    run: Run, conversation: Conversation, step: OrderStep, understood: Understood
) -> StepResult:
    """Take the reply to the question that the order stands at."""
    draft = conversation.draft
    if not isinstance(draft, OrderDraft):
        return Breaks(conversation, "an order without a draft")
    conversation = settle(run, conversation)
    rule = str(step.place)
    run.decide("understood", "answered", rule, conversation=conversation, value=understood.value, asked=draft.phase)
    value = understood.value
    match draft.phase, value:
        case "recap", "confirm":
            return _confirm(run, conversation, step, draft)
        case "recap", "keep":
            return _kept(run, conversation, step, draft)
        case "drop", "hold":
            return _kept(run, conversation, step, draft)
        case (("recap" | "gone" | "drop"), ("cancel" | "drop" | "drop_sure")):
            return _given_up(run, conversation, step, draft)
        case "address", str():
            return _address(run, conversation, step, draft, value)
        case "what", str() if is_no(value):
            return _given_up(run, conversation, step, draft)
        case "what", _:
            return _named(run, conversation, step, draft)
        case "recap", _:
            return _ask(run, conversation, step, replace(draft, phase="change"))
        case "change", str():
            return _change(run, conversation, step, draft, value)
        case "which", str():
            return _which(run, conversation, step, replace(draft, line=int(value.removeprefix("line_"))))
        case "quantity", _:
            return _count(run, conversation, step, draft, value)
    return go_on(run, conversation, step, settled(run, draft, value))


def _address(run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft, said: str) -> StepResult:
    if country_of(said, run.shelf.current.store.country) != run.shelf.current.store.country:  # its post is not ours
        return go_on(run, conversation, step, settled(run, draft, said))
    found = addressed(run, draft, said)
    notes = () if found != draft else (_said(run, conversation, "order_address_whole"),)
    return (
        go_on(run, conversation, step, found, notes) if found.address else _ask(run, conversation, step, found, notes)
    )


def _named(run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft) -> StepResult:
    """Take what the words name into the order; where they name nothing that is sold twice, somebody else must look."""
    found = with_named(run, draft, named_now(run))
    if found != draft:
        return go_on(run, conversation, step, replace(found, tries=0), left_out(run, conversation, named_now(run)))
    if draft.tries + 1 < MOST_TRIES:
        again = replace(draft, tries=draft.tries + 1)
        return _ask(run, conversation, step, again, (_said(run, conversation, "order_not_found"),))
    if draft.lines:
        return go_on(run, conversation, step, replace(draft, tries=0), (_said(run, conversation, "order_not_found"),))
    if step.has_empty:
        return Onward(replace(conversation, draft=None), step.empty or step.next)
    return _to_the_team(run, conversation, step, "order_unknown")


def _change(run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft, what: str) -> StepResult:
    match what:
        case "quantity" | "remove":
            draft = replace(draft, wish="quantity" if what == "quantity" else "remove")
            if len(draft.lines) == 1:
                return _which(run, conversation, step, replace(draft, line=0))
            return _ask(run, conversation, step, replace(draft, phase="which"))
        case "way" | "place" | "address" | "postcode":
            return _ask(run, conversation, step, replace(draft, phase=intern(what)))
        case "add":
            return _ask(run, conversation, step, replace(draft, phase="what", tries=0))
    return go_on(run, conversation, step, draft)


def _which(run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft) -> StepResult:
    if draft.wish == "remove":
        return go_on(run, conversation, step, without(draft, draft.line))
    return _ask(run, conversation, step, replace(draft, phase="quantity"))


def _count(run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft, value: object) -> StepResult:
    """None of it takes the line out, and with the last line the order."""
    if isinstance(value, int | float) and value == 0:
        if len(draft.lines) == 1:
            return _given_up(run, conversation, step, draft)
        return go_on(run, conversation, step, without(draft, draft.line))
    quantity = pieces_in(value)
    if quantity is None:
        return _ask(run, conversation, step, draft)
    return go_on(run, conversation, step, with_quantity(draft, draft.line, quantity))


def _confirm(run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft) -> StepResult:
    """A yes is to what was shown: where that is no longer so, it is told, and asked again."""
    now, changed = renewed(run, draft)
    if changed or next_phase(run, now) != "recap":
        return go_on(run, conversation, step, draft)
    again, _ = told_first(run, conversation, now)
    if (again.shown, again.day) != (draft.shown, draft.day):
        return go_on(run, conversation, step, now, (_said(run, conversation, "order_moved"),))
    return _placed(run, conversation, step, now, (now.notes, now.lines))


def _as_proposed(run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft, told: Told) -> StepResult:
    """They have said yes to a question that told all of it: it is ordered, unless it has moved since."""
    if (now := agreed(run, conversation, draft)) is not None:
        return _placed(run, conversation, step, now, told)
    return go_on(run, conversation, step, draft, (_said(run, conversation, "order_moved"),))


def _placed(run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft, told: Told) -> StepResult:
    """It is ordered. Notes that were not told yet came with the yes, and move no amount and no day: they are said."""
    noted = with_notes(run, draft, said_now(run))
    lines = lines_in_words(run, conversation, noted) if noted.lines != told[1] else []
    changed = [*lines, *notes_in_words(run, conversation, noted)] if (noted.notes, noted.lines) != told else []
    if changed:
        failed = speak(run, conversation, ready("\n".join(changed)), rule=str(step.place))
        if failed:
            return Breaks(conversation, failed)
    context = {**conversation.context, "order": order_values(made_of(run, conversation, noted))}
    return _ended(replace(conversation, context=context), step.confirmed or step.next)


def _kept(run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft) -> StepResult:
    """An order that stays as it is: what the shop did not say of it (how it is received, in words) is what was just
    shown."""
    order = next((one for one in run.customer.orders if one.key == draft.order), None)
    if order is not None:
        to = order.fulfilment
        label = to.label or label_in_words(run, conversation, draft, chosen(run, draft))
        shown = order_values(replace(order, fulfilment=replace(to, label=label)))
        conversation = replace(conversation, context={**conversation.context, "order": shown})
    return _ended(conversation, step.confirmed or step.next)


def _given_up(run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft) -> StepResult:
    """Not now; and where the order was made already, it is cancelled with the shop."""
    earlier = next((one for one in run.customer.orders if one.key == draft.order), None) if draft.order else None
    if earlier is not None:
        if earlier.status not in OPEN:
            return _to_the_team(run, conversation, step, "order_too_late")
        shown = order_values(change_order(run, earlier, "cancelled"))
        said = _said(run, conversation, "order_cancelled", number=shown.get("number", ""))
        failed = speak(run, conversation, said, rule=str(step.place))
        if failed:
            return Breaks(conversation, failed)
    if not draft.order and draft.source != "cart":  # "commander" goes on with it
        pieces = {line.offer: line.quantity for line in draft.lines if line.offer}
        note_chosen(run, conversation, pieces, pieces)
    return _ended(conversation, step.cancelled or step.next)


def _ended(conversation: Conversation, to: str | None) -> StepResult:
    return Onward(replace(conversation, draft=None), to)


def _said(run: Run, conversation: Conversation, situation: str, **more: object) -> Wording:
    return ready(phrase(run, conversation, situation, **more))


def _to_the_team(run: Run, conversation: Conversation, step: OrderStep, situation: str) -> StepResult:
    """What only people can settle: said, and given to them."""
    conversation = replace(conversation, draft=None)
    to_a_person(run, reason=situation, rule=str(step.place), say=situation, conversation=conversation)
    return Ends(conversation, "handed_over")
