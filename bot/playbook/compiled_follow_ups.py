"""What starts a flow: how it is written (`Start`), and what is done about an event (`FollowUp`)."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from msgspec import Struct

from bot.playbook.compiled_texts import Condition, Place

USUAL_PRIORITY = 50
"""Of a follow-up whose author names none, and of a flow's own `starts`; 0 to 100."""


class Cap(Struct, frozen=True):
    times: int
    within: timedelta


class Start(Struct, frozen=True, kw_only=True):
    """What starts a flow: an intent (its examples are learnt), or an event of the shop, after a while, at an hour,
    if…

    `journey` names the map whose follow-up it is; none: the flow's own `starts`.
    """

    intent: str | None = None
    event: str | None = None
    journey: str | None = None
    after: timedelta | None = None
    before: timedelta | None = None
    at: str | None = None  # "18:00", the customer's own time
    condition: Condition | None = None
    unless: tuple[str, ...] = ()
    place: Place | None = None


class FollowUp(Struct, frozen=True, kw_only=True):
    """A flow that an event starts, by itself: of a journey, or (`journey` None) by the flow's own `starts`.

    `key` names it in what is kept of customers, the same in every version of the playbook: journey, flow and event.
    `path` is the journey's `for:`. `before` counts back from the day that the event carries, `after` on from the event.
    `send_time` "best": within a day of when it is due, at the hour at which this customer tends to answer.
    `of_moment`: a moment of truth starts it, and it goes first. `of_event`: its condition looks at the event alone, so
    that one which fails now will not hold later.
    """

    key: str
    flow: str
    event: str
    place: Place
    journey: str | None = None
    path: Condition | None = None
    condition: Condition | None = None
    unless: tuple[str, ...] = ()
    after: timedelta | None = None
    before: timedelta | None = None
    at: str | None = None
    send_time: Literal["best"] | None = None
    at_most: tuple[Cap, ...] = ()
    priority: int = USUAL_PRIORITY
    of_moment: bool = False
    of_event: bool = False
