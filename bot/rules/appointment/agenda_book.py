"""A shop's book of appointments in memory: what the database answers where the program runs, for lives without one.

A rehearsal, a demonstration's life and a simulation ask it; the rule is that of `store.shop.appointments`: a place is
had as long as fewer than the capacity have one at that time, and who moves leaves the old hour.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from bot.model.appointment import Appointment, AskAgenda, Taken
from bot.model.events import AgendaAnswered


class AgendaBook:
    """The appointments that have their place, by their key. Instants are in UTC."""

    def __init__(self) -> None:
        self._booked: dict[str, Appointment] = {}

    def fill(self, place: str, about: str, at: datetime, ends: datetime, count: int = 1) -> None:
        """Somebody else takes `count` places."""
        for _ in range(count):
            self.keep(Appointment(key=f"somebody {len(self._booked)}", place=place, about=about, at=at, ends=ends))

    def keep(self, appointment: Appointment) -> None:
        """Take note of what became of an appointment: one that is not booked frees its hour."""
        if appointment.status == "booked":
            self._booked[appointment.key] = appointment
        else:
            self._booked.pop(appointment.key, None)

    def answer(self, asked: AskAgenda, id_: str) -> AgendaAnswered:
        """Return what is taken, after the claim where there is one, as an event of this id."""
        claim, claimed = asked.claim, False
        if claim is not None:
            others = [one for one in self._of(claim.place, claim.about, claim.at, claim.ends) if one.key != claim.key]
            claimed = len(others) < asked.capacity
            if claimed:
                self.keep(claim)
        hours = Counter((one.at, one.ends) for one in self._of(asked.place, asked.about, asked.since, asked.until))
        return AgendaAnswered(
            id=id_,
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

    def _of(self, place: str, about: str, since: datetime, until: datetime) -> list[Appointment]:
        booked = self._booked.values()
        return [
            one for one in booked if (one.place, one.about) == (place, about) and one.at < until and one.ends > since
        ]
