"""What providers say of a part, in any order and any number of times: it only ever moves forward."""

from __future__ import annotations

from bot.model.parts import PartState

#: How far each state is. What has not surely reached the provider is at 0, whatever became of it since. A phone that
#: showed a message showed it: delivered beats every failure that is told before or after.
RANK: dict[PartState, int] = {
    "queued": 0,
    "sending": 0,
    "unknown": 0,
    "refused": 0,
    "dropped": 0,
    "abandoned": 0,
    "accepted": 1,
    "sent": 2,
    "failed": 3,
    "undelivered": 4,
    "delivered": 5,
    "read": 6,
}


def reported(state: PartState) -> PartState:
    """Return a provider's word as a state of ours: what is queued or being sent over there was accepted from here."""
    return state if RANK[state] else "accepted"


def forward(current: PartState, told: PartState) -> PartState | None:
    """Return the state to move to, or None where the news is none."""
    told = reported(told)
    return told if RANK[told] > RANK[current] else None
