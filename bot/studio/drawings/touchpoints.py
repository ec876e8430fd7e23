"""Where customers and the store meet: stage x channel, messages in and out, beside what the journey file intends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct, field

from bot.playbook.compiled import JourneyMap

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
