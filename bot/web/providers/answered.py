"""Just before and after a provider's answer leaves: points where the crash tests may kill the process."""

from __future__ import annotations

from bot.crash_points import reached


def before_answer() -> None:
    """It is on disk, and the provider does not know yet: they will bring it again."""
    reached("inbox.before_answer")


async def after_answer() -> None:
    """The provider has our 200; what it covers must survive anything from here on."""
    reached("inbox.after_answer")
