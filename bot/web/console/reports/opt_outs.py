"""`GET /console/sending/opt-outs`: who took a consent back, or refused it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.model.staff import Staff
from bot.store.database.times import micros
from bot.store.reports.sending_counts import OptOut
from bot.web.console.reports import behind
from bot.web.console.reports.behind import Found
from bot.web.console.reports.dates import period_of
from bot.web.console.reports.sheets import Sheet
from bot.web.console.reports.spreadsheet import PAGE, Lines, paged
from bot.web.console.threads.inbox import CHANNEL_NAMES
from bot.web.console.wording import amounts
from bot.web.console.wording.reasons import reason_in_words
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors

SENDING: Final = "/console/sending"
DEFAULT_DAYS: Final = 30
ALL: Final = marked("Every channel")
_PURPOSES: Final = {
    "all": marked("everything"),
    "marketing": marked("marketing"),
    "care": marked("follow-ups"),
}


async def show(request: Request) -> Response:
    """Answer with who took a consent back, or refused it."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    period, say = period_of(request, DEFAULT_DAYS), words(language_of(request)).gettext
    found = await doors.store.sending_counts.opt_outs(
        period.since, period.until, staff.points_of_sale, limit=10 * behind.AT_A_TIME
    )
    rows = [
        Found(
            customer=one.customer,
            at=one.at,
            detail=f"{say(CHANNEL_NAMES.get(one.channel, ALL))}, {say(_PURPOSES.get(one.purpose, one.purpose))}",
            text=reason_in_words(one.source, language_of(request)),
        )
        for one in found
    ]
    title, back = say(marked("Opt-outs")), f"{SENDING}?{period.query()}"
    sheet = f"/console/sheets/opt-outs?{period.query()}"
    return await behind.page_of(
        request, title, period, await behind.rows_of(request, rows), None, back=back, sheet=sheet
    )


def figures(counts: Mapping[tuple[str, str], int], language: str) -> list[dict[str, str]]:
    """Return how many customers opted out, by channel and purpose, the most first."""
    return [
        {
            "channel": CHANNEL_NAMES.get(channel, ALL),
            "purpose": _PURPOSES.get(purpose, purpose),
            "count": amounts.count(times, language),
        }
        for (channel, purpose), times in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


async def _lines(request: Request) -> Lines:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    period = period_of(request, DEFAULT_DAYS)

    async def page(after: tuple[int, int] | None) -> list[OptOut]:
        counts = doors.store.sending_counts
        return await counts.opt_outs(period.since, period.until, staff.points_of_sale, after=after, limit=PAGE)

    return paged(
        page,
        lambda one: (micros(one.at), one.position),
        lambda one: [one.at, one.customer, one.channel, one.purpose, one.source],
    )


SHEET: Final = Sheet(
    title=marked("Opt-outs"),
    headings=(marked("When"), marked("Customer"), marked("Channel"), marked("Purpose"), marked("Source")),
    lines=_lines,
    names_people=True,
)
