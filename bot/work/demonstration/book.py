"""Which hours of the shop are taken while a demonstration is lived: what the database would have answered at once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from bot.channels.event_ids import event_id
from bot.model.appointment import Appointment, AskAgenda, Taken
from bot.model.events import AgendaAnswered


class Book:
    """The appointments that have their place, by their key."""

    def __init__(self) -> None:
        self._booked: dict[str, Appointment] = {}

    def keep(self, appointment: Appointment) -> None:
        """Take note of what became of an appointment: one that is not booked frees its hour."""
        if appointment.status == "booked":
            self._booked[appointment.key] = appointment
        else:
            self._booked.pop(appointment.key, None)

    def answer(self, asked: AskAgenda) -> AgendaAnswered:
        """Return what is taken; a claim has its place as long as fewer than the capacity have one at that time."""
        claim, claimed = asked.claim, False
        if claim is not None:
            others = [one for one in self._of(claim.place, claim.about, claim.at, claim.ends) if one.key != claim.key]
            claimed = len(others) < asked.capacity
            if claimed:
                self.keep(claim)
        hours = Counter((one.at, one.ends) for one in self._of(asked.place, asked.about, asked.since, asked.until))
        return AgendaAnswered(
            id=event_id("agenda", asked.id),
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
