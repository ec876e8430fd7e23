"""`GET /console/sending`: what became of what was sent, why some did not arrive, who opted out, what is in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from bot.model.address import CHANNELS
from bot.model.staff import Act, Staff
from bot.rules.access import may
from bot.rules.intervals import share
from bot.store.database.times import micros
from bot.store.reports.sending_counts import WENT_WRONG, Piece, Sent
from bot.store.reports.sms_days import LEFT
from bot.web.console import frame
from bot.web.console.reports import behind, opt_outs
from bot.web.console.reports.behind import Found
from bot.web.console.reports.charts import series
from bot.web.console.reports.dates import Period, period_of
from bot.web.console.reports.faults import faults_of
from bot.web.console.reports.sheets import Sheet
from bot.web.console.reports.sms_cost import cost_of, countries_of
from bot.web.console.reports.spreadsheet import Cell, Lines, each
from bot.web.console.threads.inbox import CHANNEL_NAMES
from bot.web.console.wording import amounts
from bot.web.console.wording.reasons import reason_in_words
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors
from bot.web.guard import refuse

SENDING: Final = "/console/sending"
DEFAULT_DAYS: Final = 30
#: What became of a message: the states that come to the same for staff.
GROUPS: Final = {
    "arrived": (marked("Arrived"), ("delivered", "read")),
    "read": (marked("Read by customers"), ("read",)),
    "under_way": (marked("Sent, no news yet"), ("accepted", "sent")),
    "failed": (marked("Failed"), ("undelivered", "failed", "refused")),
    "dropped": (marked("Held back at the last check"), ("dropped",)),
    "uncertain": (marked("In doubt"), ("unknown", "abandoned")),
}
STATES: Final = {
    "accepted": marked("taken by the provider"),
    "sent": marked("sent"),
    "delivered": marked("delivered"),
    "read": marked("read"),
    "undelivered": marked("not delivered"),
    "failed": marked("failed"),
    "refused": marked("refused by the provider"),
    "dropped": marked("held back"),
    "unknown": marked("uncertain"),
    "abandoned": marked("uncertain, left as it is"),
}
_MOST_WHYS: Final = 30
#: Telegram says that it has taken a message, and nothing after (core.telegram.org/bots/api#update has no receipts):
#: whether it arrived nobody knows, and no share of it can be told.
_NO_RECEIPTS: Final = frozenset({"telegram"})


async def show(request: Request) -> Response:
    """Answer with the figures of some days, beside those of the days before."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    language, period, scope = language_of(request), period_of(request, DEFAULT_DAYS), staff.points_of_sale
    counts = doors.store.sending_counts
    now = await counts.days(period.first, period.last, scope)
    before = await counts.days(period.before.first, period.before.last, scope)
    segments = await doors.store.sms_days.by_country(period.first, period.last, scope)
    opted_out = await counts.opt_out_counts(period.since, period.until, scope)
    faults = await faults_of(request)
    return await frame.page(
        request,
        "sending.html",
        period=period,
        sums=_sums(now, before, period, language),
        channels=_by_channel(now, period, language),
        whys=_by_why(now, period, language),
        state_words=[words for state, words in STATES.items() if _count(now, (state,))],
        drawing=_over_time(now, period, language),
        cost=cost_of(doors.playbook(), segments, language),
        countries=countries_of(doors.playbook(), segments, language),
        opt_outs=opt_outs.figures(opted_out, language),
        opt_out_count=amounts.count(sum(opted_out.values()), language),
        opt_out_href=f"{SENDING}/opt-outs?{period.query()}",
        faults=amounts.count(len(faults), language),
        uncertain=await _uncertain(request, period),
        may_resend=may(staff, Act.RESEND),
    )


async def show_messages(request: Request) -> Response:
    """Answer with the messages behind a number: of a group or a state, a reason, a channel."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    given, period = request.query_params, period_of(request, DEFAULT_DAYS)
    say, state = words(language_of(request)).gettext, given.get("state", "failed")
    if state not in STATES:
        raise refuse(404)
    channel = given.get("channel", "") if given.get("channel", "") in CHANNELS else ""
    counts, scope, more = doors.store.sending_counts, staff.points_of_sale, None
    if state in WENT_WRONG:
        found = await counts.wrong(
            state,
            given.get("why"),
            period.since,
            period.until,
            channel=channel,
            scope=scope,
            after=behind.after_of(request),
            limit=behind.AT_A_TIME + 1,
        )
        if len(found) > behind.AT_A_TIME:
            found = found[: behind.AT_A_TIME]
            more = behind.next_page(request, f"{micros(found[-1].at)}.{found[-1].position}")
    else:
        start = behind.after_of(request)
        found, goes_on = await counts.walk(
            state,
            period.since,
            period.until,
            channel=channel,
            scope=scope,
            before=start[1] if start is not None else None,
            limit=behind.AT_A_TIME,
        )
        more = behind.next_page(request, f"0.{goes_on}") if goes_on is not None else None
    rows = [_found(one, language_of(request), can_resend=may(staff, Act.RESEND)) for one in found]
    title = say(marked("Messages: %(state)s")) % {"state": say(STATES[state])}
    back = f"{SENDING}?{period.query()}"
    return await behind.page_of(request, title, period, await behind.rows_of(request, rows), more, back=back)


def _found(one: Piece, language: str, *, can_resend: bool) -> Found:
    say = words(language).gettext
    parts = (say(CHANNEL_NAMES[one.channel]), say(STATES[one.state]), reason_in_words(one.error, language))
    detail = ", ".join(filter(None, parts))
    again = can_resend and one.state in ("unknown", "abandoned") and not one.resent
    return Found(customer=one.customer, at=one.at, detail=detail, text=one.text, resend=one.id if again else "")


def _count(sent: Iterable[Sent], states: Sequence[str]) -> int:
    return sum(one.parts for one in sent if one.state in states)


def _link(period: Period, state: str, **more: str) -> str:
    return f"{SENDING}/messages?{period.query(state=state, **more)}"


def _sums(now: Sequence[Sent], before: Sequence[Sent], period: Period, language: str) -> list[dict[str, str]]:
    """The groups, each with its share of all that was to be sent; what arrived and was read of what has receipts."""
    all_ = sum(one.parts for one in now)
    told = sum(one.parts for one in now if one.channel not in _NO_RECEIPTS)
    say = words(language).gettext

    def beside(group: str, states: Sequence[str]) -> str:
        of = told if group in ("arrived", "read") else all_
        part = amounts.per_cent(share(_count(now, states), of).value, language) if of else "–"
        silent = _count((one for one in now if one.channel in _NO_RECEIPTS), states)
        if group == "under_way" and silent:
            return say(marked("%(count)s on Telegram, which sends no receipts")) % {
                "count": amounts.count(silent, language)
            }
        return part

    written = {
        "called": marked("Written"),
        "count": amounts.count(all_, language),
        "beside": amounts.more_or_less(all_, sum(one.parts for one in before), language),
        "href": "",
    }
    return [
        written,
        *(
            {
                "called": called,
                "count": amounts.count(_count(now, states), language),
                "beside": beside(group, states),
                "href": _link(period, states[0]) if len(states) == 1 else "#channels",
            }
            for group, (called, states) in GROUPS.items()
        ),
    ]


def _by_channel(now: Sequence[Sent], period: Period, language: str) -> list[dict[str, Any]]:
    rows, seen = [], [state for state in STATES if _count(now, (state,))]
    for channel in CHANNELS:
        mine = [one for one in now if one.channel == channel]
        if not mine:
            continue
        states = Counter({state: _count(mine, (state,)) for state in STATES})
        silent = channel in _NO_RECEIPTS
        arrived = share(states["delivered"] + states["read"], sum(states.values()))
        rows.append(
            {
                "called": CHANNEL_NAMES[channel],
                "written": amounts.count(arrived.of, language),
                "arrived": "–" if silent else amounts.per_cent(arrived.value, language),
                "between": words(language).gettext(marked("no receipts"))
                if silent
                else amounts.between(arrived, language),
                "states": [
                    (amounts.count(times, language), _link(period, state, channel=channel)) if times else ("", "")
                    for state, times in ((state, states[state]) for state in seen)
                ],
                "segments": amounts.count(sum(one.segments for one in mine if one.state in LEFT), language)
                if channel == "sms"
                else "",
            }
        )
    return rows


def _by_why(now: Sequence[Sent], period: Period, language: str) -> list[dict[str, Any]]:
    whys: Counter[tuple[str, str, str]] = Counter()
    for one in now:
        if one.state in WENT_WRONG:
            whys[one.state, one.why, one.channel] += one.parts
    return [
        {
            "state": STATES[state],
            "why": reason_in_words(why, language),
            "channel": CHANNEL_NAMES[channel],
            "count": amounts.count(times, language),
            "href": _link(period, state, channel=channel) + f"&{urlencode({'why': why})}",
        }
        for (state, why, channel), times in whys.most_common(_MOST_WHYS)
    ]


def _over_time(now: Sequence[Sent], period: Period, language: str) -> Any:
    """How many arrived each day."""
    if not now:
        return None
    days: Counter[int] = Counter()
    for one in now:
        if one.state in GROUPS["arrived"][1]:
            days[one.day.toordinal()] += one.parts
    first = period.first
    every = -(-period.days // 31)
    points = []
    for start in range(0, period.days, every):
        ordinals = range(first.toordinal() + start, min(first.toordinal() + start + every, period.last.toordinal() + 1))
        total = sum(days[ordinal] for ordinal in ordinals)
        points.append(
            (amounts.day(first.fromordinal(ordinals[0]), language), float(total), amounts.count(total, language))
        )
    return series(points)


async def _uncertain(request: Request, period: Period) -> list[behind.Row]:
    """The latest uncertain ones of these days."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    language, found = language_of(request), []
    for state in GROUPS["uncertain"][1]:
        found += await doors.store.sending_counts.wrong(
            state, None, period.since, period.until, scope=staff.points_of_sale, limit=10
        )
    found.sort(key=lambda one: one.at, reverse=True)
    can = may(staff, Act.RESEND)
    return await behind.rows_of(request, [_found(one, language, can_resend=can) for one in found[:10]])


async def _lines(request: Request) -> Lines:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    period = period_of(request, DEFAULT_DAYS)
    now = await doors.store.sending_counts.days(period.first, period.last, staff.points_of_sale)

    def row(one: Sent) -> list[Cell]:
        return [one.day, one.channel, one.purpose, one.state, one.why, one.parts, one.segments]

    return each(sorted((row(one) for one in now), key=str))


SHEET: Final = Sheet(
    title=marked("Messages by day, channel and state"),
    headings=(
        marked("Day"),
        marked("Channel"),
        marked("Purpose"),
        marked("State"),
        marked("Reason"),
        marked("Messages"),
        marked("SMS segments"),
    ),
    lines=_lines,
)
