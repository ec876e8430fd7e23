"""Stages as staff see them: the number on the map, the name in their language, one of seven colours; and directions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.model.effects import Direction
from bot.playbook.compiled import JourneyMap, MissingValue, Playbook
from bot.rules.journey.stages import lasting, way_at
from bot.web.console.words import marked

COLOURS: Final = 7
DIRECTIONS: Final = {
    "advancing": ("adv", marked("advancing")),
    "steady": ("steady", marked("steady")),
    "receding": ("rec", marked("receding")),
}


class Chip(Struct, frozen=True):
    """A stage to show: `place` is its number on the map, from 1; 0 where the map does not have it any more. `lasts`:
    who has been there for longer goes no way."""

    journey: str
    id: str
    place: int
    name: str
    lasts: timedelta | None = None

    @property
    def colour(self) -> str:
        return f"s{(self.place - 1) % COLOURS + 1}" if self.place else ""


def chips(playbook: Playbook | None, language: str) -> Mapping[tuple[str, str], Chip]:
    """Return all stages of all maps, in their order, by journey and stage."""
    return {
        (path.id, stage.id): Chip(path.id, stage.id, place, _name(path, stage.id, language), lasting(path, stage))
        for path in (playbook.journeys if playbook is not None else ())
        for place, stage in enumerate(path.stages, 1)
    }


def chip(known: Mapping[tuple[str, str], Chip], journey: str | None, stage: str | None) -> Chip | None:
    """Return the stage to show; None where a customer is on no journey."""
    if journey is None or stage is None:
        return None
    return known.get((journey, stage)) or Chip(journey, stage, 0, stage)


def way_of(last: Direction | None, since: datetime | None, stage: Chip | None, now: datetime) -> tuple[str, str] | None:
    """Return which way a customer goes now, as a picture and its word, from the way of their last move; `since` None:
    that of the move itself. None where there was none."""
    if last is None:
        return None
    lasts = stage.lasts if stage is not None else None
    return DIRECTIONS[way_at(last, since, lasts, now) if since is not None else last]


def steady_before(paths: Iterable[JourneyMap], now: datetime) -> dict[tuple[str, str], datetime]:
    """Return by journey and stage since before when one has to be there to go no way any more."""
    return {(path.id, stage.id): now - lasting(path, stage) for path in paths for stage in path.stages}


def _name(path: JourneyMap, id_: str, language: str) -> str:
    stage = next(stage for stage in path.stages if stage.id == id_)
    if stage.title is None:
        return id_.replace("_", " ").capitalize()
    try:
        return stage.title.render({}, language)
    except MissingValue:
        return id_
