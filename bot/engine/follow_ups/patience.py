"""How long a conversation waits for a word: each question begins its patience anew, and one timer watches over it.

The timer is not set anew with each question. It stays as it was first set; coming before the patience is over, it is
set once more for what is left. So a talk of twenty questions writes one timer, not twenty, and forgets none.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.run import Run
from bot.model.conversation import Conversation, Patience
from bot.model.events import TimerDue

KIND = "patience"


def watch(run: Run, conversation: Conversation, until: datetime) -> Patience:
    """Return what watches over a conversation that waits for a word until then; its timer where one stands already."""
    standing = conversation.patience
    if standing is not None:
        if run.at < standing.due_at <= until:
            return standing
        run.drop_timers((standing.timer,))
    return Patience(run.set_timer(KIND, until, conversation=conversation.id), until)


def run_out(run: Run, timer: TimerDue) -> Conversation | None:
    """Return the conversation whose patience is over with this timer, watched no more; None where it is not over."""
    conversation = stack.find(run, timer.conversation) if timer.conversation else None
    if conversation is None or conversation.patience is None or conversation.patience.timer != timer.id:
        return None
    conversation = replace(conversation, patience=None)
    until = conversation.waiting.until if conversation.waiting else None
    if until is not None and until > run.at:
        conversation = replace(conversation, patience=watch(run, conversation, until))
    stack.put_back(run, conversation)
    return conversation if until is not None and until <= run.at else None
