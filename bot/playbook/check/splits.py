"""Splits whose shares do not make a whole, and holdouts that leave a customer without an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.playbook.check.walking import each_step
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
    Say,
    Split,
    Wait,
)
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, error, suggestion
from bot.playbook.schema.acting import SplitSource
from bot.playbook.source.places import place_of
from bot.playbook.ways import successors


def _splits(draft: Draft) -> Iterator[tuple[SplitSource, str]]:
    for one in draft.flows:
        yield from ((step, one.file) for step in each_step(one.source.steps) if isinstance(step, SplitSource))


def split_shares(draft: Draft) -> Iterator[Fault]:
    """Shares that are not 100 together, or an arm that nobody would take."""
    for step, file in _splits(draft):
        shares = [arm.weight for arm in step.split.branches]
        total = sum(shares) + step.split.holdout
        if abs(total - 100) > 0.01 and not draft.damage(file).touches(step.node):
            held = f" with the holdout's {step.split.holdout:g}" if step.split.holdout else ""
            place = place_of(step.split.node.key("branches"), file)
            yield error(place, f"the shares are {total:g} together{held}; they should be 100")
        for arm in step.split.branches:
            if arm.weight == 0:
                yield error(place_of(arm.node.key("weight"), file), "nobody takes an arm of weight 0; delete it")


def split_names(draft: Draft) -> Iterator[Fault]:
    """Two splits of one name would send the same customers the same way; two arms of one name could not be counted."""
    seen: dict[str, str] = {}
    for step, file in _splits(draft):
        name = step.split.name
        if name in seen:
            yield error(place_of(name, file), f"a split is called `{name}` already, in {seen[name]}")
        seen.setdefault(str(name), f"{file}:{name.line}")
        arms = Counter(str(arm.name) for arm in step.split.branches if arm.name)
        for arm in step.split.branches:
            if arm.name and (arms[str(arm.name)] > 1 or arm.name == "holdout"):
                yield error(place_of(arm.name, file), f"the arm `{arm.name}` needs a name of its own")


def silent_holdouts(draft: Draft) -> Iterator[Fault]:
    """A holdout that may be the first thing in a flow that customers begin: who falls in it wrote and hears nothing."""
    for one in draft.flows:
        flow = one.flow
        if not (flow.examples or any(start.intent for start in flow.starts)):
            continue
        for step in _met_before_a_word(flow):
            if isinstance(step, Split) and step.guard is None and any(arm.holdout for arm in step.arms):
                yield error(
                    step.place,
                    f"a customer begins `{flow.id}`, and whoever falls in this holdout gets no answer: say something"
                    " before it, or keep the holdout to a flow that the bot starts by itself",
                )


def unknown_arms(draft: Draft) -> Iterator[Fault]:
    """A test that chooses an arm which is not there."""
    steps = [step for one in draft.flows for step in one.flow.steps.values() if isinstance(step, Split)]
    arms = {step.name: [arm.name for arm in step.arms] for step in steps}
    for test in draft.tests:
        for split, arm in test.source.splits.items():
            if split not in arms:
                yield error(place_of(split, test.file), f"there is no split `{split}`{suggestion(split, arms)}")
            elif arm not in arms[split]:
                listed = ", ".join(arms[split])
                yield error(place_of(arm, test.file), f"the split `{split}` has no arm `{arm}`; it has {listed}")


def _met_before_a_word(flow: Flow) -> list[AnyStep]:
    """Return the steps that may be met before anything is said; a `wait` is long enough for whoever asked."""
    speaks = Say | Ask | BookStep | Call | Compare | ConsentStep | Floor | HandOver | OrderStep | Recommend | Wait
    found: dict[str, AnyStep] = {}
    ahead = [flow.first]
    while ahead:
        name = ahead.pop()
        step = flow.steps.get(name)
        if step is None or name in found:
            continue
        found[name] = step
        if not isinstance(step, speaks):
            ahead.extend(target for target in successors(step) if target is not None)
    return list(found.values())
