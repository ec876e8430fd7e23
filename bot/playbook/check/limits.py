"""What a policy asks for in vain: more than the store's country allows, or a period for what is not kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.playbook.compiled import Cap
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, warning
from bot.playbook.schema.policy import WEEKDAYS, PolicyFile
from bot.playbook.source.nodes import Fields
from bot.playbook.source.places import place_of
from bot.rules.contact.contact_policy import USUAL_CAPS
from bot.rules.contact.contact_policy_countries import rules_of

POLICY = "flows/policy.yaml"


def wide_hours(draft: Draft) -> Iterator[Fault]:
    """Hours that reach beyond the country's."""
    outer = rules_of(draft.store.country).outer
    node = _under(draft.policy_source, "quiet")
    for purpose in ("care", "marketing"):
        own = draft.policy.quiet.get(purpose)
        if own is None or node is None:
            continue
        wide = [
            day
            for day, name in enumerate(WEEKDAYS)
            if _named(node, purpose, name) and _beyond(own.days[day], outer[day])
        ]
        if wide:
            allowed = ", ".join(f"{WEEKDAYS[day]} {_hours(outer[day])}" for day in wide)
            message = f"wider than {draft.store.country} allows for {purpose}, and cut to it: {allowed}"
            yield warning(place_of(node.field(purpose), POLICY), message)


def _under(source: PolicyFile | None, key: str) -> Fields | None:
    found = source.node.field(key) if source is not None else None
    return found if isinstance(found, Fields) else None


def _named(node: Fields, purpose: str, day: str) -> bool:
    """A day that the policy does not name is not narrowed: nothing to tell."""
    week = node.field(purpose)
    return not isinstance(week, Fields) or bool(
        week.keys() & {day, "every_day", *(["weekdays"] if day in WEEKDAYS[:5] else [])}
    )


def _beyond(own: tuple[int, int] | None, outer: tuple[int, int] | None) -> bool:
    return own is not None and (outer is None or own[0] < outer[0] or own[1] > outer[1])


def _hours(span: tuple[int, int] | None) -> str:
    return "never" if span is None else "-".join(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in span)


def wide_caps(draft: Draft) -> Iterator[Fault]:
    """Caps that let through more than the shipped ones."""
    node = _under(draft.policy_source, "caps")
    for purpose, shipped in USUAL_CAPS.items():
        own = draft.policy.caps.get(purpose)
        if (
            own
            and node is not None
            and not any(_narrows(own, times, within.total_seconds()) for times, within in shipped)
        ):
            usual = ", ".join(f"{times} per {within.days} days" for times, within in shipped)
            message = f"wider than the shipped caps for {purpose}, which hold as well: {usual}"
            yield warning(place_of(node.field(purpose), POLICY), message)


def _narrows(own: Sequence[Cap], times: int, seconds: float) -> bool:
    """Whether some cap of one's own is at least as strict as a shipped one."""
    return any(cap.times <= times and cap.within.total_seconds() >= seconds for cap in own)


def unkept_logs(draft: Draft) -> Iterator[Fault]:
    """A period for logs, which the program does not keep."""
    node = _under(draft.policy_source, "retention")
    if node is not None and node.field("logs") is not None:
        message = "the program keeps no log: it writes to standard error, for what runs it to keep; this does nothing"
        yield warning(place_of(node.field("logs"), POLICY), message)
