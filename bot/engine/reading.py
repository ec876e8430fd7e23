"""Before a message's turn: is it worth reading by the matcher, and worth waiting for the rest of it?

Both look at the message as the engine will, and change nothing. A message that answers the question on the table,
presses a button or gives a command needs no matcher: its turn is exact and instant.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.buttons import taken_offer
from bot.engine.handovers import is_only_lost
from bot.engine.heard import Glance, Heard
from bot.engine.turn import Run
from bot.model.customer import Customer
from bot.model.events import Event, MessageReceived
from bot.playbook.compiled import Shelf


def glance(shelf: Shelf, customer: Customer, event: MessageReceived) -> Glance:
    """Look at a message before its turn; what is read now is not read again by `advance`. Never raises."""
    if not event.text.strip() or event.pressed is not None:
        return Glance(event, free=False)
    held = customer.handover is not None and not is_only_lost(customer.handover)
    if held or event.text.startswith("/"):
        return Glance(event, free=False)
    run = Run(shelf, customer, event)
    heard = Heard(run, event)
    return heard.glance(free=_is_free(run, heard))


def _is_free(run: Run, heard: Heard) -> bool:
    if heard.word is not None and heard.word.sure:
        return False
    offered = run.customer.offered
    if offered and taken_offer(run, heard, offered) is not None:
        return False
    return heard.exact is None


def wants_reading(shelf: Shelf, customer: Customer, event: Event) -> bool:
    """Tell whether the matcher should read this event's text before the turn. Never raises."""
    return isinstance(event, MessageReceived) and glance(shelf, customer, event).free


def may_wait(shelf: Shelf, customer: Customer, event: Event) -> bool:
    """Tell whether to wait the policy's `burst` for more of the same: a free text, not the whole of an answer, may go
    on in the next message ("Bonjour", "vous livrez", "à Nice ?"). Never raises."""
    return wants_reading(shelf, customer, event)


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
