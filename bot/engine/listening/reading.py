"""Before a message's turn: is it worth reading by the matcher, and worth waiting for the rest of it?

Both ask the engine, and keep nothing of what it says. A message that answers the question on the table,
presses a button or gives a command needs no matcher: its turn is exact and instant.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.advance import advance
from bot.model.customer import Customer
from bot.model.events import Event, MessageReceived
from bot.model.message import question_name
from bot.playbook.compiled import Shelf


def wants_reading(shelf: Shelf, customer: Customer, event: Event) -> bool:
    """Tell whether the matcher should read this event's text before the turn. Never raises."""
    return isinstance(event, MessageReceived) and advance(shelf, customer, event).unread


def may_wait(shelf: Shelf, customer: Customer, event: Event) -> bool:
    """Tell whether to wait the policy's `burst` for more of the same: a free text, not the whole of an answer, may go
    on in the next message ("Bonjour", "vous livrez", "à Nice ?"). Never raises."""
    return wants_reading(shelf, customer, event)


def asked_of(customer: Customer) -> str:
    """Return how a reading names the question with choices that the customer is asked; empty where they are not."""
    top = customer.conversations[-1] if customer.conversations else None
    if top is None or top.waiting is None or not top.waiting.choices:
        return ""
    return question_name(top.flow, top.step)


def merge(earlier: MessageReceived, later: MessageReceived) -> MessageReceived:
    """Return two messages as the one that says both, a line each. It is the later one: its id, its time, its address.

    What was read of either is forgotten: the whole is to be read again. What came with the earlier one comes along.
    """
    return replace(
        later,
        text="\n".join(text for text in (earlier.text, later.text) if text),
        media=(*earlier.media, *later.media),
        location=later.location or earlier.location,
        contact=later.contact or earlier.contact,
        profile=later.profile or earlier.profile,
        reading=None,
        earlier=(*earlier.earlier, earlier.message_id),
    )
