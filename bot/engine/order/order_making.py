"""From what was agreed to an order that the shop's system is told of."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from bot.engine.offers.shown import note_chosen
from bot.engine.order.carts import cart_ordered
from bot.engine.order.order_lines import amount_of, relay_near
from bot.engine.order.order_notes import all_notes, lines_to_make, notes_of
from bot.engine.order.order_questions import chosen
from bot.engine.order.order_words import label_in_words
from bot.engine.order.orders import change_order, place_order, told_as
from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.order import INSTRUCTIONS, NOTES, RECIPIENT, Fulfilment, Order
from bot.rules.order.fulfilment import AT_A_COUNTER
from bot.rules.order.orders import reference_of


def made_of(run: Run, conversation: Conversation, draft: OrderDraft) -> Order:
    """Tell the shop's system of the order, once: a new one, or the one that the draft changes; return it."""
    earlier = next((one for one in run.customer.orders if one.key == draft.order), None) if draft.order else None
    lines = lines_to_make(run, draft)
    fields: dict[str, Any] = {
        "lines": tuple(replace(line, total=amount_of(line)) for line in lines),
        "currency": draft.currency,
        "total": draft.shown,
        "title": draft.lines[0].name if draft.lines else "",
        "cart": draft.cart,
        "fulfilment": _fulfilment(run, conversation, draft, earlier),
    }
    notes = all_notes(draft, lines)
    if notes or (earlier is not None and notes_of(run, earlier)):
        fields[f"more.{NOTES}"] = notes
    if draft.instructions:
        fields[f"more.{INSTRUCTIONS}"] = list(draft.instructions)
    recipient = draft.recipient if draft.way == "home" else ""
    if recipient or (earlier is not None and earlier.more.get(RECIPIENT)):
        fields[f"more.{RECIPIENT}"] = recipient
    if earlier is not None:
        return change_order(run, earlier, told_as(earlier), **fields)
    reference = {"more.reference": reference_of(f"{run.event.id}/{conversation.id}")}
    made = place_order(run, "created", **fields, **reference)
    note_chosen(run, conversation, ())
    if draft.source == "cart":
        cart_ordered(run, draft.cart)
    return made


def _fulfilment(run: Run, conversation: Conversation, draft: OrderDraft, earlier: Order | None) -> Fulfilment:
    possible = chosen(run, draft)
    label = label_in_words(run, conversation, draft, possible)
    if earlier is not None and draft.beside is not None:  # the shop sees to it, as it did
        return replace(earlier.fulfilment, label=earlier.fulfilment.label or label)
    return Fulfilment(
        kind=draft.way,
        label=label,
        cost=possible.cost if possible is not None else None,
        day=draft.day,
        address=draft.address if draft.way == "home" else "",
        point_of_sale=draft.place if draft.way in AT_A_COUNTER else "",
        more=relay_near(draft) if draft.way == "relay" else {},
    )
