"""They ask something of whoever makes an order ready: no invoice in the parcel, a word with it, somebody else who comes
for it. While the order is being made it is kept word for word, shown with the order, and goes out with it
(`data.instructions`). Said once it is made, the shop is told of the order again, with it; of one that has left, people
see what can be done.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine.handovers import to_a_person
from bot.engine.listening.heard import Heard
from bot.engine.order.order_lines import instructions_of
from bot.engine.order.order_under_way import Making, goes_on, note
from bot.engine.order.order_ways import with_way
from bot.engine.order.orders import change_order, told_as
from bot.engine.phrases import phrase, ready
from bot.engine.resuming import put_again
from bot.engine.run import Run
from bot.engine.speaking import speak
from bot.engine.steps.ordering import OPEN
from bot.model.draft import OrderDraft
from bot.model.order import INSTRUCTIONS, Order
from bot.rules.order.order_values import order_values
from bot.understanding.replies.outcome import SURE, Understood
from bot.understanding.shopping.instructions import asks_of_whoever_prepares
from bot.understanding.values.addresses import parts_of
from bot.understanding.values.recipients import addressed_to

MOST: Final = 4
LONGEST: Final = 200  # characters
LATELY: Final = timedelta(days=7)
"""So long after an order was made, what they ask of whoever prepares is of that one."""
SHOWN_AT: Final = ("way", "recap", "change")
"""What comes next shows the order, and what is asked with it."""
RULE: Final = "repair/order_passed_on_later"


def asks_of_the_shop(run: Run, heard: Heard, making: Making) -> bool:
    """Keep what they ask, and go on with the order where it stood. A text with an address in it answers for that."""
    conversation, _, draft = making
    if not asks_of_whoever_prepares(heard.text):
        return False
    there = parts_of(heard.text, run.country)
    if there.door or (draft.phase == "address" and there.street and there.place):
        return False
    said = _words(heard)
    note(run, making, said, asked="instructions")
    whom = addressed_to(heard.text)
    recipient = draft.recipient or (whom.name or whom.relation if draft.phase == "address" else "")
    asked = replace(draft, recipient=recipient, instructions=_with(draft.instructions, said), changed=True)
    told = with_way(run, conversation, asked, heard.text)
    passed_on = phrase(run, conversation, "order_passed_on")
    return goes_on(run, making.with_draft(told), () if draft.phase in SHOWN_AT else (ready(passed_on),))


def asks_of_the_order_made(run: Run, heard: Heard) -> bool:
    """Once an order is made, they ask something of whoever makes it ready: the shop is told, and they are told so."""
    conversation = heard.conversation
    is_answer = isinstance(heard.reply, Understood) and heard.reply.certainty >= SURE
    if is_answer or (conversation is not None and isinstance(conversation.draft, OrderDraft)):
        return False
    made = made_lately(run)
    if made is None or heard.event.pressed is not None or not asks_of_whoever_prepares(heard.text):
        return False
    said = _words(heard)
    run.decide("understood", "answered", RULE, value=said, asked="instructions")
    run.change(not_understood=0, offered=())
    if made.status not in OPEN:
        to_a_person(run, reason="order_too_late", rule=RULE, say="order_too_late", conversation=run.top)
        return True
    kept = list(_with(instructions_of(made), said))
    shown = order_values(change_order(run, made, told_as(made), **{f"more.{INSTRUCTIONS}": kept}))
    told = ready(phrase(run, conversation, "order_passed_on_later", number=shown.get("number"), said=said))
    if not put_again(run, situation="resumed", wording=told):
        speak(run, None, told, rule=RULE)
    return True


def made_lately(run: Run) -> Order | None:
    """Return the last order, where it has not reached them and was made a few days ago at most."""
    made = run.customer.orders[-1] if run.customer.orders else None
    if made is None or made.status not in (*OPEN, "shipped", "ready_for_pickup"):
        return None
    at = made.placed_at or min(made.milestones.values(), default=run.at)
    return made if run.at - at <= LATELY else None


def _words(heard: Heard) -> str:
    """Return what they ask as it is passed on: a polite question is none."""
    return " ".join(heard.text.split())[:LONGEST].rstrip(" ?!.")


def _with(instructions: tuple[str, ...], said: str) -> tuple[str, ...]:
    return (*(one for one in instructions if one != said), said)[-MOST:]
