"""What a `fetch` brought, or that it brought nothing."""

from __future__ import annotations

from msgspec import json

from bot.engine import stack
from bot.engine.follow_ups.waking import wake
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.engine.slots import write
from bot.engine.steps.outcome import Breaks, Onward, StepResult
from bot.engine.steps.waiting import fetch_failed
from bot.model.conversation import Conversation
from bot.model.events import FetchReturned
from bot.playbook.compiled import FetchStep

LARGEST = 16_384  # bytes of JSON kept from a service


def fetch_returned(run: Run, event: FetchReturned) -> None:
    """Keep what came and go on; what comes after its time, or twice, is harmless."""
    conversation = stack.find(run, event.conversation)
    waiting = conversation.waiting if conversation else None
    if conversation is None or waiting is None or waiting.kind != "fetch" or waiting.set_by != event.set_by:
        return
    step = step_of(run, conversation)
    if event.ok and isinstance(step, FetchStep) and len(json.encode(event.value)) <= LARGEST:
        conversation = write(run, conversation, step.save, event.value)
        stack.put_back(run, conversation)
        wake(run, conversation, lambda woken: Onward(woken, step.next), again="wait", data={"to": step.next})
        return
    reason = event.reason or "too large an answer"
    wake(run, conversation, lambda woken: _failed(run, woken, reason), again="late")


def _failed(run: Run, conversation: Conversation, reason: str) -> StepResult:
    step = step_of(run, conversation)
    if not isinstance(step, FetchStep):
        return Breaks(conversation, "the step it waited at has gone")
    return fetch_failed(run, conversation, step, reason)
