"""Where customers and the store meet: stage x channel, messages in and out, beside what the journey file intends."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

from msgspec import Struct, field

from bot.playbook.compiled import JourneyMap
from bot.store.reports.journey_history import Contact, Moved, Standing

CHANNELS: Final = ("telegram", "whatsapp", "sms", "web", "shop")
Way = Literal["in", "out"]
Cell = tuple[str, str, Way]  # stage, channel, which way


class Contacts(Struct, frozen=True, kw_only=True):
    """What a map intends, and how many messages there were."""

    intended: frozenset[Cell] = frozenset()
    counts: Mapping[Cell, int] = field(default_factory=dict)

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that are meant or met, in their usual order."""
        named = {channel for _, channel, _ in (*self.intended, *self.counts)}
        return (*(each for each in CHANNELS if each in named), *sorted(named - set(CHANNELS)))

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def intended(path: JourneyMap) -> frozenset[Cell]:
    """Return what the journey's file says under `touchpoints`."""
    found: set[Cell] = set()
    written = path.source.get("touchpoints")
    for stage, sides in written.items() if isinstance(written, dict) else ():
        for way in ("in", "out"):
            channels = sides.get(way) if isinstance(sides, dict) else None
            found |= {(stage, str(channel), way) for channel in (channels if isinstance(channels, list) else ())}
    return frozenset(found)


class Timelines:
    """In which stage a customer was on a journey at any time, from where they are and the moves that led there."""

    def __init__(self, journey: str, standings: Iterable[Standing], moves: Iterable[Moved]) -> None:
        self._now = {one.customer: one.stage for one in standings if one.journey == journey}
        self._moves: dict[str, list[Moved]] = {}
        for move in sorted((one for one in moves if one.journey == journey), key=lambda one: one.at):
            self._moves.setdefault(move.customer, []).append(move)
        self._times = {customer: [one.at for one in moved] for customer, moved in self._moves.items()}

    def stage(self, customer: str, at: datetime) -> str | None:
        """Return the stage at a time; None for who is not on the journey. A move at that very time was its effect."""
        moved = self._moves.get(customer, ())
        place = bisect_right(self._times.get(customer, ()), at)
        while place and moved[place - 1].at == at:
            place -= 1
        return moved[place].left if place < len(moved) else self._now.get(customer)


def tallied(
    path: JourneyMap, standings: Sequence[Standing], moves: Sequence[Moved], met: Iterable[Contact]
) -> Contacts:
    """Return the contacts of a map's customers, by the stage that they were in at the time."""
    timelines = Timelines(path.id, standings, moves)
    counts: Counter[Cell] = Counter()
    for contact in met:
        stage = timelines.stage(contact.customer, contact.at)
        if stage is not None:
            counts[stage, contact.channel, contact.direction] += 1
    return Contacts(intended=intended(path), counts=counts)
