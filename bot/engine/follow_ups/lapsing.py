"""Questions that were over without an answer: the last is kept as it stood, for who answers it days later."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.run import Run
from bot.model.conversation import Conversation


def note_lapsed(run: Run, silent: Conversation) -> None:
    """Keep a conversation whose patience has just run out, where it ended with that."""
    waiting = silent.waiting
    if waiting is None or waiting.kind != "reply" or stack.find(run, silent.id) is not None:
        return
    keep_question(run, silent)


def keep_question(run: Run, asked: Conversation) -> None:
    """Keep a question that is over without its answer: who put it off may say yes an hour later all the same."""
    if asked.waiting is not None and asked.waiting.kind == "reply":
        waiting = replace(asked.waiting, timers=(), until=run.at)
        run.change(lapsed=replace(asked, waiting=waiting, patience=None, caller=None))
