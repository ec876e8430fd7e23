"""What happens once an answer has left: a point where the crash tests may kill the process."""

from __future__ import annotations

from bot.crash_points import reached


async def after_answer() -> None:
    """The provider has our 200; what it covers must survive anything from here on."""
    reached("inbox.after_answer")
