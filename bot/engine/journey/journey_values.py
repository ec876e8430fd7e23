"""What a text or a condition sees of a journey: where the customer is on its map now, and how fast they move."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bot.engine.run import Run
from bot.model.customer import JourneyState
from bot.playbook.compiled import JourneyMap, MissingValue, Text
from bot.rules.journey.pace import patience, ratio, velocity
from bot.rules.journey.relationship import value_at
from bot.rules.journey.stages import direction_at


def path_of(run: Run, journey: str) -> JourneyMap | None:
    """Return the map of a journey, or None where the playbook has it no more."""
    return next((path for path in run.shelf.current.journeys if path.id == journey), None)


def titles(run: Run, journey: str, **stages: str) -> dict[str, str]:
    """Return stages of a journey as the store's staff read them: by their titles, where they have any."""
    language = run.shelf.current.store.languages[0]
    books = (run.shelf.current, *run.shelf.earlier.values())
    maps = [path for book in books for path in book.journeys if path.id == journey]
    return {name: _title(maps, stage, language) for name, stage in stages.items()}


def journey_title(run: Run, path: JourneyMap) -> str:
    """Return a journey's title as the store's staff read it."""
    return _in(path.label, run.shelf.current.store.languages[0], path.title)


def _title(maps: list[JourneyMap], stage: str, language: str) -> str:
    known = next((one for path in maps for one in path.stages if one.id == stage), None)
    return _in(known.title if known is not None else None, language, stage)


def _in(text: Text | None, language: str, otherwise: str) -> str:
    if text is None:
        return otherwise
    try:
        return text.render({}, language)
    except MissingValue:
        return text.source


def _days_in_stage(here: tuple[Run, JourneyState]) -> int:
    run, state = here
    return (run.at - state.since).days


def _velocity_ratio(here: tuple[Run, JourneyState]) -> float | None:
    run, state = here
    path = path_of(run, state.journey)
    return ratio(state, path.stages, run.paces, run.at) if path else None


def _stalled(here: tuple[Run, JourneyState]) -> bool:
    run, state = here
    path = path_of(run, state.journey)
    stage = next((one for one in path.stages if one.id == state.stage), None) if path else None
    lasts = patience(state.journey, stage, run.paces) if stage is not None else None
    return lasts is not None and run.at - state.since > lasts


JOURNEY: Final[Mapping[str, Callable[[tuple[Run, JourneyState]], object]]] = {
    "id": lambda here: here[1].journey,
    "stage": lambda here: here[1].stage,
    "direction": lambda here: direction_at(path_of(here[0], here[1].journey), here[1], here[0].at),
    "days_in_stage": _days_in_stage,
    "cause": lambda here: here[1].cause,
    "relationship": lambda here: value_at(here[0].customer.relationship, here[0].at),
    "velocity": lambda here: velocity(here[1], here[0].at),
    "velocity_ratio": _velocity_ratio,
    "stalled": _stalled,
}
