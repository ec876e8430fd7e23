"""The ways out of a step, a verb a case: for whoever walks through flows (checks, drawings, what tests reach).

A branch that the author did not write carries on with the step after; where a verb says more than that (nothing free is
as good as given up), it stands here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from msgspec import Struct

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

Target = str | None
"""A step's id; None is the end of the flow."""


class Way(Struct, frozen=True):
    """`name` is the author's (a choice, a condition, an arm) or the verb's (`silent`), empty for simply going on. `to`
    is where it comes to, `branch` the steps of its own, if it has any. `choice`: the author named it, branch or not.
    """

    name: str
    to: Target
    branch: Target = None
    choice: bool = False


def successors(step: AnyStep) -> tuple[Target, ...]:
    """Return where the conversation may go after a step, skipped or run."""
    skipped: tuple[Target, ...] = (step.next,) if step.guard is not None else ()
    return tuple(dict.fromkeys((*(way.to for way in ways(step)), *skipped)))


def named_ways(step: AnyStep) -> list[tuple[str, Target]]:
    """Return the ways out beside carrying on: what each is called, and where its own steps begin, if it has any."""
    return [(way.name, way.branch) for way in ways(step) if way.choice or (way.name and way.branch is not None)]


def ways(step: AnyStep) -> list[Way]:  # noqa: C901, PLR0911, PLR0912 - one case a verb
    """Return every way out of a step that is run."""
    match step:
        case Say() | Floor() | Set() | Call() | Move() | EmitStep() | HandOver():
            return [_on(step)]
        case Rate():
            return [*_levels(step), *_unanswered(step)]
        case Ask():
            return [*(_options(step) or [_on(step)]), *_unanswered(step)]
        case OrderStep():
            empty = [_branch(step, "empty", step.empty)] if step.has_empty else []
            ends = [_branch(step, "confirmed", step.confirmed), _branch(step, "cancelled", step.cancelled)]
            return [*ends, *empty, *_silent(step)]
        case BookStep():
            return _of_booking(step)
        case Choose():
            cases = [_case(step, one.condition.source if one.condition else "else", one.target) for one in step.cases]
            return cases if any(one.condition is None for one in step.cases) else [*cases, _on(step)]
        case Split():
            return [Way(arm.name, None) if arm.holdout else _case(step, arm.name, arm.target) for arm in step.arms]
        case Wait():
            return [_on(step), *([_branch(step, "late", step.late)] if step.has_late else [])]
        case Go():
            return [Way("", step.target)]
        case FetchStep():
            return [_on(step), *([_branch(step, "failed", step.failed)] if step.has_failed else [])]
        case ConsentStep():
            return [_branch(step, "granted", step.granted), _branch(step, "refused", step.refused), _on(step)]
        case Compare():
            ends = [_branch(step, "chosen", step.chosen), _branch(step, "none", step.none)]
            return [*ends, _branch(step, "too few", step.too_few, step.none), *_silent(step)]
        case Recommend():
            ends = [_branch(step, "taken", step.taken), _branch(step, "none", step.none)]
            return [*_options(step), *ends, _branch(step, "nothing", step.nothing, step.none), *_silent(step)]
        case Stop():
            return []
        case _:
            assert_never(step)


def _on(step: AnyStep) -> Way:
    return Way("", step.next)


def _branch(step: AnyStep, name: str, branch: Target, instead: Target = None) -> Way:
    return Way(name, branch or instead or step.next, branch)


def _case(step: AnyStep, name: str, branch: Target) -> Way:
    return Way(name, branch or step.next, branch, choice=True)


def _options(step: Ask | Recommend) -> list[Way]:
    return [_case(step, option.label.source, option.target) for option in step.options]


def _silent(step: Ask | OrderStep | BookStep | Compare | Recommend) -> list[Way]:
    return [_branch(step, "silent", step.silent)] if step.has_silent else []


def _unanswered(step: Ask) -> list[Way]:
    return [*_silent(step), *([_branch(step, "otherwise", step.otherwise)] if step.has_otherwise else [])]


def _levels(step: Rate) -> Iterable[Way]:
    """Each level leads to its open question, if it has one, then on: also where that question is not put."""
    for level, arm in step.arms.items():
        yield _branch(step, level, arm.why or arm.target)
        yield Way("", arm.target or step.next)


def _of_booking(step: BookStep) -> list[Way]:
    """Nothing free, and no appointment to change, go on as given up where they have no branch."""
    full = _branch(step, "full", step.full, None if step.has_full else step.cancelled)
    none = _branch(step, "none", step.none, None if step.has_none else step.cancelled)
    ends = [_branch(step, "booked", step.booked), _branch(step, "cancelled", step.cancelled), full]
    return [*ends, *([none] if step.source == "appointment" else []), *_silent(step)]
