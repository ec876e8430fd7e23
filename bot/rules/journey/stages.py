"""Where a customer is on a journey: what speaks for a stage, when it is enough for a move, and which way that goes.

Theory of operation
-------------------
What happens to a customer gives **impulses**, of three kinds, the stronger before the weaker:

- a flow **says** where the customer is (`move:`): the author's own word; of several in a turn the last;
- a **certain** event moves at once (`moves:`); of several in a turn the one furthest along the map;
- a **hint** (`for:`, `weight:`) adds its weight to the evidence for a stage.

Evidence fades: its weight halves with every `half_life`. A stage is entered by hints once its evidence is `ENOUGH`, and
`LEAD` times what speaks for the stage that the customer is in. What brought the customer there speaks for it: so much
evidence as was needed, or `CERTAIN` where the move was certain. A move spends what spoke for other stages, and what
speaks for the stage one is in takes as much from the others. Hence a customer does not flicker: the way back takes
more than the way there took, until that has faded. But nobody is nailed down by talking: what holds a customer in a
stage never counts for more than `CERTAIN`.

A turn is settled from the state before it and all its impulses together, as a set: their order changes nothing but
which of several sayings of flows was the last. `in:` looks at the stage before the turn.

A map is a line, or a circle where a stage has a `next`. A move is **ahead** if it leads along the line, or if the way
round the circle is no longer than the way back, or a step longer from where the circle closes: who is to renew and
buys has gone on, not back. The **direction** is the way of the last move; it is steady once the
stage has lasted longer than expected of it.

Nothing here knows the name of a stage. The constants are judgements, not measured: a question is a hint (1 to 2), two
of them soon after each other or a filled cart (3) are enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import fsum
from typing import Final, Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from bot.model.customer import Evidence, JourneyState
from bot.model.effects import Direction

ENOUGH: Final = 3.0
LEAD: Final = 1.5
CERTAIN: Final = 6.0
NOTHING_LEFT: Final = 0.05
"""Evidence that has faded to less is forgotten."""
MOST_KEPT: Final = 6
"""Pieces of evidence, the heaviest: the customer's document is written with every turn."""
MOST_JOURNEYS: Final = 8
"""Journeys kept; the one that has stood still for longest goes first."""


class _Stage(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def expected(self) -> timedelta | None: ...
    @property
    def next(self) -> str | None: ...


class Path(Protocol):
    """A journey map, as far as a place on it depends on it."""

    @property
    def stages(self) -> Sequence[_Stage]: ...
    @property
    def half_life(self) -> timedelta: ...


class Impulse(Struct, frozen=True, gc=False, kw_only=True):
    """What speaks for a stage. `on` is the event, or the words of a flow; `within` the stages it is heard in, empty
    for all; `rule` where it is written; `after` how long the silence was, for one.
    """

    kind: Literal["said", "certain", "hint"]
    stage: str
    on: str
    weight: float = CERTAIN
    within: tuple[str, ...] = ()
    rule: str = ""
    after: timedelta | None = None


class Settled(Struct, frozen=True, gc=False, kw_only=True):
    """The state after a turn, without its cause in words; `by` are the impulses that a move is due to, the strongest
    first, empty where it stays. `scores` are those that were compared.
    """

    state: JourneyState
    by: tuple[Impulse, ...] = ()
    scores: Mapping[str, float] = {}


def settle(path: Path, before: JourneyState, impulses: Iterable[Impulse], at: datetime) -> Settled:
    """Return where the customer is at `at`, after all impulses of a turn that began `before`."""
    order = {stage.id: place for place, stage in enumerate(path.stages)}
    heard = [one for one in impulses if one.stage in order and (not one.within or before.stage in one.within)]
    evidence = _gathered(before.evidence, heard, at, path.half_life)
    found = scores(evidence)
    stage, by = _target(before.stage, heard, found, order)
    if stage == before.stage:
        kept = _outweighed(evidence, stage, found, heard)
        return Settled(state=replace(before, evidence=_heaviest(kept)), scores=found)
    direction: Direction = "advancing" if is_ahead(path, before.stage, stage) else "receding"
    spent = tuple(one for one in evidence if one.stage == stage)
    moved = replace(before, stage=stage, since=at, direction=direction, evidence=_heaviest(spent))
    return Settled(state=moved, by=by, scores=found)


def scores(evidence: Iterable[Evidence]) -> dict[str, float]:
    """Return what speaks for each stage together."""
    weights: dict[str, list[float]] = {}
    for one in evidence:
        weights.setdefault(one.stage, []).append(one.weight)
    return {stage: round(fsum(each), 3) for stage, each in sorted(weights.items())}


def _gathered(
    known: Iterable[Evidence], heard: Iterable[Impulse], at: datetime, half_life: timedelta
) -> tuple[Evidence, ...]:
    """Return all evidence as it weighs now, one piece for each stage and kind of event. Sums don't know an order."""
    weights: dict[tuple[str, str], list[float]] = {}
    for one in known:
        weights[one.stage, one.on] = [faded(one.weight, at - one.at, half_life)]
    for impulse in heard:
        weights.setdefault((impulse.stage, impulse.on), []).append(impulse.weight)
    return tuple(
        Evidence(stage, on, round(fsum(each), 3), at)
        for (stage, on), each in sorted(weights.items())
        if abs(fsum(each)) >= NOTHING_LEFT
    )


def _outweighed(
    evidence: tuple[Evidence, ...], stage: str, found: Mapping[str, float], heard: Sequence[Impulse]
) -> tuple[Evidence, ...]:
    """Take from what speaks for other stages as much as has just spoken for the one the customer is in."""
    against = fsum(one.weight for one in heard if one.stage == stage and one.weight > 0)
    if against <= 0:
        return evidence
    left = {other: max(0.0, 1 - against / score) for other, score in found.items() if score > 0 and other != stage}
    kept = (replace(one, weight=round(one.weight * left.get(one.stage, 1.0), 3)) for one in evidence)
    return tuple(one for one in kept if abs(one.weight) >= NOTHING_LEFT)


def faded(weight: float, age: timedelta, half_life: timedelta) -> float:
    """Return what is left of a weight."""
    return float(weight * 0.5 ** (max(age, timedelta()) / half_life))


def _heaviest(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    if len(evidence) <= MOST_KEPT:
        return evidence
    return tuple(sorted(evidence, key=lambda one: (-abs(one.weight), one.stage, one.on))[:MOST_KEPT])


def _target(
    stage: str, heard: Sequence[Impulse], found: Mapping[str, float], order: Mapping[str, int]
) -> tuple[str, tuple[Impulse, ...]]:
    """Return the stage that the impulses lead to, and those that it is due to."""
    said = [one for one in heard if one.kind == "said"]
    if said:
        return said[-1].stage, (said[-1],)
    certain = [one for one in heard if one.kind == "certain"]
    if certain:
        furthest = max(certain, key=lambda one: (order[one.stage], _identity(one)))
        return furthest.stage, (furthest,)
    hints = {one.stage for one in heard}
    leading = max(hints & found.keys() - {stage}, key=lambda one: (found[one], order[one]), default=None)
    holding = min(found.get(stage, 0.0), CERTAIN)
    if leading is None or found[leading] < max(ENOUGH, LEAD * holding):
        return stage, ()
    due = sorted((one for one in heard if one.stage == leading), key=_identity)
    return leading, tuple(due)


def _identity(impulse: Impulse) -> tuple[object, ...]:
    """Impulses that are alike in this are the same, so that an order by it is the same for any order they come in."""
    return -impulse.weight, impulse.on, impulse.rule, impulse.kind, impulse.within, impulse.after or timedelta()


def is_ahead(path: Path, left: str, entered: str) -> bool:
    """Tell whether a move leads on: along the line, or round the circle where that is no longer than the way
    back; from where the circle closes it may be a step longer.
    """
    order = {stage.id: place for place, stage in enumerate(path.stages)}
    if left not in order or entered not in order:
        return False
    back = order[left] - order[entered]
    slack = 1 if path.stages[order[left]].next else 0
    return back < 0 or _steps_on(path, left, entered, order) <= back + slack


def _steps_on(path: Path, left: str, entered: str, order: Mapping[str, int]) -> int:
    """Return how many steps lead from one stage on to another; more than there are stages where none do."""
    reached, count = {left}, 0
    while entered not in reached and count <= len(order):
        reached |= {following for stage in reached for following in _following(path, order[stage])}
        count += 1
    return count


def _following(path: Path, place: int) -> set[str]:
    ahead = {stage.id for stage in path.stages[place + 1 : place + 2]}
    circle = path.stages[place].next
    return ahead | ({circle} if circle in {stage.id for stage in path.stages} and circle else set())


def direction_at(path: Path | None, state: JourneyState, at: datetime) -> Direction:
    """Return which way the customer moves now: as the last move went, until the stage has lasted longer than
    expected.
    """
    stage = next((one for one in path.stages if one.id == state.stage), None) if path else None
    lasts = lasting(path, stage) if path is not None and stage is not None else None
    return way_at(state.direction, state.since, lasts, at)


def lasting(path: Path, stage: _Stage) -> timedelta:
    """Return how long a stage is expected to last."""
    return stage.expected if stage.expected is not None else path.half_life


def way_at(last: Direction, since: datetime, lasts: timedelta | None, at: datetime) -> Direction:
    """Return which way it goes at `at`, the last move having been since then; None: the map lacks the stage."""
    return "steady" if lasts is not None and at - since > lasts else last


def quiet_since(state: JourneyState, last_word: datetime | None) -> datetime:
    """Return since when a customer gave no sign of life on a journey: a word, a move, or anything that spoke for a
    stage.
    """
    newest = max((one.at for one in state.evidence), default=state.since)
    return max(state.since, newest, last_word or state.since)


def next_silence(afters: Iterable[timedelta], quiet: datetime, at: datetime) -> datetime | None:
    """Return when the next of some silences is full; one that is full already is looked at once more after as long."""
    return min((quiet + after if quiet + after > at else at + after for after in afters), default=None)
