"""Texts that cost more SMS segments than the policy allows, and marketing that names no way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from bot.playbook.compiled import Ask, Floor, Flow, Say
from bot.playbook.draft import Draft, Used
from bot.playbook.faults import Fault, error, warning
from bot.playbook.sms import Estimate, estimate
from bot.playbook.source.nodes import Word
from bot.playbook.source.places import place_of
from bot.playbook.ways import successors

_WAY_OUT: Final = re.compile(r"\bSTOP\b", re.IGNORECASE)
#: No text of fewer characters can need more than one segment, whatever its signs.
_SURELY_ONE = 60


def long_sms(draft: Draft) -> Iterator[Fault]:
    """A short wording over the policy's segments, which is a fault; a text without one, which is told."""
    most = draft.policy.sms_segments
    for used in draft.used:
        if used.role == "sms" and (over := _over(used.word, most)):
            yield error(place_of(used.word, used.spot.file), f"{_cost(over)}; the policy allows {most}")
    for used in _bare_texts(draft):
        if over := _over(used.word, most):
            message = f"{_cost(over)} and has no short wording (`sms:`); the policy allows {most}"
            yield warning(place_of(used.word, used.spot.file), message)


def marketing_without_way_out(draft: Draft) -> Iterator[Fault]:
    """The first words of a marketing conversation that don't mention STOP by SMS: a line is then added to them.

    Article L.34-5 CPCE wants a way out in every message that promotes something; an author's own reads better.
    """
    opening = {
        one.flow.id: _first_said(one.flow)
        for one in draft.flows
        if one.flow.purpose == "marketing" and (one.source.purpose or not draft.damage(one.file).head)
    }
    for used, after in pairwise((*draft.used, None)):
        if used is None or used.role != "text" or used.spot.step not in opening.get(used.spot.owner, frozenset()):
            continue
        said = after if after is not None and after.role == "sms" else used
        lost = draft.damage(used.spot.file).before(place_of(used.word, used.spot.file))
        if used.spot.kind == "flow" and not _WAY_OUT.search(said.word) and not lost:
            message = "marketing by SMS names a way out (« STOP »); a line of its own will be added to this"
            yield warning(place_of(said.word, said.spot.file), message)


def _first_said(flow: Flow) -> frozenset[str]:
    """Return the steps that may be the first to speak."""
    found: set[str] = set()
    seen: set[str | None] = {None}
    waiting: list[str | None] = [flow.first]
    while waiting:
        name = waiting.pop()
        if name in seen or name is None or name not in flow.steps:
            continue
        seen.add(name)
        step = flow.steps[name]
        if isinstance(step, Say | Ask | Floor):
            found.add(name)
        else:
            waiting.extend(successors(step))
    return frozenset(found)


def _bare_texts(draft: Draft) -> Iterator[Used]:
    """Yield the texts of messages that have no `sms:`. `Compiling` notes a message's `sms` right after its text."""
    for used, after in pairwise((*draft.used, None)):
        if (
            used is not None
            and used.role == "text"
            and used.spot.kind in {"flow", "answer"}
            and (after is None or after.role != "sms")
        ):
            yield used


def _over(word: Word, most: int) -> Estimate | None:
    if len(word) <= _SURELY_ONE:
        return None
    found = estimate(str(word))
    return found if found.segments > most else None


def _cost(found: Estimate) -> str:
    signs = " ".join(found.costly[:5])
    reason = f", because of {signs}" if signs else ""
    return f"this takes {found.segments} SMS segments{reason}"
