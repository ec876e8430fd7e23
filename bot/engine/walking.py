"""Running a conversation, step after step, until it stands still, ends or may not speak.

The walker knows no verb: it looks the step up, asks the registry to run it and follows what it comes to. Two things
are its own: the limits of a turn, 50 steps and 12 messages, and what becomes of a conversation that breaks, which is
that a person takes over and the customer hears one kind sentence.
"""

from __future__ import annotations

from typing import Final, assert_never

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.handovers import to_a_person
from bot.engine.listening.opening_words import for_called
from bot.engine.resuming import put_again
from bot.engine.run import Run
from bot.engine.steps.outcome import Breaks, Calls, Ends, Onward, Silenced, Stands, StepResult
from bot.engine.steps.registry import VERBS
from bot.engine.values import values
from bot.model.conversation import Conversation, Waiting
from bot.rules.contact.contact_policy import Held, Refused

MOST_STEPS: Final = 50
MOST_SAID: Final = 12
"""Messages in one turn; a flow that says more is going round in circles."""


def walk(run: Run, conversation: Conversation, at: str | None) -> Held | Refused | None:
    """Run a lifted conversation from the step `at` (None: its end) until it and those that called it stand or end.

    Return None when that is done. Return the verdict where it may not speak; the turn is then to be taken back to its
    mark by whoever began the walk.
    """
    return follow(run, _step(run, conversation, at))


def follow(run: Run, result: StepResult) -> Held | Refused | None:
    """Follow what a step came to, for as long as there is somewhere to go."""
    while True:
        match result:
            case Onward(conversation, to):
                result = _step(run, conversation, to)
            case Calls(conversation, flow):
                result = _call(run, conversation, flow)
            case Ends(conversation, outcome):
                caller = stack.close(run, conversation, outcome)
                if caller is None:
                    put_again(run, situation="resumed")
                    return None
                result = _after_call(run, caller)
            case Stands(conversation, parked):
                _stand(run, conversation, parked=parked)
                return None
            case Silenced(verdict):
                return verdict
            case Breaks(conversation, reason):
                _break(run, conversation, reason)
                return None
            case _ as never:
                assert_never(never)


def _step(run: Run, conversation: Conversation, at: str | None) -> StepResult:
    """Run one step, or skip it where its guard says so."""
    if at is None:
        return Ends(conversation, "done")
    run.steps += 1
    if run.steps > MOST_STEPS or run.said >= MOST_SAID:
        return Breaks(conversation, f"{run.steps} steps and {run.said} messages in one turn")
    book = run.shelf.at(conversation.version)
    if book is None:
        return Breaks(conversation, f"version {conversation.version} is not on the shelf")
    flow = book.flows.get(conversation.flow)
    step = flow.steps.get(at) if flow else None
    if step is None:
        return Breaks(conversation, f"no step {at!r} in flow {conversation.flow!r}")
    if step.guard is not None and not step.guard.holds(values(run, conversation)):
        return Onward(conversation, step.next)
    return VERBS[type(step)](run, replace(conversation, step=at), step)


def _call(run: Run, conversation: Conversation, flow_id: str) -> StepResult:
    book = run.book(conversation)
    flow = book.flows.get(flow_id)
    if flow is None:
        return Breaks(conversation, f"no flow {flow_id!r}")
    if len(run.customer.conversations) >= stack.DEEPEST:
        return Breaks(conversation, "too many conversations above each other")
    stack.call(run, conversation)
    child = stack.new_conversation(
        run, book, flow, cause=conversation.flow, context=for_called(run, conversation), caller=conversation.id
    )
    return Onward(child, flow.first)


def _after_call(run: Run, caller: Conversation) -> StepResult:
    """Go on after the step that called; a caller whose step has gone is broken."""
    book = run.shelf.at(caller.version)
    flow = book.flows.get(caller.flow) if book else None
    step = flow.steps.get(caller.step) if flow else None
    if step is None:
        return Breaks(caller, f"no step {caller.step!r} in flow {caller.flow!r}")
    return Onward(caller, step.next)


def _stand(run: Run, conversation: Conversation, *, parked: bool) -> None:
    if not parked:
        stack.push(run, conversation)
        return
    stack.park(run, conversation)
    put_again(run, situation="resumed")


def _break(run: Run, conversation: Conversation, reason: str) -> None:
    """Leave the conversation with staff, standing where it broke; it goes on after that step when it comes back."""
    waiting = conversation.waiting
    if waiting is not None:
        run.drop_timers(waiting.timers)
    standing = Waiting(kind="staff", since=run.at, set_by=run.event.id)
    stack.push(run, replace(conversation, waiting=standing))
    to_a_person(run, reason=reason, rule="fault", say="unavailable", conversation=conversation, priority="high")
