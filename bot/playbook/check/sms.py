"""Texts that cost more SMS segments than the policy allows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.playbook.draft import Draft, Used
from bot.playbook.faults import Fault, error, warning
from bot.playbook.nodes import Word
from bot.playbook.places import place_of
from bot.playbook.sms import Estimate, estimate

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


def _bare_texts(draft: Draft) -> Iterator[Used]:
    """Yield the texts of messages that have no `sms:`. The bench notes a message's `sms` right after its text."""
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
