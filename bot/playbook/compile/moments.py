"""The moments of truth of journeys: those written as such, and signals that move the relationship."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, cast

from bot.playbook import durations
from bot.playbook.compile.compiling import Compiling
from bot.playbook.compiled import JourneyMap, Moment, PauseFor
from bot.playbook.schema.journeys import SILENCE, JourneyFile, MomentSource, SignalSource
from bot.playbook.source.nodes import Word
from bot.playbook.source.places import place_of


def moments_of(compiling: Compiling, source: JourneyFile, file: str) -> tuple[Moment, ...]:
    """Return what moves the relationship or quietens the bot, in the order of the file, signals first.

    Silence is none of an event; it stays with the map's silences.
    """
    felt: list[SignalSource | MomentSource] = [one for one in source.signals if one.relationship and one.on != SILENCE]
    felt += [one for one in source.moments if one.relationship or one.pause]
    return tuple(_moment(compiling, one, str(source.journey), file) for one in felt)


def _moment(compiling: Compiling, source: SignalSource | MomentSource, journey: str, file: str) -> Moment:
    return Moment(
        journey=journey,
        on=str(source.on),
        place=place_of(source.node, file),
        change=float(source.relationship or 0),
        condition=compiling.read_before(source.if_),
        pause=_pause(source.pause) if isinstance(source, MomentSource) and source.pause else None,
    )


def _pause(word: Word) -> PauseFor:
    """Return a pause such as `marketing for 30 days`, which the schema has read already."""
    purpose, lasts = re.split(r" +for +", str(word), maxsplit=1)
    return PauseFor(cast('Literal["care", "marketing"]', purpose), durations.parse(lasts))


def felt_on(journeys: Iterable[JourneyMap]) -> dict[str, tuple[Moment, ...]]:
    """Return the moments of all journeys by event: what nobody feels costs one look."""
    found: dict[str, tuple[Moment, ...]] = {}
    for moment in (moment for journey in journeys for moment in journey.moments):
        found[moment.on] = (*found.get(moment.on, ()), moment)
    return found
