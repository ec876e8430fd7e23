"""The shop's book of appointments in a rehearsal: what the database is where the program runs, in memory.

The customer of the rehearsal is one of those in it; `fill` is somebody else who takes a place.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from msgspec import Struct

from bot.model.appointment import Appointment, AskAgenda, Taken
from bot.model.events import AgendaAnswered
from bot.studio.persona import name_id


class _Place(Struct, frozen=True):
    """Somebody has it: the customer's own by its `key`."""

    key: str
    place: str
    about: str
    at: datetime
    ends: datetime


class VisitBook:
    """Who comes when."""

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}

    def fill(self, place: str, about: str, at: datetime, ends: datetime, count: int = 1) -> None:
        """Somebody else takes `count` places."""
        for _ in range(count):
            key = f"somebody {len(self._places)}"
            self._places[key] = _Place(key, place, about, at, ends)

    def keep(self, one: Appointment) -> None:
        """Note what became of an appointment of the customer's."""
        if one.status != "booked":
            self._places.pop(one.key, None)

    def answer(self, asked: AskAgenda) -> AgendaAnswered:
        """Return what is taken, after the claim, where there is one."""
        claim, claimed = asked.claim, False
        if claim is not None:
            others = [one for one in self._of(asked) if one.key != claim.key]
            claimed = sum(one.at < claim.ends and one.ends > claim.at for one in others) < asked.capacity
            if claimed:
                self._places[claim.key] = _Place(claim.key, claim.place, claim.about, claim.at, claim.ends)
        hours = Counter(
            (one.at, one.ends) for one in self._of(asked) if one.at < asked.until and one.ends > asked.since
        )
        return AgendaAnswered(
            id=name_id(f"{asked.id}/agenda"),
            set_by=asked.id,
            conversation=asked.conversation,
            place=asked.place,
            about=asked.about,
            since=asked.since,
            until=asked.until,
            claim=claim,
            claimed=claimed,
            answering=asked.answering,
            taken=tuple(Taken(at, ends, count) for (at, ends), count in sorted(hours.items())),
        )

    def _of(self, asked: AskAgenda) -> list[_Place]:
        return [one for one in self._places.values() if (one.place, one.about) == (asked.place, asked.about)]
