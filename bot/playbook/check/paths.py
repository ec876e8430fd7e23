"""Ways through flows: steps that nothing leads to, circles that never wait, flows that call each other for ever or that
nothing starts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.playbook.check.walking import is_sure, reached
from bot.playbook.compiled import (
    AnyStep,
    Ask,
    BookStep,
    Call,
    Compare,
    ConsentStep,
    Floor,
    Flow,
    HandOver,
    OrderStep,
    Recommend,
    Wait,
)
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, error, warning
from bot.playbook.source.places import place_of
from bot.playbook.ways import successors


def unreachable_steps(draft: Draft) -> Iterator[Fault]:
    """A step that no way leads to: told once, at the first of a row of them."""
    for one in draft.flows:
        there = reached(one.flow, draft.damage(one.file))
        lost = [step for name, step in one.flow.steps.items() if name not in there]
        led_to = {target for step in lost for target in successors(step)}
        for step in lost:
            if step.id not in led_to or step.id == _first_of_circle(step.id, lost):
                yield error(step.place, f"nothing leads to this step{_why(step, one.flow)}")


def _first_of_circle(name: str, lost: list[AnyStep]) -> str | None:
    """In a circle of lost steps each is led to by another: the first written speaks for all."""
    targets = {target for step in lost for target in successors(step)}
    return None if any(step.id not in targets for step in lost) else lost[0].id if lost[0].id == name else None


def _why(step: AnyStep, flow: Flow) -> str:
    names = list(flow.steps)
    before = names[names.index(step.id) - 1] if names.index(step.id) else None
    if before is None or "." in before:
        return ""
    named = f"`{before}`" if not before.isdigit() else "the step"
    return f"; {named} before it, in line {flow.steps[before].place.line}, goes elsewhere"


def _waits(step: AnyStep) -> bool:
    """Whether a step stands still until the customer, the clock or the shop says something. A called flow is looked at
    by itself.
    """
    if isinstance(step, ConsentStep):
        return step.action == "ask"
    return isinstance(step, Ask | BookStep | Compare | Recommend | Floor | Wait | HandOver | OrderStep)


def endless_loops(draft: Draft) -> Iterator[Fault]:
    """A circle of steps without a question or a wait: it would speak for ever in one breath."""
    for one in draft.flows:
        lost = draft.damage(one.file)
        loop = _circle(
            {
                name: [target for target in successors(step) if is_sure(one.flow, step, target, lost)]
                for name, step in one.flow.steps.items()
                if not _waits(step)
            }
        )
        if loop is not None:
            first = min((one.flow.steps[name] for name in loop), key=lambda step: (step.place.line, step.place.column))
            yield error(
                first.place, "these steps lead back here without a question or a wait between; put a `wait`, or leave"
            )


def _circle(graph: Mapping[str, list[str]] | Mapping[str, list[str | None]]) -> list[str] | None:
    """Return the names of one circle in a graph, or None; by depth first, without recursion."""
    done: set[str] = set()
    for start in graph:
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            name, leaving = stack.pop()
            if leaving:
                on_path.discard(path.pop())
                done.add(name)
            elif name in on_path:
                return path[path.index(name) :]
            elif name not in done:
                path.append(name)
                on_path.add(name)
                stack.append((name, True))
                stack.extend((target, False) for target in graph[name] if target in graph and target is not None)
    return None


def endless_calls(draft: Draft) -> Iterator[Fault]:
    """Flows that call each other in a circle, or themselves: each call waits for the one it made."""
    flows = {one.flow.id: one for one in draft.flows}
    calls = {name: [step for step in one.flow.steps.values() if isinstance(step, Call)] for name, one in flows.items()}
    for name, some in calls.items():
        if (step := next((step for step in some if step.flow == name), None)) is not None:
            again = "to say it again, `go` to its first step"
            yield error(step.place, f"`{name}` calls itself, and would never end; {again}")
    circle = _circle({name: [step.flow for step in some if step.flow != name] for name, some in calls.items()})
    if circle is not None:
        first = circle[0]
        step = next(step for step in calls[first] if step.flow == circle[1 % len(circle)])
        way = " → ".join(f"`{name}`" for name in (*circle, first))
        yield error(step.place, f"these flows call each other for ever: {way}")


def unstarted_flows(draft: Draft) -> Iterator[Fault]:
    """A flow that nothing starts: no intent, event, follow-up, `call` or `then`. Staff still can."""
    started = {
        mention.name for mention in draft.mentions if mention.kind == "flow" and "/tests/" not in mention.place.file
    }
    for one in draft.flows:
        maybe = draft.damage(one.file).head or one.flow.id in draft.lost
        if not one.flow.starts and one.flow.id not in started and not maybe:
            place = place_of(one.source.flow, one.file)
            yield warning(
                place, f"nothing starts `{one.flow.id}` but staff: no `starts`, `call`, `then` or follow-up names it"
            )


def silent_intents(draft: Draft) -> Iterator[Fault]:
    """An intent without examples: the bot could never tell that the customer wants it."""
    for one in draft.flows:
        for start in one.source.starts:
            if start.intent is not None and not one.source.examples and not draft.damage(one.file).head:
                yield error(place_of(start.intent, one.file), "an intent needs `examples` of how customers say it")
