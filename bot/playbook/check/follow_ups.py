"""Follow-ups that could never be due as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from bot.playbook.check.vocabulary import EVENTS, EVENTS_WITH_A_DAY
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, error
from bot.playbook.source.places import place_of


def dayless_follow_ups(draft: Draft) -> Iterator[Fault]:
    """A `before` of an event that carries no day to count back from."""
    for journey in draft.journeys:
        for one in journey.source.follow_ups if journey.source else ():
            if one.before is not None and str(one.on) in EVENTS - EVENTS_WITH_A_DAY:
                yield error(place_of(one.node.field("before"), journey.file), _dayless(str(one.on)))
    for flow in draft.flows:
        for start in flow.source.starts:
            if start.before is not None and str(start.event) in EVENTS - EVENTS_WITH_A_DAY:
                yield error(place_of(start.node.field("before"), flow.file), _dayless(str(start.event)))


def _dayless(event: str) -> str:
    known = ", ".join(f"`{one}`" for one in sorted(EVENTS_WITH_A_DAY))
    return f"`{event}` carries no day to count back from; {known} and events of your own (`x.…`) do"
