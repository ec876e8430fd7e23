"""The clock was set back: what was to be done at once by the time that it showed before would wait for that time.

Events that customers caused, answers, and errands that such a clock put down are due now. Plans are not: a follow-up or
a message for tomorrow keeps its hour, by the clock that is right now.
"""

from __future__ import annotations

from bot.store.database.script import Script, once
from bot.store.database.statements import statements

SQL = statements("set_back")


def bring_forward(now: int) -> Script[None]:
    """Let what was put down at a time to come, and was not planned for later, be due now (microseconds)."""
    for name in ("events", "parts", "errands"):
        yield once(SQL[name], now)
