"""Questions that ended in silence: the last one is kept as it stood, for who answers it days later."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.turn import Run
from bot.model.conversation import Conversation


def note_lapsed(run: Run, silent: Conversation) -> None:
    """Keep a conversation whose patience has just run out, where it ended with that."""
    waiting = silent.waiting
    if waiting is None or waiting.kind != "reply" or stack.find(run, silent.id) is not None:
        return
    waiting = replace(waiting, timers=(), until=run.at)
    run.change(lapsed=replace(silent, waiting=waiting, patience=None, caller=None))
