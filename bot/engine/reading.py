"""What happens to a message before its turn: whether it is worth reading, whether it is worth waiting for more of it."""

from __future__ import annotations

from bot.model.customer import Customer
from bot.model.events import Event, MessageReceived
from bot.playbook.compiled import Shelf


def wants_reading(shelf: Shelf, customer: Customer, event: Event) -> bool:
    """Tell whether the matcher should read this event's text before the turn."""
    return isinstance(event, MessageReceived) and bool(event.text)


def may_wait(shelf: Shelf, customer: Customer, event: Event) -> bool:
    """Tell whether to wait the policy's `burst` for more of the same: free text that answers nothing exactly."""
    return wants_reading(shelf, customer, event)


def merge(earlier: MessageReceived, later: MessageReceived) -> MessageReceived:
    """Return the two messages as the one that both of them say; it carries the later one's id."""
    return later
