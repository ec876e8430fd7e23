"""A conversation file to a flow: branches flattened into one graph of steps.

A step without an `id` is named by its path: `2` is the flow's second step, `2.le_prix.1` the first of the branch of its
choice « Le prix », `keep.silent.1` the first of the branch `silent` of the step `keep`. The last step of a branch goes
on with the step after the one that branched. A branch that is one bare `{ go: id }` is no step: it is the target.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.playbook.compile.compiling import Common, Compiling
from bot.playbook.compile.steps import compile_step
from bot.playbook.compiled import AnyStep, Ask, Flow, OrderStep, Policy, Start, Stop, Text
from bot.playbook.draft import Spot, WrittenFlow
from bot.playbook.schema.acting import GoSource
from bot.playbook.schema.branches import Branch
from bot.playbook.schema.conversations import FlowFile, StartSource
from bot.playbook.schema.steps import Step
from bot.playbook.source.places import place_of

#: What a text of a flow that invites to bring a friend looks at.
REFERRAL = "customer.referral_"


class Graph:
    """The steps of one flow, as they are being flattened."""

    def __init__(self, compiling: Compiling, file: str, flow: str) -> None:
        self.compiling = compiling
        self.steps: dict[str, AnyStep] = {}
        self._file = file
        self._flow = flow
        self._lines: dict[str, int] = {}

    def chain(self, steps: Sequence[Step], prefix: str, after: str | None) -> str | None:
        """Add steps that follow one another, then `after`. Return where they begin, None for the end of the flow."""
        if not steps:
            return after
        if len(steps) == 1 and (target := self._bare_go(steps[0])):
            return target
        names = [self._name(step, f"{prefix}{number}") for number, step in enumerate(steps, 1)]
        for step, name, following in zip(steps, names, [*names[1:], after], strict=True):
            self._add(step, name, following)
        return names[0]

    def branch(self, branch: Branch | None, common: Common, name: str) -> str | None:
        """Add a branch of a step. Return where it begins; None carries on with the step after it."""
        return self.chain(branch, f"{common.id}.{name}.", common.next) if branch else None

    def put(self, step: AnyStep) -> None:
        """Add a step that a verb is made of beside its own."""
        self.steps[step.id] = step
        self._lines.setdefault(step.id, step.place.line)

    def _bare_go(self, step: Step) -> str | None:
        if isinstance(step, GoSource) and step.id is None and step.if_ is None:
            self.compiling.mention("step", step.go, self._spot(""))
            return str(step.go)
        return None

    def _spot(self, step: str) -> Spot:
        return Spot(file=self._file, kind="flow", owner=self._flow, step=step)

    def _name(self, step: Step, path: str) -> str:
        """Return the step's name, the author's before its path; one that is taken is told and set apart."""
        name = str(step.id) if step.id else path
        if name in self._lines:
            place = place_of(step.node.field("id"), self._file)
            self.compiling.fault(place, f"the step `{name}` is there twice; the first is in line {self._lines[name]}")
            name = f"{name}@{step.node.line}.{step.node.column}"
        self._lines[name] = step.node.line
        return name

    def _add(self, step: Step, name: str, following: str | None) -> None:
        spot = self._spot(name)
        place = place_of(step.node, self._file)
        guard = self.compiling.condition(step.if_, spot)
        common = Common(id=name, place=place, guard=guard, next=following, spot=spot)
        self.steps[name] = Stop(id=name, place=place, outcome="")  # keeps the rank while the branches are added
        self.steps[name] = compile_step(self, step, common)


def compile_flow(compiling: Compiling, source: FlowFile, file: str, policy: Policy) -> WrittenFlow:
    """Compile a conversation. Its purpose is still what was written, else `service`: `purposes` settles it."""
    flow = str(source.flow)
    graph = Graph(compiling, file, flow)
    spot = Spot(file=file, kind="flow", owner=flow)
    compiling.mention("stage", source.stage, spot)
    first = graph.chain(source.steps, "", None)
    title = source.title or source.flow
    compiled = Flow(
        id=flow,
        title=str(title),
        label=compiling.text(source.title, spot, "label") if source.title else None,
        place=place_of(source.node, file),
        first=first or "",
        steps=graph.steps,
        purpose=source.purpose or "service",
        stage=str(source.stage) if source.stage else None,
        starts=tuple(_start(compiling, start, spot) for start in source.starts),
        examples=tuple(str(example) for example in source.examples),
        expires=source.expires or policy.expires,
        when_interrupting=source.when_interrupting,
        labels=_labels(graph.steps.values()),
        refers=any(used.spot.owner == flow and REFERRAL in used.word for used in compiling.used),
        hearing=tuple(one for one in graph.steps.values() if isinstance(one, Ask) and one.is_heard),
        takes_words=any(isinstance(one, OrderStep) and one.source == "said" for one in graph.steps.values()),
    )
    return WrittenFlow(flow=compiled, source=source, file=file)


def _labels(steps: Iterable[AnyStep]) -> dict[str, dict[str, Text]]:
    """Return how the choices that the flow keeps are shown, by slot and key."""
    found: dict[str, dict[str, Text]] = {}
    for step in steps:
        if isinstance(step, Ask) and step.save is not None and step.options:
            shown = found.setdefault(f"{step.save.owner}.{step.save.name}", {})
            shown.update({option.key: option.label for option in step.options})
    return found


def _start(compiling: Compiling, source: StartSource, spot: Spot) -> Start:
    return Start(
        intent=str(source.intent) if source.intent else None,
        event=str(source.event) if source.event else None,
        after=source.after,
        before=source.before,
        at=str(source.at).rjust(5, "0") if source.at else None,
        condition=compiling.condition(source.if_, spot),
        unless=tuple(str(event) for event in source.unless),
        place=place_of(source.node, spot.file),
    )
