"""Standard input and output, whoever is at their other ends."""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import Any, TextIO


class Unread:
    """An output whose reader may leave (`| head -1`): what comes after goes nowhere, and the work is done to its end,
    so that the exit code tells of the work.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except BrokenPipeError:
            return self._leave(len(text))

    def flush(self) -> None:
        try:
            self._stream.flush()
        except BrokenPipeError:
            self._leave(0)

    def _leave(self, written: int) -> int:
        os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())
        return written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def bear_any_sign() -> None:
    """Let the streams take what a terminal of few signs (LC_ALL=C) can't: UTF-8 in place of ASCII, `?` for the rest."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if ascii_only else stream.encoding, errors="replace")
