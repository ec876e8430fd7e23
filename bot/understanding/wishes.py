"""What a customer may wish at any moment, whatever the question on the table."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

WishKind = Literal[
    "person", "stop", "cancel", "later", "restart", "language", "help", "greeting", "thanks", "goodbye", "robot"
]


class Wish(Struct, frozen=True):
    """`person`: talk to someone of the shop. `stop`, `cancel`: end this conversation. `later`: not now, at `when` if said
    (in the zone of `now`). `restart`: from the beginning. `language`: answer in `language` from now on. `robot`: asks
    whether a machine speaks. A courtesy (`greeting`, `thanks`, `goodbye`) is one only when nothing else is said.

    `sure` false: it may also be an answer to the question on the table ("cancel" where a choice says so): look there first.
    """

    kind: WishKind
    sure: bool = True
    when: datetime | None = None
    language: str | None = None


def read_wish(text: str, *, now: datetime, language: str = "fr") -> Wish | None:
    """Return what the customer wishes, or None. `now` is aware, in the customer's own zone. Never raises."""
    return None
