"""One line at the head of every page while the machine's clock can't be trusted: why no offer leaves, what to do."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request

from bot.web.console.wording.amounts import span
from bot.web.console.words import language_of, marked, words
from bot.web.wrong_clock import wrong_clock

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
    Raises `StoreUnavailable`.
    """
    wrong = await wrong_clock(request.app.state.doors)
    if wrong is None:
        return ""
    language = language_of(request)
    said = words(language).gettext(_AHEAD if wrong.ahead > timedelta() else _BEHIND)
    return said % {"time": span(abs(wrong.ahead), language), "provider": wrong.provider.title()}
