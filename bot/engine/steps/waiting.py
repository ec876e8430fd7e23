"""`wait` and `fetch`: the verbs that stand still until something comes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from msgspec.structs import replace

from bot.engine.run import Run
from bot.engine.steps.outcome import Breaks, Onward, Stands, StepResult
from bot.engine.values import data_values, local_zone
from bot.model.conversation import Conversation, Waiting
from bot.model.effects import Fetch
from bot.model.message import Value
from bot.playbook.compiled import FetchStep, MissingValue, Wait
from bot.rules.calendar.calendar import minutes_of, next_hour

LONGEST: Final = timedelta(days=400)
"""No wait outlives it: what an event was to end and never did, ends here."""
OVERDUE: Final = timedelta(minutes=5)
"""A fetch that has brought nothing by then, past its own limit, has failed."""


def wait(run: Run, conversation: Conversation, step: Wait) -> StepResult:
    if step.event is not None:
        return _wait_for_event(run, conversation, step, step.event)
    try:
        due = _due(run, conversation, step, run.at)
    except MissingValue as missing:
        return Breaks(conversation, f"missing value: {missing}")
    if due is None:
        return Breaks(conversation, "a wait until what is no time")
    if due <= run.at:
        return Onward(conversation, step.next)
    timer = run.set_timer("wait", min(due, run.at + LONGEST), conversation=conversation.id)
    waiting = Waiting(kind="time", since=run.at, set_by=run.event.id, timers=(timer,))
    return Stands(replace(conversation, step=step.id, waiting=waiting), parked=True)


def due_of(run: Run, conversation: Conversation, step: Wait) -> datetime:
    """Return when what a conversation waits for at `step` ends, by its own account; now where nobody knows any more."""
    waiting = conversation.waiting
    if waiting is None:
        return run.at
    if step.event is not None:
        return waiting.since if waiting.kind == "time" else waiting.since + min(step.at_most or LONGEST, LONGEST)
    try:
        return _due(run, conversation, step, waiting.since) or run.at
    except MissingValue:
        return run.at


def _due(run: Run, conversation: Conversation, step: Wait, since: datetime) -> datetime | None:
    """Return when a wait ends: after a while, at the next such hour of the customer's, or at an ISO time."""
    if step.until is None:
        return since + (step.duration or timedelta())
    text = step.until.render(data_values(run, conversation), run.language).strip()
    minutes = minutes_of(text)
    if minutes is not None:
        return next_hour(since, minutes, local_zone(run))
    try:
        due = datetime.fromisoformat(text)
        return (due if due.tzinfo else due.replace(tzinfo=local_zone(run))).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _wait_for_event(run: Run, conversation: Conversation, step: Wait, event: str) -> StepResult:
    timer = run.set_timer("late", run.at + min(step.at_most or LONGEST, LONGEST), conversation=conversation.id)
    waiting = Waiting(kind="event", since=run.at, set_by=run.event.id, event=event, timers=(timer,))
    return Stands(replace(conversation, step=step.id, waiting=waiting), parked=True)


def fetch(run: Run, conversation: Conversation, step: FetchStep) -> StepResult:
    """Ask for facts; what comes back, or the lack of it, is a later event."""
    try:
        known = data_values(run, conversation)
        url = step.url.render(known, run.language).strip()
        body: dict[str, Value] = {name: value.evaluate(known, run.language) for name, value in step.body}
    except MissingValue as missing:
        return fetch_failed(run, conversation, step, f"missing value: {missing}")
    if not _is_allowed(url, run.book(conversation).policy.fetch_hosts):
        return fetch_failed(run, conversation, step, "a host that policy.yaml does not allow")
    timer = run.set_timer("late", run.at + step.within + OVERDUE, conversation=conversation.id)
    asked = run.effect_id()
    run.ask_for(
        Fetch(
            id=asked,
            conversation=conversation.id,
            method=step.method,
            url=url,
            body=body or None,
            within=step.within.total_seconds(),
        )
    )
    waiting = Waiting(kind="fetch", since=run.at, set_by=asked, timers=(timer,))
    return Stands(replace(conversation, step=step.id, waiting=waiting))


def fetch_failed(run: Run, conversation: Conversation, step: FetchStep, reason: str) -> StepResult:
    """Take the branch for failure; without one, a person."""
    run.decide("not_understood", "fetch_failed", str(step.place), conversation=conversation, reason=reason)
    if step.has_failed:
        return Onward(conversation, step.failed or step.next)
    return Breaks(conversation, f"fetch: {reason}")


def _is_allowed(url: str, hosts: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and parts.hostname in hosts and parts.username is None
