"""What is known of the machine's clock while it is wrong: by how much, and what the time is all the same.

It goes by what the process that sends found last, within a minute, from the providers' answers.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from bot.channels.provider_clock import CLOCK_SKEW
from bot.web.doors import Doors


class WrongClock(NamedTuple):
    """Our clock is so far ahead of a provider's; behind it, where that is less than nothing."""

    provider: str
    ahead: timedelta


async def wrong_clock(doors: Doors) -> WrongClock | None:
    """Return how wrong the clock is; None where it can be trusted, or nobody has told the time. Raises
    `StoreUnavailable`.
    """
    on = {"telegram": doors.is_on_telegram, "twilio": bool(doors.twilio_tokens)}
    skews = {name: skew for name, skew in (await doors.store.measures.clock_skews()).items() if on.get(name)}
    worst = max(skews, key=lambda name: abs(skews[name]), default="")
    skew = skews.get(worst, 0.0)
    return WrongClock(worst, timedelta(seconds=skew)) if abs(skew) > CLOCK_SKEW else None


async def times(doors: Doors) -> list[datetime]:
    """Return what the time is: by our clock, and by a provider's where ours is wrong."""
    wrong, now = await wrong_clock(doors), doors.clock()
    return [now] if wrong is None else [now, now - wrong.ahead]
