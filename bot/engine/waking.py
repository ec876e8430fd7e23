"""Conversations that move on by themselves: a wait that ends, an event that came, a silence, an answer from
elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.holding import note_held, note_refused, title_of
from bot.engine.patience import KIND
from bot.engine.steps.outcome import StepResult
from bot.engine.turn import Run
from bot.engine.walking import follow
from bot.model.conversation import Conversation, Patience
from bot.model.message import Value
from bot.rules.contact_policy import Held, Refused

Move = Callable[[Conversation], StepResult]


def wake(run: Run, conversation: Conversation, move: Move, *, again: str, data: dict[str, Value] | None = None) -> None:
    """Let a waiting conversation move on; where it may not speak yet, wait for that moment with a timer of kind
    `again`.

    `data` travels with that timer, so that the same move can be made again.
    """
    waiting = conversation.waiting
    if waiting is None:
        return
    if conversation in run.customer.parked and stack.twins(run, conversation):
        stack.set_twin_aside(run, conversation)
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
