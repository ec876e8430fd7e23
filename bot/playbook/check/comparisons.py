"""Conditions that can never mean what they say: a number held against a text, `and` beside `or`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from bot.playbook.check.values import place_of_use
from bot.playbook.check.vocabulary import NAMESPACES, Sort
from bot.playbook.draft import Draft, Spot
from bot.playbook.faults import Fault, error, warning
from bot.playbook.liquid.liquid_analysis import Comparison

_NAMED: Final = {"number": "a number", "text": "a text", "truth": "true or false"}


class Sorts:
    """What kind of value each name holds, as far as the playbook tells."""

    def __init__(self, draft: Draft) -> None:
        self._kept: dict[tuple[str, str, str], set[Sort]] = defaultdict(set)
        for one in draft.kept:
            flow = one.flow if one.owner == "conversation" else ""
            self._kept[one.owner, flow, one.name].add(one.sort)

    def of(self, owner: str, name: str, spot: Spot) -> Sort:
        """Return what `owner.name` holds at a spot, `unknown` where that is not sure."""
        kept = set(self._kept.get((owner, spot.owner if owner == "conversation" else "", name), ()))
        shipped = NAMESPACES[owner].names.get(name) if owner in NAMESPACES else None
        sorts = kept | ({shipped} if shipped else set())
        return sorts.pop() if len(sorts) == 1 else "unknown"


def mismatched_comparisons(draft: Draft) -> Iterator[Fault]:
    """A number compared with a text, or a yes with either."""
    sorts = Sorts(draft)
    for used in draft.used:
        for comparison in used.analysis.comparisons:
            message = _mismatch(comparison, sorts, used.spot)
            if message is not None:
                yield error(place_of_use(draft, used, comparison.line, comparison.column), message)


def _mismatch(comparison: Comparison, sorts: Sorts, spot: Spot) -> str | None:
    literal = _sort_of(comparison.literal)
    name = ".".join(comparison.path)
    sort = sorts.of(*comparison.path, spot) if len(comparison.path) == 2 else "unknown"
    if comparison.sign == "contains":
        return None
    if comparison.sign in {"<", ">", "<=", ">="} and literal == "text":
        return f"`{name}` is held against a text with `{comparison.sign}`; write the number without quotes"
    if sort in {"unknown", literal}:
        return None
    return f"`{name}` is {_NAMED[sort]} and is compared with {_NAMED[literal]}; they are never equal"


def _sort_of(literal: object) -> Sort:
    if isinstance(literal, bool):
        return "truth"
    return "text" if isinstance(literal, str) else "number"


def mixed_conditions(draft: Draft) -> Iterator[Fault]:
    """`and` beside `or` without brackets, which Liquid reads from the right."""
    for used in draft.used:
        if used.analysis.mixed is not None:
            place = place_of_use(draft, used, *used.analysis.mixed)
            yield warning(place, "`and` beside `or`: `a and b or c` is read as `a and (b or c)`; write the brackets")
