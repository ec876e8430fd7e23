"""Which steps and branches of a playbook no test reaches.

A playbook is watched by its look-ups: the engine asks a flow for a step exactly when it goes there or stands there. A
step whose `if` did not hold was looked at and not run. A branch counts as taken when its first step is looked up right
after the step that branches; two branches of one step that go to the same step can't be told apart, and count together.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView

from msgspec import Struct, field
from msgspec.structs import replace

from bot.playbook.compiled import AnyStep, Condition, Flow, Place, Playbook, Values
from bot.playbook.ways import named_ways


class Branch(Struct, frozen=True):
    """A way out of a step, by the names the author gave it: choices, `silent`, `otherwise`, a case, an arm…"""

    flow: str
    step: str
    names: tuple[str, ...]
    target: str
    place: Place

    def __str__(self) -> str:
        return f"{self.place}: {self.flow}, branch {' / '.join(self.names)}"


class Missed(Struct, frozen=True):
    """A step that no test reached."""

    flow: str
    step: str
    place: Place

    def __str__(self) -> str:
        return f"{self.place}: {self.flow}, step {self.step}"


class Coverage(Struct, frozen=True):
    """What the tests reached, of how much."""

    steps: int
    branches: int
    missed_steps: tuple[Missed, ...] = ()
    missed_branches: tuple[Branch, ...] = ()

    @property
    def percent(self) -> int:
        """Steps and branches together, rounded down: 100 is everything."""
        whole = self.steps + self.branches
        missed = len(self.missed_steps) + len(self.missed_branches)
        return 100 * (whole - missed) // whole if whole else 100


class Footprints(Struct):
    """Where the engine has been, in every rehearsal of one watched playbook."""

    run: set[tuple[str, str]] = field(default_factory=set)
    taken: set[tuple[str, str, str]] = field(default_factory=set)
    last: dict[str, str] = field(default_factory=dict)

    def looked(self, flow: str, step: str) -> None:
        before = self.last.get(flow)
        if before is not None:
            self.taken.add((flow, before, step))
        self.last[flow] = step


def watch(playbook: Playbook) -> tuple[Playbook, Footprints]:
    """Return the playbook with every step watched, and where its footprints gather."""
    prints = Footprints()
    flows = {name: replace(flow, steps=_Watched(flow, prints)) for name, flow in playbook.flows.items()}
    return replace(playbook, flows=flows), prints


def unwatched(flow: Flow) -> Mapping[str, AnyStep]:
    """Return the steps of a flow to be read without leaving footprints."""
    return flow.steps.plain if isinstance(flow.steps, _Watched) else flow.steps


class _Watched(Mapping[str, AnyStep]):
    """The steps of a flow, which note who asks for them; `plain` are the same unwatched."""

    def __init__(self, flow: Flow, prints: Footprints) -> None:
        self.plain = flow.steps
        self._flow = flow.id
        self._prints = prints
        self._steps = {name: _watched(flow.id, step, prints) for name, step in flow.steps.items()}

    def __getitem__(self, name: str) -> AnyStep:
        step = self._steps[name]
        self._prints.looked(self._flow, name)
        if step.guard is None:
            self._prints.run.add((self._flow, name))
        return step

    def __iter__(self) -> Iterator[str]:
        return iter(self._steps)

    def __len__(self) -> int:
        return len(self._steps)

    def values(self) -> ValuesView[AnyStep]:
        """Return all steps; who looks through them all goes to none."""
        return self._steps.values()

    def items(self) -> ItemsView[str, AnyStep]:
        """Return all steps by name; who looks through them all goes to none."""
        return self._steps.items()


def _watched(flow: str, step: AnyStep, prints: Footprints) -> AnyStep:
    return replace(step, guard=_Guard(flow, step.id, step.guard, prints)) if step.guard else step


class _Guard:
    """The `if` of a step, which notes when it let the step run."""

    def __init__(self, flow: str, step: str, condition: Condition, prints: Footprints) -> None:
        self.source = condition.source
        self._key = (flow, step)
        self._condition = condition
        self._prints = prints

    def holds(self, values: Values) -> bool:
        held = self._condition.holds(values)
        if held:
            self._prints.run.add(self._key)
        return held


def measure(playbook: Playbook, prints: Footprints) -> Coverage:
    """Return what of `playbook` (watched or not) the footprints cover, in the order of its files."""
    steps = [Missed(flow.id, step.id, step.place) for flow, step in _steps(playbook)]
    found = [branch for flow, step in _steps(playbook) for branch in branches(flow.id, step)]
    missed = [each for each in steps if (each.flow, each.step) not in prints.run]
    untaken = [each for each in found if (each.flow, each.step, each.target) not in prints.taken]
    return Coverage(
        len(steps),
        len(found),
        tuple(sorted(missed, key=lambda each: _where(each.place))),
        tuple(sorted(untaken, key=lambda each: _where(each.place))),
    )


def _steps(playbook: Playbook) -> Iterator[tuple[Flow, AnyStep]]:
    for flow in playbook.flows.values():
        steps = flow.steps._steps if isinstance(flow.steps, _Watched) else flow.steps
        yield from ((flow, step) for step in steps.values())


def _where(place: Place) -> tuple[str, int, int]:
    return place.file, place.line, place.column


def branches(flow: str, step: AnyStep) -> list[Branch]:
    """Return the branches of a step that lead somewhere of their own, those to one step together."""
    together: dict[str, list[str]] = {}
    for name, target in named_ways(step):
        if target is not None:
            together.setdefault(target, []).append(name)
    return [Branch(flow, step.id, tuple(names), target, step.place) for target, names in together.items()]
