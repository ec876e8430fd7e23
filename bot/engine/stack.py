"""Which conversations a customer has, and in what order: the stack, those that are parked, how one begins and ends.

The last of the stack is the one being talked in. A conversation that is being run is *lifted*: it is in neither place
until it stands still (`push`, `park`) or is closed. One that called another waits (`call`) under it or parked, and is
found by its id. Nothing here says a word to the customer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from bot.engine.feedback.referring import ask_for_code, needs_code
from bot.engine.follow_ups.holding import title_of
from bot.engine.run import Run
from bot.model.conversation import Conversation, Waiting
from bot.model.effects import EndConversation
from bot.model.message import Value
from bot.playbook.compiled import Flow, Playbook
from bot.rules.order.order_values import is_another_order
from bot.rules.people.two_people import may_come_back

#: The outcome of one that somebody went back from to what it came over.
LEFT: Final = "left"
DEEPEST: Final = 8
"""Conversations above each other, calls and interruptions together; more is a playbook that calls itself."""


def new_conversation(
    run: Run,
    book: Playbook,
    flow: Flow,
    *,
    cause: str,
    context: dict[str, Value] | None = None,
    caller: str | None = None,
) -> Conversation:
    """Return a conversation that begins now, lifted, with its row in the ledger."""
    conversation = Conversation(
        id=run.conversation_id(flow.id),
        flow=flow.id,
        version=book.version,
        step=flow.first,
        started_at=run.at,
        purpose=flow.purpose,
        cause=cause,
        context=context or {},
        caller=caller,
    )
    run.decide("started", "started", str(flow.place), conversation=conversation, title=flow.title, cause=cause)
    if flow.refers and needs_code(run.customer):
        ask_for_code(run)
    return conversation


def find(run: Run, id: str) -> Conversation | None:
    """Return the conversation of that id, on the stack or parked."""
    for conversation in (*run.customer.conversations, *run.customer.parked):
        if conversation.id == id:
            return conversation
    return None


def lift(run: Run, conversation: Conversation) -> None:
    """Take a conversation out of its place, to be run."""
    stack = run.customer.conversations
    if stack and stack[-1].id == conversation.id:
        run.change(conversations=stack[:-1])
        return
    run.change(
        conversations=tuple(other for other in stack if other.id != conversation.id),
        parked=tuple(other for other in run.customer.parked if other.id != conversation.id),
    )


def push(run: Run, conversation: Conversation) -> None:
    """Make it the one being talked in."""
    run.change(conversations=(*run.customer.conversations, conversation))


def park(run: Run, conversation: Conversation) -> None:
    """Put it aside, and with it those right below that wait for it to come back from a call."""
    aside = [conversation]
    stack = list(run.customer.conversations)
    while stack and is_calling(stack[-1]) and stack[-1].id == aside[-1].caller:
        aside.append(stack.pop())
    run.change(conversations=tuple(stack), parked=(*run.customer.parked, *reversed(aside)))


def put_back(run: Run, conversation: Conversation) -> None:
    """Replace a conversation where it is."""
    stack = run.customer.conversations
    if stack and stack[-1].id == conversation.id:
        run.change(conversations=(*stack[:-1], conversation))
        return
    run.change(
        conversations=tuple(conversation if c.id == conversation.id else c for c in run.customer.conversations),
        parked=tuple(conversation if c.id == conversation.id else c for c in run.customer.parked),
    )


def is_calling(conversation: Conversation) -> bool:
    return conversation.waiting is not None and conversation.waiting.kind == "call"


def call(run: Run, conversation: Conversation) -> None:
    """Leave a lifted conversation on the stack, waiting for the one that it calls."""
    push(run, replace(conversation, waiting=Waiting(kind="call", since=run.at, set_by=run.event.id)))


def close(run: Run, conversation: Conversation, outcome: str) -> Conversation | None:
    """End a lifted conversation. Return the one that called it, lifted and told the outcome, if there is one."""
    if conversation.waiting is not None:
        run.drop_timers(conversation.waiting.timers)
    if conversation.patience is not None:
        run.drop_timers((conversation.patience.timer,))
    run.ask_for(
        EndConversation(
            conversation=conversation.id,
            flow=conversation.flow,
            version=conversation.version,
            outcome=outcome,
            started_at=conversation.started_at,
        )
    )
    _keep_rated(run, conversation)
    title = title_of(run, conversation)
    run.decide("ended", "ended", "outcome", conversation=conversation, outcome=outcome, title=title)
    if outcome != LEFT:
        for twin in twins(run, conversation):
            set_twin_aside(run, twin)
    return _caller(run, conversation, outcome)


def _keep_rated(run: Run, conversation: Conversation) -> None:
    """Keep the conversation of the last rating, with the time of its end: who has slipped says so right after it."""
    given, last = conversation.context.get("feedback"), run.customer.feedback
    if not isinstance(given, dict) or last is None or given.get("id") != last.get("id"):
        return
    if given.get("flow") == conversation.flow:  # one that it called has the rating too
        run.change(rated=replace(conversation, waiting=None, patience=None, caller=None, last_said=run.at))


def reopen(run: Run, over: Conversation) -> Conversation:
    """Return a conversation that was over as one that goes on now, lifted, with its row in the ledger."""
    again = replace(over, id=run.conversation_id(over.flow), started_at=run.at, caller=None, follow_up="")
    run.decide("started", "reopened", "reopened", conversation=again, title=title_of(run, again))
    return again


def _caller(run: Run, conversation: Conversation, outcome: str) -> Conversation | None:
    caller = find(run, conversation.caller) if conversation.caller else None
    if caller is None or not is_calling(caller):
        return None
    lift(run, caller)
    return replace(caller, waiting=None, saved={**caller.saved, "outcome": outcome})


def close_all(run: Run, conversation: Conversation, outcome: str) -> None:
    """End a conversation that is lifted, and every one that waits for it to come back."""
    ended: Conversation | None = conversation
    while ended is not None:
        ended = close(run, ended, outcome)


def leave_called(run: Run, conversation: Conversation) -> Conversation:
    """End what a conversation of the stack has called, and nothing else; return it as it is then, in its place."""
    while run.top is not None and run.top.id != conversation.id:
        above = run.top
        lift(run, above)
        caller = close(run, above, LEFT)
        if caller is not None:
            push(run, caller)
    return run.top or conversation


def uncover(run: Run, conversation: Conversation) -> None:
    """End what came over a conversation of the stack, so that it is the one being talked in again."""
    while run.top is not None and run.top.id != conversation.id:
        above = run.top
        lift(run, above)
        close_all(run, above, LEFT)


def twins(run: Run, conversation: Conversation) -> list[Conversation]:
    """Return other conversations of the same flow, which only a merge brings together; one that called this one, or was
    called by it, or is about another order, is none."""
    others = (*run.customer.conversations, *run.customer.parked)
    return [
        other
        for other in others
        if other.flow == conversation.flow
        and other.id not in (conversation.id, conversation.caller)
        and other.caller is None
        and not is_calling(other)
        and not is_of_another_order(other, conversation.context)
    ]


def set_twin_aside(run: Run, twin: Conversation) -> None:
    """What has been gone through once is not gone through again, because two who were one had both begun it. It is kept
    for the way back, and its timers with it: they are harmless until then.
    """
    lift(run, twin)
    live = [one for one in run.customer.twins if may_come_back(one, run.at)]
    run.change(twins=(*live, twin)[-DEEPEST:])
    run.decide("ended", "twin", "identity", conversation=twin, title=title_of(run, twin))


def is_running(run: Run, flow: str, context: Mapping[str, Value]) -> bool:
    """Tell whether a flow is under way with the customer, parked or not; one about another order is another matter."""
    under_way = (*run.customer.conversations, *run.customer.parked)
    return any(c.flow == flow and not is_of_another_order(c, context) for c in under_way)


def is_of_another_order(conversation: Conversation, context: Mapping[str, Value]) -> bool:
    """Tell whether a conversation is about an order, and not about the one in `context`."""
    return is_another_order(conversation.context.get("order"), context.get("order"))
