"""Ctrl-C: what a command does then.

Most end at once, as the system ends a program that knows of no such signal: nothing of ours is lost by being killed,
and a `KeyboardInterrupt` in the midst of an import (most of a short command's life) leaves a traceback, or a library
half loaded. Commands that serve set a handler of their own (`bot.work.processes`); those that leave something behind
are `interruptible`.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any


def at_once() -> AbstractContextManager[None]:
    """Let Ctrl-C end the program without a word."""
    return _handled_by(signal.SIG_DFL)


def interruptible() -> AbstractContextManager[None]:
    """Let Ctrl-C raise `KeyboardInterrupt`, so that what has to be put away is."""
    return _handled_by(signal.default_int_handler)


@contextmanager
def _handled_by(handler: Any) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # signals are the main thread's
        yield
        return
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
