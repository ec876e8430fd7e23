"""One line at the head of every page while the machine's clock can't be trusted: why no offer leaves, what to do."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request

from bot.channels.provider_clock import CLOCK_SKEW
from bot.web.console.wording.amounts import span
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors

_AHEAD = marked(
    "This machine's clock is %(time)s ahead of %(provider)s's: no offer and no follow-up leaves until it is set right. "
    "Replies go on."
)
_BEHIND = marked(
    "This machine's clock is %(time)s behind %(provider)s's: no offer and no follow-up leaves until it is set right. "
    "Replies go on."
)


async def clock_line(request: Request) -> str:
    """Return what to say of the clock, in the reader's language; "" where it is right or nobody has told the time.

    It goes by what was found last, within a minute, by the process that sends. Raises `StoreUnavailable`.
    """
    doors: Doors = request.app.state.doors
    on = {"telegram": doors.is_on_telegram, "twilio": bool(doors.twilio_tokens)}
    skews = {name: skew for name, skew in (await doors.store.measures.clock_skews()).items() if on.get(name)}
    worst = max(skews, key=lambda name: abs(skews[name]), default="")
    skew = skews.get(worst, 0.0)
    if abs(skew) <= CLOCK_SKEW:
        return ""
    language = language_of(request)
    said = words(language).gettext(_AHEAD if skew > 0 else _BEHIND)
    return said % {"time": span(timedelta(seconds=abs(skew)), language), "provider": worst.title()}
