"""`call`, `stop` and `hand_over`: the verbs that leave the conversation, for a while or for good."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.handovers import to_a_person
from bot.engine.run import Run
from bot.engine.steps.outcome import Calls, Ends, Stands, StepResult
from bot.engine.values import values
from bot.model.conversation import Conversation, Waiting
from bot.playbook.compiled import Call, HandOver, MissingValue, Stop


def call(run: Run, conversation: Conversation, step: Call) -> StepResult:  # noqa: ARG001 - every verb has this shape
    return Calls(replace(conversation, step=step.id), step.flow)


def stop(run: Run, conversation: Conversation, step: Stop) -> StepResult:  # noqa: ARG001 - as above
    return Ends(replace(conversation, step=step.id), step.outcome)


def hand_over(run: Run, conversation: Conversation, step: HandOver) -> StepResult:
    """Give the thread to a team; the conversation goes on at the next step when it comes back."""
    conversation = replace(conversation, step=step.id)
    to_a_person(
        run,
        team=step.team,
        reason=_reason(run, conversation, step),
        rule=str(step.place),
        priority=step.priority,
        conversation=conversation,
    )
    return Stands(replace(conversation, waiting=Waiting(kind="staff", since=run.at, set_by=run.event.id)))


def _reason(run: Run, conversation: Conversation, step: HandOver) -> str:
    """Return the reason in staff's language; what was written, holes and all, rather than nothing."""
    if step.reason is None:
        return ""
    try:
        return step.reason.render(values(run, conversation), run.shelf.current.store.languages[0])
    except MissingValue:
        return step.reason.source
