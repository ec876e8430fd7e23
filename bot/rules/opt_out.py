"""Recognising that a customer wants no more messages, or wants them again."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

RESERVED_WORDS: frozenset[str] = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "START", "UNSTOP", "YES", "HELP", "INFO", "ARRET"})


class OptOut(Struct, frozen=True):
    """`kind`: `stop` withdraws consent, `start` asks for messages again, `help` wants to know who writes.

    `sure` false: it may be meant so; ask ("do you want no more messages from us?"), withdraw nothing silently.
    `by` is `word` for a keyword of the carriers' lists, `phrase` for an intent in free words (flag it for staff).
    """

    kind: Literal["stop", "start", "help"]
    sure: bool = True
    by: Literal["word", "phrase"] = "word"


def recognise(text: str) -> OptOut | None:
    """Return what `text` says about being written to, or None. Never raises; looks at the first 400 characters."""
    return None
