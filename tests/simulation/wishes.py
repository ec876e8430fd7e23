"""How a customer wished to be written to, reckoned by the words that they said: the oracle's own, and simpler.

It knows neither `wishes` nor `understanding.contact.contact_wishes`: what each sentence means is written here by
hand, and whether a message keeps to it is asked of what the phone showed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.model.effects import Decide
from bot.model.events import Event, MessageReceived

#: Sentence -> (subject, what it asks for): (times, days); the hours of the day; the weekdays not to be used; a channel.
SAID: Final[Mapping[str, tuple[str, object]]] = {
    "une fois par mois suffit": ("often", (1, 30)),
    "once a month is enough": ("often", (1, 30)),
    "deux fois par semaine maximum": ("often", (2, 7)),
    "not more than once a week": ("often", (1, 7)),
    "pas avant 18 h": ("hours", (18, 24)),
    "pas de messages après 17 h": ("hours", (0, 17)),
    "arrêtez de m'écrire le soir": ("hours", (0, 18)),
    "stop writing to me at night": ("hours", (8, 21)),
    "moins de messages svp": ("fewer", 14),
    "merci de ne pas m'écrire le week-end": ("days", (5, 6)),
    "not on weekends please": ("days", (5, 6)),
    "seulement par SMS": ("channel", "sms"),
    "only by SMS please": ("channel", "sms"),
    "only on Telegram please": ("channel", "telegram"),
}


class Wished:
    """One customer's wishes: the newest word on each subject counts, until they take all of them back."""

    def __init__(self) -> None:
        self._wishes: dict[str, object] = {}
        self._asked = ""  # the words that were asked back, until they say whether it was meant so
        self._contacts: list[tuple[datetime, str]] = []

    def met(self, event: Event, decisions: Collection[Decide]) -> bool:
        """Take note of what was said and heard as a wish; tell whether one was."""
        heard = [one for one in decisions if one.kind == "understood" and "wishes" in one.facts]
        said = event.text if isinstance(event, MessageReceived) else ""
        if any(one.rule == "wish" and not one.facts for one in decisions):
            self._asked = said
        if any(one.rule == "preferences" for one in heard):
            self._wishes.clear()
        elif heard:
            meant = said if said in SAID else self._asked
            if meant in SAID:
                subject, wish = SAID[meant]
                self._wishes["often" if subject == "fewer" else subject] = self._fewer() if subject == "fewer" else wish
            self._asked = ""
        return bool(heard)

    def _fewer(self) -> object:
        """Half as often as they wished before, at least once a year; once in fourteen days where they said nothing."""
        match self._wishes.get("often"):
            case (int(times), int(days)):
                return times, min(2 * days, 365)
        return 1, 14

    def written_to(self, at: datetime, event: str) -> Iterator[tuple[str, bool, str]]:
        """Look at a message of care or marketing that is planned: it may be one too many."""
        if any(other == event for _, other in self._contacts):
            return
        self._contacts.append((at, event))
        match self._wishes.get("often"):
            case (int(times), int(days)):
                lately = [one for one, _ in self._contacts if at - one < timedelta(days=days)]
                yield "W2 as often as they wish", len(lately) <= times, f"more than {times} in {days} days: {lately}"

    def shown(self, local: datetime, channel: str) -> Iterator[tuple[str, bool, str]]:
        """Look at a message of care or marketing that a phone has shown."""
        match self._wishes.get("hours"):
            case (int(start), int(end)):
                yield "W3 at the hours they wish", start <= local.hour < end, f"{local}, not {start} to {end}"
        match self._wishes.get("days"):
            case (*silent,) if silent:
                yield "W4 on the days they wish", local.weekday() not in silent, f"{local:%A %c}"
        match self._wishes.get("channel"):
            case str(only):
                yield "W5 where they wish", channel == only, f"on {channel}, not {only}"
