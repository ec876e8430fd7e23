"""How fast a customer moves along a journey, beside the others who walk it.

**Stalled** is who has been in a stage for longer than nine in ten of those who left it forward; until `ENOUGH` of them
are known, longer than its author expects. In a stage that is `lasting`, to use what was bought say, who stays is
content: those who left it soon, into after-sales mostly, say nothing of the others, so nobody is stalled there before
the time that its author expects.

**Velocity** is stages a week since the journey began, and its ratio to what the same stages usually take: the medians
of those who left them forward, or what the author expects. The ratio waits for a move on and for a day on the journey:
who has moved nowhere yet has no speed to compare, and who came two stages in a minute is no 25 times as fast as others,
they came knowing what they wanted. All is worked out for one customer from their own record and a few numbers for each
stage, so it costs the same among a million.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from msgspec import Struct

from bot.model.customer import JourneyState

ENOUGH: Final = 30
"""Customers who left a stage forward, from which on they say more than its author."""
WEEK: Final = timedelta(days=7)
SHORTEST: Final = timedelta(days=1)
"""A journey younger than this is measured as if it had lasted so long: three stages in an hour are no speed; and it has
no ratio yet."""


class Times(Struct, frozen=True):
    """How long those who left a stage forward had been in it: how many are known, the median, nine in ten."""

    known: int
    median: timedelta
    slow: timedelta


Paces = Mapping[tuple[str, str], Times]
"""By journey and stage."""


class Noted(Mapping[tuple[str, str], Times]):
    """Paces that note which of them decided something: of fewer than `ENOUGH` only the author's word counts."""

    def __init__(self, paces: Paces, met: dict[tuple[str, str], Times]) -> None:
        self._paces = paces
        self._met = met

    def __getitem__(self, key: tuple[str, str]) -> Times:
        times = self._paces[key]
        if times.known >= ENOUGH:
            self._met[key] = times
        return times

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._paces)

    def __len__(self) -> int:
        return len(self._paces)


class _Stage(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def expected(self) -> timedelta | None: ...
    @property
    def lasting(self) -> bool: ...


def patience(journey: str, stage: _Stage, paces: Paces) -> timedelta | None:
    """Return how long a customer may be in a stage before they are stalled; None where nobody can say."""
    times = paces.get((journey, stage.id))
    if times is None or times.known < ENOUGH:
        return stage.expected
    return max(times.slow, stage.expected) if stage.lasting and stage.expected else times.slow


def usual(journey: str, stage: _Stage, paces: Paces) -> timedelta | None:
    """Return how long a stage usually takes; None where nobody can say."""
    times = paces.get((journey, stage.id))
    return times.median if times is not None and times.known >= ENOUGH else stage.expected


def velocity(state: JourneyState, at: datetime) -> float:
    """Return the stages a week that a customer has gained since the journey began; below 0 for who lost some."""
    lasted = max(at - (state.began or state.since), SHORTEST)
    return round(state.gained / (lasted / WEEK), 2)


def ratio(state: JourneyState, stages: Sequence[_Stage], paces: Paces, at: datetime) -> float | None:
    """Return how many times as fast as usual a customer came where they are; None where nobody can say.

    Usual is what the stages take that they have left behind since the journey began.
    """
    place = next((place for place, stage in enumerate(stages) if stage.id == state.stage), None)
    began = state.began or state.since
    if place is None or state.gained < 1 or at - began < SHORTEST:
        return None
    spans = [usual(state.journey, stage, paces) for stage in stages[max(place - state.gained, 0) : place]]
    known = [span for span in spans if span is not None]
    if len(known) < len(spans) or not known:
        return None
    return round(sum(known, timedelta()) / max(state.since - began, SHORTEST), 2)
