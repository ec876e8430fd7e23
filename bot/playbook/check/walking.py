"""Walks through a flow: its steps as written, and those that a conversation can come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.playbook.compiled import AnyStep, Flow, Go
from bot.playbook.damage import NOTHING, Damage
from bot.playbook.schema import acting, asking, booking, offering, rating, recommending, selling
from bot.playbook.schema.branches import Branch
from bot.playbook.schema.steps import Step
from bot.playbook.ways import Target, successors


def is_sure(flow: Flow, step: AnyStep, target: Target, damage: Damage) -> bool:
    """Whether the way from a step to another is there whatever may stand in what is lost between them."""
    if target is None or target not in flow.steps:
        return False
    return isinstance(step, Go) or not damage.between(step.place, flow.steps[target].place)


def reached(flow: Flow, damage: Damage = NOTHING) -> frozenset[str]:
    """Return the steps that a conversation can come to; from what is lost, to every step named there or next to it."""
    found: set[str] = set()
    waiting: list[Target] = [flow.first, *_beside(flow, damage)]
    while waiting:
        name = waiting.pop()
        if name is not None and name in flow.steps and name not in found:
            found.add(name)
            waiting.extend(successors(flow.steps[name]))
    return frozenset(found)


def _beside(flow: Flow, damage: Damage) -> Iterator[str]:
    yield from damage.words & flow.steps.keys()
    placed = sorted(((step.place.line, step.place.column), name) for name, step in flow.steps.items())
    for mark in damage.marks:
        after = [name for place, name in placed if place > mark]
        yield from after[:1]
        yield from next(([name] for name in after if "." not in name), [])


def each_step(steps: Iterable[Step]) -> Iterator[Step]:
    """Yield every step as written, those of branches too, in the order of the file."""
    waiting = list(steps)[::-1]
    while waiting:
        step = waiting.pop()
        yield step
        inner = [part for branch in branches(step) for part in branch or []]
        waiting.extend(reversed(inner))


def branches(step: Step) -> list[Branch | None]:  # noqa: C901, PLR0911 - one line a verb
    """Return the branches of a step as written."""
    match step:
        case asking.AskSource():
            return [*(choice.do for choice in step.choices), step.silent, step.otherwise]
        case selling.OrderSource():
            return [step.order.confirmed, step.order.cancelled, step.order.empty, step.order.silent]
        case booking.BookSource():
            book = step.book
            return [book.booked, book.cancelled, book.full, book.none, book.silent]
        case rating.RateSource():
            fields = step.rate
            return [fields.low, fields.middle, fields.high, fields.silent, fields.otherwise]
        case acting.ChooseSource():
            return [branch for case in step.choose for branch in (case.then, case.else_)]
        case acting.SplitSource():
            return [arm.do for arm in step.split.branches]
        case acting.WaitSource():
            return [step.wait.late]
        case acting.FetchSource():
            return [step.fetch.failed]
        case acting.ConsentSource():
            return [step.consent.granted, step.consent.refused]
        case offering.CompareSource():
            found = step.compare
            return [found.chosen, found.none, found.too_few, step.silent]
        case recommending.RecommendSource():
            told = step.recommend
            return [*(choice.do for choice in told.choices), told.taken, told.none, told.nothing, step.silent]
        case _:
            return []
