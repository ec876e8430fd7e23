"""What a flow is for, where its author did not say.

The rule (the sources are in `playbook.md`, "Purpose"): what the bot starts by itself, because an event, a follow-up or
a moment of the journey says so, is `marketing`. A flow that others call is what its callers are. What is left is
started by the customer's own words, an answer's `then` or staff, and is `service`. Where several hold, the strictest
wins: marketing, care, service.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bot.model.message import Purpose
from bot.playbook.compiled import Call, Flow
from bot.playbook.draft import WrittenFlow, WrittenJourney

#: Events that are the customer's own act: what they start is an answer.
ANSWERED_EVENTS: Final = frozenset({"chat.opened"})
_STRICTNESS: Final[Mapping[Purpose, int]] = {"reply": 0, "service": 1, "care": 2, "marketing": 3}


def purposes(flows: Iterable[WrittenFlow], journeys: Iterable[WrittenJourney]) -> dict[str, Purpose]:
    """Return the purpose of each flow."""
    written = tuple(flows)
    proactive = {name for journey in journeys for name in _started_by(journey)}
    settled: dict[str, Purpose] = {one.flow.id: _own(one, proactive) for one in written}
    named = {one.flow.id for one in written if one.source.purpose is not None}
    changed = True
    while changed:  # at most as often as there are flows times purposes: a purpose only becomes stricter
        changed = False
        for one in written:
            for called in _calls(one.flow) & settled.keys() - named:
                if _STRICTNESS[settled[one.flow.id]] > _STRICTNESS[settled[called]]:
                    settled[called] = settled[one.flow.id]
                    changed = True
    return settled


def _own(written: WrittenFlow, proactive: set[str]) -> Purpose:
    if written.source.purpose is not None:
        return written.source.purpose
    by_event = any(start.event not in {None, *ANSWERED_EVENTS} for start in written.flow.starts)
    return "marketing" if by_event or written.flow.id in proactive else "service"


def _started_by(journey: WrittenJourney) -> list[str]:
    if journey.source is None:
        return []
    moments = [str(moment.start) for moment in journey.source.moments if moment.start]
    return moments + [str(one.start) for one in journey.source.follow_ups]


def _calls(flow: Flow) -> set[str]:
    return {step.flow for step in flow.steps.values() if isinstance(step, Call)}
