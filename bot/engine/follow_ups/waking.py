"""Conversations that move on by themselves: a wait that ends, an event that came, a silence, an answer from
elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Container

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.follow_ups.holding import note_held, note_refused, title_of
from bot.engine.follow_ups.patience import KIND
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.engine.steps.outcome import StepResult
from bot.engine.steps.waiting import due_of
from bot.engine.walking import follow
from bot.model.conversation import Conversation, Patience, Waiting
from bot.model.message import Value
from bot.playbook.compiled import Wait
from bot.rules.contact.contact_policy import Held, Refused

Move = Callable[[Conversation], StepResult]


def wake(run: Run, conversation: Conversation, move: Move, *, again: str, data: dict[str, Value] | None = None) -> None:
    """Let a waiting conversation move on; where it may not speak yet, wait for that moment with a timer of kind
    `again`.

    `data` travels with that timer, so that the same move can be made again.
    """
    waiting = conversation.waiting
    if waiting is None:
        return
    called = conversation.caller is not None  # who called it waits for its outcome
    if conversation in run.customer.parked and not called and stack.twins(run, conversation):
        came = waiting.kind == "event" and again == "wait"
        stack.set_twin_aside(run, _met(run, conversation, data) if came else conversation)
        return
    mark = run.mark()
    run.permitted = {}
    stack.lift(run, conversation)
    run.drop_timers(waiting.timers)
    verdict = follow(run, move(replace(conversation, waiting=None)))
    if verdict is None:
        return
    run.back_to(mark)
    title = title_of(run, conversation)
    match verdict:
        case Held(until):
            timer = run.set_timer(again, until, conversation=conversation.id, set_by=waiting.set_by, data=data)
            if again == KIND:
                held = replace(conversation, patience=Patience(timer, until))
            else:
                held = replace(conversation, waiting=replace(waiting, timers=(*waiting.timers, timer)))
            stack.put_back(run, held)
            note_held(run, verdict, title, conversation)
        case Refused():
            note_refused(run, verdict, title, conversation)
            stack.lift(run, conversation)
            stack.close_all(run, conversation, "refused")


def _met(run: Run, conversation: Conversation, data: dict[str, Value] | None) -> Conversation:
    """Return one to which the event has come that it waited for, to go on with it if it is ever to go on."""
    came = (data or {}).get("context")
    context = {**conversation.context, **came} if isinstance(came, dict) else conversation.context
    waiting = Waiting(kind="time", since=run.at, set_by=run.event.id)
    return replace(conversation, context=context, waiting=waiting)


def wait_again(run: Run, twins: Container[str]) -> None:
    """Give those parked that were set aside as `twins` (ids) a timer again: what they waited for may have come
    meanwhile, and then they go on now. One whose hour is as long gone as it waits for a word is over.
    """
    for twin in run.customer.parked:
        waiting, step = twin.waiting, step_of(run, twin)
        if twin.id not in twins or waiting is None or not isinstance(step, Wait):
            continue
        due = due_of(run, twin, step)
        if due + run.book(twin).flows[twin.flow].expires <= run.at:
            run.change(parked=tuple(one for one in run.customer.parked if one.id != twin.id))
            continue
        run.drop_timers(waiting.timers)
        kind = "late" if waiting.kind == "event" else "wait"
        timer = run.set_timer(kind, max(due, run.at), conversation=twin.id)
        stack.put_back(run, replace(twin, waiting=replace(waiting, timers=(timer,))))
