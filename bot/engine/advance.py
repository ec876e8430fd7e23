"""The pure engine: `advance(shelf, customer, event) -> Turn`."""

from __future__ import annotations

from datetime import datetime

from bot.model.customer import Customer, Turn
from bot.model.events import Event
from bot.playbook.compiled import Shelf


def new_customer(id: str, at: datetime) -> Customer:  # noqa: A002 - the field's own name
    """Return a customer of whom nothing is known yet: no address, no consent, no conversation."""
    return Customer(id=id, created_at=at)


def advance(shelf: Shelf, customer: Customer, event: Event) -> Turn:
    """Return what comes of one event: the customer after it, and what is asked for, in order. Never raises."""
    return Turn(customer, ())
