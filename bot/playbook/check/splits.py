"""Splits whose shares do not make a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.playbook.check.walking import each_step
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, error
from bot.playbook.places import place_of
from bot.playbook.schema.acting import SplitSource


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
