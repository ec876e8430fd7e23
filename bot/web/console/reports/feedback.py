"""`GET /console/feedback`: CSAT, NPS and CES over time and by stage, what customers said, and what was made good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from bot.model.staff import Staff
from bot.rules.intervals import share
from bot.rules.order.feedback import SCALES, ScaleName, Summary, recovery_rate, scale_named, summary
from bot.store.database.times import micros
from bot.store.shop.feedback import Answer, Counted, Which
from bot.web.console import frame
from bot.web.console.reports import behind
from bot.web.console.reports.behind import Found
from bot.web.console.reports.charts import series
from bot.web.console.reports.dates import Period, period_of
from bot.web.console.reports.scale_figures import bounds, figure
from bot.web.console.reports.sheets import Sheet
from bot.web.console.reports.spreadsheet import PAGE, Lines, each, paged
from bot.web.console.wording import amounts
from bot.web.console.wording.clock import clock_of
from bot.web.console.wording.stages import Chip, chips
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors

FEEDBACK: Final = "/console/feedback"
DEFAULT_DAYS: Final = 30
#: The scales: what they ask, and the unit of their figure.
NAMES: Final[Mapping[ScaleName, tuple[str, str]]] = {
    "csat": (marked("Satisfaction (CSAT)"), marked("of 1 to 5, those who say 4 or 5")),
    "nps": (marked("Recommendation (NPS)"), marked("from −100 to 100")),
    "ces": (marked("Ease (CES)"), marked("mean of 1 to 7")),
}
_RANGE: Final[Mapping[ScaleName, tuple[float, float]]] = {"csat": (0, 100), "nps": (-100, 100), "ces": (1, 7)}
_LEVELS: Final = {"low": marked("low"), "middle": marked("middle"), "high": marked("high")}
_RECOVERIES: Final = {
    "open": marked("to be made good"),
    "solved": marked("made good"),
    "unresolved": marked("not made good"),
}
_POINTS: Final = 31  # of a line over time
_RATINGS: Final = 5  # a point is of so many, on average: one rating alone is 0 or 100
_FEWEST: Final = 4  # points, however few ratings there are
_COMMENTS: Final = 20


async def show(request: Request) -> Response:
    """Answer with the figures of one scale (`?scale=`), beside those of the others."""
    language, period = language_of(request), period_of(request, DEFAULT_DAYS)
    now, before = await _counted(request, period), await _counted(request, period.before)
    scale = _scale(request, now)
    mine = [one for one in now if one.scale == scale]
    return await frame.page(
        request,
        "feedback.html",
        period=period,
        scale=scale,
        name=NAMES[scale][0],
        unit=NAMES[scale][1],
        scales=[_figure(name, now, before, period, language) for name in SCALES],
        recovery=await _recovery(request, period, scale, language),
        drawing=_over_time(scale, mine, period, language),
        days_a_point=_days_a_point(period.days, sum(one.times for one in mine)),
        stages=_by_stage(request, scale, mine, period, language),
        scores=_scores(scale, mine, language),
        comments=await _comments(request, scale, period),
        links={level: _link(period, scale, level=level) for level in ("low", "middle", "high", "")},
    )


async def show_answers(request: Request) -> Response:
    """Answer with the ratings behind a number, a page at a time."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    given, language = request.query_params, language_of(request)
    period, say = period_of(request, DEFAULT_DAYS), words(language).gettext
    scale = _given_scale(request) or "csat"
    level = given.get("level", "") if given.get("level", "") in _LEVELS else ""
    recovery = given.get("recovery", "") if given.get("recovery", "") in _RECOVERIES else ""
    stage = (given.get("journey", "")[:200], given.get("stage", "")[:200]) if "stage" in given else None
    found = await doors.store.feedback.answers(
        "" if recovery else scale,
        period.since,
        period.until,
        which=Which(level=level, recovery=recovery, stage=stage, commented="commented" in given),
        scope=staff.points_of_sale,
        after=behind.after_of(request),
        limit=behind.AT_A_TIME + 1,
    )
    page, more = found[: behind.AT_A_TIME], None
    if len(found) > behind.AT_A_TIME:
        more = behind.next_page(request, f"{micros(page[-1].at)}.{page[-1].position}")
    rows = [Found(customer=one.customer, at=one.at, detail=_told(one, say), text=one.comment) for one in page]
    title = say(NAMES[scale][0])
    if recovery:
        title = f"{say(marked('Low ratings'))}, {say(_RECOVERIES[recovery])}"
    elif level:
        title = f"{title}, {say(_LEVELS[level])}"
    back = f"{FEEDBACK}?{period.query(scale=scale)}"
    return await behind.page_of(request, title, period, await behind.rows_of(request, rows), more, back=back)


def _told(one: Answer, say: Any) -> str:
    scale = scale_named(one.scale)
    score = f"{one.score}/{scale.most}" if scale is not None else str(one.score)
    return f"{score}, {say(_RECOVERIES[one.recovery])}" if one.recovery else score


async def _counted(request: Request, period: Period) -> list[Counted]:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    return await doors.store.feedback.counted(period.since, period.until, staff.points_of_sale)


def _given_scale(request: Request) -> ScaleName | None:
    return next((name for name in SCALES if name == request.query_params.get("scale")), None)


def _scale(request: Request, now: Sequence[Counted]) -> ScaleName:
    """The scale asked for, else the one that was answered most."""
    counts = Counter[str]()
    for one in now:
        counts[one.scale] += one.times
    usual: ScaleName = max(SCALES, key=lambda name: counts[name])
    return _given_scale(request) or usual


def _summed(scale: ScaleName, counted: Iterable[Counted]) -> tuple[Summary, Counter[int]]:
    scores: Counter[int] = Counter()
    for one in counted:
        if one.scale == scale:
            scores[one.score] += one.times
    return summary(scale, scores), scores


def _figure(
    scale: ScaleName, now: Sequence[Counted], before: Sequence[Counted], period: Period, language: str
) -> dict[str, Any]:
    mine, scores = _summed(scale, now)
    then, _ = _summed(scale, before)
    compared = mine.figure is not None and then.figure is not None
    return {
        "id": scale,
        "name": NAMES[scale][0],
        "href": f"{FEEDBACK}?{period.query(scale=scale)}",
        "figure": figure(scale, mine.figure, language),
        "count": amounts.count(mine.count, language),
        "between": _between(scale, scores, language),
        "change": amounts.signed((mine.figure or 0) - (then.figure or 0), language) if compared else "–",
        "number": mine.count,
    }


def _between(scale: ScaleName, scores: Mapping[int, int], language: str) -> str:
    found = bounds(scale, scores)
    if found is None:
        return "–"
    say = words(language).gettext
    pattern = "0.00" if scale == "ces" else "0" if scale == "nps" else "0.0"
    low, high = (amounts.decimal(value, language, pattern).replace("-", amounts.MINUS) for value in found)
    return say(marked("between %(low)s and %(high)s")) % {"low": low, "high": high}


async def _recovery(request: Request, period: Period, scale: ScaleName, language: str) -> dict[str, Any]:
    """What became of the low ratings of all scales."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    found = await doors.store.feedback.recovered(period.since, period.until, staff.points_of_sale)
    rate = recovery_rate(found.solved, found.unresolved, found.open)
    total = found.solved + found.unresolved + found.open
    return {
        "rate": amounts.per_cent(rate / 100 if rate is not None else None, language),
        "between": amounts.between(share(found.solved, total), language),
        "rows": [
            {
                "called": _RECOVERIES[state],
                "count": amounts.count(times, language),
                "href": _link(period, scale, recovery=state),
            }
            for state, times in (("solved", found.solved), ("unresolved", found.unresolved), ("open", found.open))
        ],
    }


def _over_time(scale: ScaleName, mine: Sequence[Counted], period: Period, language: str) -> Any:
    """The figure of each day, or of so many days that there are not too many points."""
    every = _days_a_point(period.days, sum(one.times for one in mine))
    by_day: dict[int, list[Counted]] = {}
    for one in mine:
        day = one.hour.astimezone(period.zone).date()
        by_day.setdefault((day - period.first).days // every, []).append(one)
    points = []
    for number in range(-(-period.days // every)):
        got, _ = _summed(scale, by_day.get(number, ()))
        told = f"{figure(scale, got.figure, language)} (n={got.count})"
        points.append((_day(period.first + timedelta(days=number * every), language), got.figure, told))
    low, high = _RANGE[scale]
    return series(points, low=low, high=high) if mine else None


def _days_a_point(days: int, ratings: int) -> int:
    """Return over how many days a point of the line is taken."""
    least, most = -(-days // _POINTS), max(1, days // _FEWEST)
    enough = -(-_RATINGS * days // ratings) if ratings else 1
    return max(least, min(enough, most))


def _day(day: date, language: str) -> str:
    return amounts.day(day, language)


def _by_stage(
    request: Request, scale: ScaleName, mine: Sequence[Counted], period: Period, language: str
) -> list[dict[str, Any]]:
    known = chips(request.app.state.doors.playbook(), language)
    by_stage: dict[tuple[str, str], list[Counted]] = {}
    for one in mine:
        by_stage.setdefault((one.journey, one.stage), []).append(one)
    places = {where: place for place, where in enumerate(known)}
    rows = []
    for where in sorted(by_stage, key=lambda one: (places.get(one, len(places)), one)):
        got, scores = _summed(scale, by_stage[where])
        rows.append(
            {
                "chip": known.get(where) or (Chip(where[0], where[1], 0, where[1]) if where[1] else None),
                "figure": figure(scale, got.figure, language),
                "count": amounts.count(got.count, language),
                "between": _between(scale, scores, language),
                "low": amounts.count(got.low, language),
                "href": _link(period, scale, journey=where[0], stage=where[1]),
            }
        )
    return rows


def _scores(scale: ScaleName, mine: Sequence[Counted], language: str) -> list[dict[str, Any]]:
    got, scores = _summed(scale, mine)
    most = max(scores.values(), default=1)
    return [
        {
            "score": score,
            "level": _LEVELS[SCALES[scale].level(score)],
            "bar": round(max(2.0, 120 * scores[score] / most), 1) if scores[score] else 0,
            "count": amounts.count(scores[score], language),
            "share": amounts.per_cent(scores[score] / got.count if got.count else None, language),
        }
        for score in reversed(SCALES[scale].scores)
    ]


async def _comments(request: Request, scale: ScaleName, period: Period) -> list[dict[str, Any]]:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    clock, say = clock_of(request), words(language_of(request)).gettext
    found = await doors.store.feedback.answers(
        scale,
        period.since,
        period.until,
        which=Which(commented=True),
        scope=staff.points_of_sale,
        limit=_COMMENTS,
    )
    return [
        {
            "customer": one.customer,
            "text": one.comment,
            "level": one.level,
            "told": _told(one, say),
            "ago": clock.ago(one.at),
            "full": clock.full(one.at),
        }
        for one in found
    ]


def _link(period: Period, scale: ScaleName, **more: str) -> str:
    asked = period.query(scale=scale, **more)
    return f"{FEEDBACK}/answers?{asked}" + ("&stage=" if "stage" in more and not more["stage"] else "")


async def _lines(request: Request) -> Lines:
    period = period_of(request, DEFAULT_DAYS)
    days: dict[tuple[date, str, str, str], Counter[int]] = {}
    for one in await _counted(request, period):
        where = (one.hour.astimezone(period.zone).date(), one.scale, one.journey, one.stage)
        days.setdefault(where, Counter())[one.score] += one.times
    return each(
        [day, scale, journey, stage, score, times]
        for (day, scale, journey, stage), scores in sorted(days.items())
        for score, times in sorted(scores.items())
    )


async def _comment_lines(request: Request) -> Lines:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    period, scale = period_of(request, DEFAULT_DAYS), _given_scale(request) or "csat"

    async def page(after: tuple[int, int] | None) -> list[Answer]:
        return await doors.store.feedback.answers(
            scale, period.since, period.until, scope=staff.points_of_sale, after=after, limit=PAGE
        )

    return paged(
        page,
        lambda one: (micros(one.at), one.position),
        lambda one: [one.at, one.customer, one.scale, one.about, one.score, one.comment, one.recovery],
    )


SHEET: Final = Sheet(
    title=marked("Ratings by day and stage"),
    headings=(
        marked("Day"),
        marked("Scale"),
        marked("Journey"),
        marked("Stage"),
        marked("Score"),
        marked("Times"),
    ),
    lines=_lines,
)
COMMENTS: Final = Sheet(
    title=marked("Ratings and what customers said"),
    headings=(
        marked("When"),
        marked("Customer"),
        marked("Scale"),
        marked("About"),
        marked("Score"),
        marked("Comment"),
        marked("Recovery"),
    ),
    lines=_comment_lines,
    names_people=True,
)
