"""What a question that proposes something (`offer:`) comes to, all in, before anybody says yes to it.

Theory of operation
-------------------
"The same again?" is one tap only where the tap is to something: the sum with its delivery, how it arrives and the day
stand in the question itself (`proposed.total`, `proposed.reaches`). That is known where the question proposes what they
bought last, and it can reach them as their last order did without anything left to ask. What was said is kept with the
conversation. The order that the yes begins (`agreed`) goes out at once while it is still the same: the same lines at
the same prices, the same way and place, and a day that is no later than the answer came later. Else, or where the words
did not tell it all, it is summed up and asked about as any order.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec.structs import replace

from bot.engine.order.carts import AS_BEFORE
from bot.engine.order.order_lines import as_before, goods_total, is_mixed, renewed
from bot.engine.order.order_phases import filled, next_phase
from bot.engine.order.order_questions import chosen, to_be_told, told_first
from bot.engine.order.order_words import label_in_words
from bot.engine.phrases import is_short
from bot.engine.renewal.renewal_values import again, lines_again
from bot.engine.run import Run
from bot.engine.values import channel_of, data_values, local_now
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.message import Value
from bot.playbook.compiled import Ask, MissingValue, Text, Wording
from bot.playbook.offer_facts import plain_amount

PROPOSED: Final = "proposed"
"""Under which name a conversation keeps it, and texts see it."""
_TOLD: Final = ("proposed.total", "proposed.reaches")
"""What a question says where a yes to it orders."""


def offers_proposed(run: Run, conversation: Conversation, offer: Text) -> tuple[str, ...]:
    """Return the ids of the offers that a question of the author's proposes."""
    try:
        named = offer.render(data_values(run, conversation), run.language)
    except MissingValue:
        return ()
    return tuple(one for each in named.split(";") if (one := each.strip()))


def proposes_again(run: Run, conversation: Conversation, offer: Text) -> bool:
    """Return whether a question proposes what they bought last, as it was."""
    found = again(run)
    ids = tuple(one.id for one, _ in found.lines) if found is not None else ()
    return bool(ids) and offers_proposed(run, conversation, offer) == ids


def with_proposal(run: Run, conversation: Conversation, step: Ask) -> Conversation:
    """Return the conversation with what the question that is about to be put proposes; without what an earlier one
    did."""
    context = {name: value for name, value in conversation.context.items() if name != PROPOSED}
    found = _proposal(run, conversation, step)
    return replace(conversation, context={**context, PROPOSED: found} if found else context)


def _proposal(run: Run, conversation: Conversation, step: Ask) -> dict[str, Value]:
    found = again(run) if step.offer is not None else None
    if found is None or step.offer is None or not found.lines:
        return {}
    if offers_proposed(run, conversation, step.offer) != tuple(offer.id for offer, _ in found.lines):
        return {}
    currency = found.lines[0][0].currency
    draft = _all_in(run, conversation, as_before(run, OrderDraft(lines=lines_again(found), currency=currency)))
    if draft is None or draft.shown is None:
        return {}
    return {
        "total": plain_amount(draft.shown),
        "currency": currency,
        "reaches": label_in_words(run, conversation, draft, chosen(run, draft)),
        "day": draft.day,
        "asked": local_now(run).date().isoformat(),
        "whole": _tells_all(run, step.wording),
        "terms": _terms(draft),
    }


def _all_in(run: Run, conversation: Conversation, draft: OrderDraft) -> OrderDraft | None:
    """Return the draft with its sum and its day; None where a price has moved or anything is left to ask."""
    draft, changed = renewed(run, draft)
    if changed or is_mixed(run, draft) or goods_total(draft) is None:
        return None
    draft = filled(run, draft)
    if next_phase(run, draft) != "recap":
        return None
    return told_first(run, conversation, replace(draft, phase="recap"))[0]


def _tells_all(run: Run, wording: Wording) -> bool:
    """Tell whether the words that reach them say it all; on WhatsApp those of the approved template too, which may be
    the ones that they read."""
    said = [wording.sms if wording.sms is not None and is_short(run) else wording.text]
    told = all(name in said[0].source for name in _TOLD)
    if wording.template is None or channel_of(run) != "whatsapp":
        return told
    blanks = " ".join(text.source for text in wording.template.variables.values())
    return told and all(name in blanks for name in _TOLD)


def _terms(draft: OrderDraft) -> list[Value]:
    lines: list[Value] = [[line.offer, line.quantity, str(line.price)] for line in draft.lines]
    return [lines, str(draft.shown), draft.way, draft.place, to_be_told(draft)]


def is_same_again(run: Run) -> bool:
    """Tell whether what lies in the cart is what they bought last."""
    cart = run.customer.cart
    return cart is not None and cart.more.get(AS_BEFORE) is True


def is_proposed(run: Run, conversation: Conversation, draft: OrderDraft) -> bool:
    """Tell whether an order begins with a yes to what a question told all of."""
    told = conversation.context.get(PROPOSED)
    return draft.source == "cart" and is_same_again(run) and isinstance(told, dict) and told.get("whole") is True


def agreed(run: Run, conversation: Conversation, draft: OrderDraft) -> OrderDraft | None:
    """Return the order as it was proposed and agreed to, to be placed; None where it has moved since."""
    told = conversation.context.get(PROPOSED)
    now = _all_in(run, conversation, draft)
    if now is None or not isinstance(told, dict) or told.get("terms") != _terms(now):
        return None
    return now if _as_soon(run, told, now) else None


def _as_soon(run: Run, told: dict[str, Value], now: OrderDraft) -> bool:
    """Tell whether it is there as soon as was said, but for the days that the answer took."""
    if not now.day or not told.get("day"):
        return now.day == told.get("day", "")
    later = date.fromisoformat(now.day) - date.fromisoformat(str(told["day"]))
    return later <= local_now(run).date() - date.fromisoformat(str(told["asked"]))
