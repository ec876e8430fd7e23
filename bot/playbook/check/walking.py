"""Ways through a flow: the steps as written, and as they follow one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from bot.playbook.compiled import (
    AnyStep,
    Ask,
    BookStep,
    Call,
    Choose,
    Compare,
    ConsentStep,
    EmitStep,
    FetchStep,
    Floor,
    Flow,
    Go,
    HandOver,
    Move,
    OrderStep,
    Rate,
    Recommend,
    Say,
    Set,
    Split,
    Stop,
    Wait,
)
from bot.playbook.damage import NOTHING, Damage
from bot.playbook.schema import acting, asking, booking, offering, rating, recommending, selling
from bot.playbook.schema.branches import Branch
from bot.playbook.schema.steps import Step

Target = str | None


def successors(step: AnyStep) -> tuple[Target, ...]:
    """Return where the conversation may go after a step; None is the end of the flow."""
    skipped: tuple[Target, ...] = (step.next,) if step.guard is not None else ()
    return tuple(dict.fromkeys((*_taken(step), *skipped)))


def _taken(step: AnyStep) -> Iterable[Target]:  # noqa: C901, PLR0911, PLR0912 - one line a verb
    match step:
        case Say() | Floor() | Set() | Call() | Move() | EmitStep() | HandOver():
            return (step.next,)
        case Rate():
            return [*_levels(step), *_after_ask(step)[1:]]
        case Ask():
            return _after_ask(step)
        case OrderStep():
            return _after_order(step)
        case BookStep():
            return _after_booking(step)
        case Choose():
            cases = [case.target or step.next for case in step.cases]
            return cases if any(case.condition is None for case in step.cases) else [*cases, step.next]
        case Split():
            return [step.next if arm.target is None and not arm.holdout else arm.target for arm in step.arms]
        case Wait():
            return (step.next, step.late or step.next) if step.has_late else (step.next,)
        case Go():
            return (step.target,)
        case FetchStep():
            return (step.next, step.failed or step.next) if step.has_failed else (step.next,)
        case ConsentStep():
            return (step.granted or step.next, step.refused or step.next, step.next)
        case Compare():
            return _after_compare(step)
        case Recommend():
            return _after_recommend(step)
        case Stop():
            return ()
        case _:
            assert_never(step)


def _levels(step: Rate) -> list[Target]:
    """Return where each level leads, with its open question and without one."""
    arms = step.arms.values()
    return list(
        dict.fromkeys(
            target for arm in arms for target in (arm.why or arm.target or step.next, arm.target or step.next)
        )
    )


def _after_compare(step: Compare) -> Iterable[Target]:
    """None, and too few to compare, carry on like a choice where they have no branch."""
    none = step.none or step.next
    silent = [step.silent or step.next] if step.has_silent else []
    return [step.chosen or step.next, none, step.too_few or none, *silent]


def _after_recommend(step: Recommend) -> Iterable[Target]:
    """None, and nothing to propose, carry on like a choice where they have no branch."""
    none = step.none or step.next
    silent = [step.silent or step.next] if step.has_silent else []
    own = [option.target or step.next for option in step.options]
    return [step.taken or step.next, none, step.nothing or none, *own, *silent]


def _after_ask(step: Ask) -> list[Target]:
    replies = [option.target or step.next for option in step.options] or [step.next]
    silent = [step.silent or step.next] if step.has_silent else []
    otherwise = [step.otherwise or step.next] if step.has_otherwise else []
    return [*replies, *silent, *otherwise]


def _after_order(step: OrderStep) -> Iterable[Target]:
    silent = [step.silent or step.next] if step.has_silent else []
    empty = [step.empty or step.next] if step.has_empty else []
    return [step.confirmed or step.next, step.cancelled or step.next, *empty, *silent]


def _after_booking(step: BookStep) -> Iterable[Target]:
    """Nothing free, and no appointment to change, go on as given up where they have no branch."""
    cancelled = step.cancelled or step.next
    full = (step.full or step.next) if step.has_full else cancelled
    none = [(step.none or step.next) if step.has_none else cancelled] if step.source == "appointment" else []
    silent = [step.silent or step.next] if step.has_silent else []
    return [step.booked or step.next, cancelled, full, *none, *silent]


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
