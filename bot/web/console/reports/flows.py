"""`GET /console/flows`: how the conversations of each flow went that began in some days, beside the days before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from bot.model.staff import Staff
from bot.playbook.compiled_steps import Stop
from bot.rules.intervals import share
from bot.store.reports.flow_counts import CONVERTED, Began
from bot.web.console import frame
from bot.web.console.reports.dates import Period, period_of
from bot.web.console.reports.sheets import Sheet
from bot.web.console.reports.spreadsheet import Cell, Lines, each
from bot.web.console.wording import amounts
from bot.web.console.wording.outcome_words import outcome_words
from bot.web.console.wording.titles import title_in
from bot.web.console.words import language_of, marked
from bot.web.doors import Doors

FLOWS: Final = "/console/flows"
DEFAULT_DAYS: Final = 30
NOBODY: Final = Began(0, {})


class Line(Struct, frozen=True, kw_only=True):
    """A flow as a row: figures ready to be read."""

    id: str
    title: str
    href: str
    started: str
    change: str
    ended: str
    ended_share: str
    converted: str
    converted_share: str
    between: str
    points: str
    outcomes: tuple[tuple[str, str], ...]  # how it is called, how many


async def show(request: Request) -> Response:
    """Answer with all flows, the most often begun first."""
    language, period = language_of(request), period_of(request, DEFAULT_DAYS)
    now, before = await counts(request, period)
    whole, then = _sum(now), _sum(before)
    return await frame.page(
        request,
        "flows.html",
        period=period,
        lines=[line(request, flow, period, now, before) for flow in ordered(request, now)],
        total=figures(whole, then, language),
        unanswered=amounts.count(await unanswered_in(request, period), language),
        flows=side(request, now, period),
        current="",
    )


async def unanswered_in(request: Request, period: Period) -> int:
    """Return how many different questions of some days nobody answered, those that were dismissed left out."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    return (await doors.store.unanswered.subjects(period.since, period.until, staff.points_of_sale)).open


async def counts(request: Request, period: Period) -> tuple[dict[str, Began], dict[str, Began]]:
    """Return what became of all conversations of some days, and of the days before."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    reports, before = doors.store.flow_counts, period.before
    return (
        await reports.all(period.first, period.last, staff.points_of_sale),
        await reports.all(before.first, before.last, staff.points_of_sale),
    )


def ordered(request: Request, now: Mapping[str, Began]) -> list[str]:
    """Return the flows that are written or were begun, the most often begun first."""
    playbook = request.app.state.doors.playbook()
    known = {*now, *(playbook.flows if playbook is not None else ())}
    return sorted(known, key=lambda flow: (-now.get(flow, NOBODY).started, title_of(request, flow)))


def title_of(request: Request, flow: str) -> str:
    """Return what a flow is called in the reader's language; one that is not written any more by its id."""
    doors: Doors = request.app.state.doors
    playbook = doors.playbook()
    known = playbook.flows.get(flow) if playbook is not None else None
    return title_in(language_of(request), known) if known is not None else flow


def side(request: Request, now: Mapping[str, Began], period: Period) -> list[dict[str, str]]:
    """Return the flows as the side bar has them."""
    language = language_of(request)
    return [
        {
            "id": flow,
            "title": title_of(request, flow),
            "href": f"{address(flow)}?{period.query()}",
            "count": amounts.count(now.get(flow, NOBODY).started, language),
        }
        for flow in ordered(request, now)
    ]


def address(flow: str) -> str:
    """Return where a flow's page is."""
    return f"{FLOWS}/{quote(flow, safe='')}"


def behind(flow: str, period: Period, kind: str, step: str = "", name: str | None = "") -> str:
    """Return where the customers behind a number are; `name` of None is any outcome."""
    more = {"kind": kind, "step": step, **({"any": "1"} if name is None else {"name": name})}
    return f"{address(flow)}/customers?{period.query(**more)}"


def can_convert(request: Request, flow: str, *counted: Began) -> bool:
    """Tell whether a flow can convert anybody: somewhere it ends so, or did, or nobody knows what it once was."""
    playbook = request.app.state.doors.playbook()
    known = playbook.flows.get(flow) if playbook is not None else None
    ends = known is None or any(isinstance(one, Stop) and one.outcome == CONVERTED for one in known.steps.values())
    return ends or any(one.converted for one in counted)


def figures(now: Began, before: Began, language: str, *, converts: bool = True) -> dict[str, str]:
    """Return the figures of a flow, or of all, with how they changed; dashes where nothing there `converts`."""
    won, won_before = share(now.converted, _all(now)), share(before.converted, _all(before))
    ended = share(min(now.ended, _all(now)), _all(now))
    shown, compared = bool(won.of and converts), bool(won.of and won_before.of and converts)
    return {
        "started": amounts.count(now.started, language),
        "change": amounts.more_or_less(now.started, before.started, language),
        "ended": amounts.count(now.ended, language),
        "ended_share": amounts.per_cent(ended.value, language) if ended.of else "–",
        "converted": amounts.count(now.converted, language) if converts else "–",
        "converted_share": amounts.per_cent(won.value, language) if shown else "–",
        "between": amounts.between(won, language) if converts else "–",
        "points": amounts.points(won.value - won_before.value, language) if compared else "–",
    }


def line(request: Request, flow: str, period: Period, now: Mapping[str, Began], before: Mapping[str, Began]) -> Line:
    """Return a flow as a row."""
    language, mine, then = language_of(request), now.get(flow, NOBODY), before.get(flow, NOBODY)
    outcomes = sorted(mine.outcomes.items(), key=lambda item: (-item[1], item[0]))
    return Line(
        id=flow,
        title=title_of(request, flow),
        href=f"{address(flow)}?{period.query()}",
        outcomes=tuple((outcome_words(name, language), amounts.count(times, language)) for name, times in outcomes[:4]),
        **figures(mine, then, language, converts=can_convert(request, flow, mine, then)),
    )


def _all(began: Began) -> int:
    """How many began; never fewer than ended, where the first ones are older than the counting."""
    return max(began.started, began.ended)


def _sum(every: Mapping[str, Began]) -> Began:
    outcomes: dict[str, int] = {}
    for one in every.values():
        for name, times in one.outcomes.items():
            outcomes[name] = outcomes.get(name, 0) + times
    return Began(sum(one.started for one in every.values()), outcomes)


async def _lines(request: Request) -> Lines:
    period = period_of(request, DEFAULT_DAYS)
    now, before = await counts(request, period)
    return each(_row(request, flow, now, before) for flow in ordered(request, now))


def _row(request: Request, flow: str, now: Mapping[str, Began], before: Mapping[str, Began]) -> list[Cell]:
    mine, then = now.get(flow, NOBODY), before.get(flow, NOBODY)
    won = share(mine.converted, _all(mine))
    row: list[Cell] = [flow, title_of(request, flow), mine.started, then.started, mine.ended, mine.converted]
    return [*row, *(_rounded(value) if won.of else "" for value in (won.value, won.low, won.high))]


def _rounded(value: float) -> float:
    return round(value, 4)


SHEET: Final = Sheet(
    title=marked("Conversations by flow"),
    headings=(
        marked("Flow"),
        marked("Title"),
        marked("Started"),
        marked("Started, days before"),
        marked("Finished"),
        marked("Converted"),
        marked("Conversion"),
        marked("Conversion, at least"),
        marked("Conversion, at most"),
    ),
    lines=_lines,
)


def common(request: Request, now: Mapping[str, Began], period: Period, current: str) -> dict[str, Any]:
    """Return what every page about flows stands in."""
    return {"period": period, "flows": side(request, now, period), "current": current}
