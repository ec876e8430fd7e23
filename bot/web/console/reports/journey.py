"""`GET /console/journey`: where customers stand on a journey, how many moved on and back, who is stalled and why.

Every number opens the list of the customers behind it (`customers`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from bot.model.staff import Staff
from bot.playbook.compiled import JourneyMap
from bot.store.reports.customer_lists import Stands
from bot.web.console import frame
from bot.web.console.customers.customers import CUSTOMERS, row_of
from bot.web.console.reports.dates import Period, period_of
from bot.web.console.reports.journey_chart import Flow, Kind, Map, Place, charted
from bot.web.console.reports.journey_figures import Figures, figures_of
from bot.web.console.reports.sheets import Sheet
from bot.web.console.reports.spreadsheet import Cell, Lines
from bot.web.console.wording.amounts import change, lasted, number, percent
from bot.web.console.wording.clock import clock_of
from bot.web.console.wording.customer_words import happened
from bot.web.console.wording.stages import Chip, chips
from bot.web.console.wording.titles import title_in
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors

JOURNEY: Final = "/console/journey"
_SHOWN: Final = 6  # stalled customers
_DRAWN: Final[Mapping[str, Kind]] = {"fwd": "fwd", "back": "back", "circle": "circle"}


class StageLine(Struct, frozen=True, kw_only=True):
    """A stage in the table: texts, and the lists behind them."""

    chip: Chip
    here: str
    ahead: str
    back: str
    stalled: str
    median: str
    links: Mapping[str, str]


async def show(request: Request) -> Response:
    """Answer with the map of one journey; `?journey=` says which, the one that most customers walk otherwise."""
    places = await places_of(request)
    walking = walking_of(places)
    path = path_of(request, walking)
    if path is None:
        return await frame.page(request, "journey.html", **around(request, None, walking))
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    period, clock = period_of(request), clock_of(request)
    all_known = chips(doors.playbook(), clock.language)
    known = {stage: chip for (journey, stage), chip in all_known.items() if journey == path.id}
    figures = await figures_of(doors.store, path, period, clock.now, staff.points_of_sale, places)
    stalled = Stands(journey=path.id, stalled=figures.patience)
    page = await doors.store.customer_lists.page(stalled, clock.now, staff.points_of_sale, limit=_SHOWN)
    causes = await doors.store.journey_reports.causes(path.id, period.since, period.until, staff.points_of_sale)
    return await frame.page(
        request,
        "journey.html",
        period=period,
        sums=sums(path, figures, period, clock.language),
        map=drawing(path, figures, known, period, clock.language),
        lines=[line(path, figures, chip, period, clock.language) for chip in known.values()],
        stalled=[
            (row_of(one, clock, all_known), lasted(figures.patience.get(one.stage or "", timedelta()), clock.language))
            for one in page.lines
        ],
        stalled_count=number(sum(figures.stalled.values()), clock.language),
        stalled_href=list_of(path, who="stalled"),
        causes=[(happened(cause, clock.language), cause, number(count, clock.language)) for cause, count in causes],
        back_href=list_of(path, period, who="moved", direction="receding"),
        **around(request, path, walking),
    )


async def places_of(request: Request) -> Mapping[tuple[str, str], int]:
    """Return how many customers are in each stage of each journey, as far as the reader's points of sale reach."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    return await doors.store.journey_reports.places(staff.points_of_sale)


def walking_of(places: Mapping[tuple[str, str], int]) -> Mapping[str, int]:
    """Return how many customers are on each journey."""
    walking: Counter[str] = Counter()
    for (journey, _), count in places.items():
        walking[journey] += count
    return walking


def path_of(request: Request, walking: Mapping[str, int]) -> JourneyMap | None:
    """Return the journey that an address names, else the one that most customers walk (of equals the first)."""
    doors: Doors = request.app.state.doors
    playbook = doors.playbook()
    paths = playbook.journeys if playbook is not None else ()
    named = request.query_params.get("journey")
    most = max(paths, key=lambda path: walking.get(path.id, 0), default=None)
    return next((path for path in paths if path.id == named), most)


def around(request: Request, path: JourneyMap | None, walking: Mapping[str, int]) -> dict[str, Any]:
    """Return what the side bar of journey pages shows."""
    doors: Doors = request.app.state.doors
    playbook, language = doors.playbook(), language_of(request)
    paths = playbook.journeys if playbook is not None else ()
    return {
        "paths": [(each.id, title_in(language, each), number(walking.get(each.id, 0), language)) for each in paths],
        "path_chosen": path is not None,
        "chosen": path.id if path is not None else "",
        "title": title_in(language, path) if path is not None else words(language).gettext("Journey"),
        "journey_page": JOURNEY,
        "customers": CUSTOMERS,
    }


def list_of(path: JourneyMap, period: Period | None = None, **wanted: str) -> str:
    """Return the address of the list of customers behind a number."""
    given = {"journey": path.id, **wanted}
    return f"{CUSTOMERS}?{period.query(**given) if period is not None else urlencode(given)}"


def sums(path: JourneyMap, figures: Figures, period: Period, language: str) -> list[dict[str, str]]:
    """Return the strip of figures: words, number, what it is compared with, the list behind it, a shape."""
    say = words(language).gettext

    def moved(label: str, icon: str, direction: str, now: int, before: int) -> dict[str, str]:
        href = list_of(path, period, who="moved", direction=direction)
        return {"label": label, "icon": icon, "value": number(now, language), "beside": change(now - before, language),
                "href": href}  # fmt: skip

    ahead, earlier = figures.sum("fwd", "circle"), figures.sum("fwd", "circle", before=True)
    began = say(marked("%(count)s began in this period")) % {"count": number(figures.sum("began"), language)}
    slow = sum(figures.stalled.values())
    share = say(marked("%(share)s of all")) % {"share": percent(slow, figures.everybody, language)}
    speed, was = figures.speed(), figures.speed(before=True)
    return [
        {"label": say(marked("On the way")), "icon": "", "value": number(figures.everybody, language), "beside": began,
         "href": list_of(path, who="here")},
        moved(say(marked("Moved forward")), "adv", "advancing", ahead, earlier),
        moved(say(marked("Moved back")), "rec", "receding", figures.sum("back"), figures.sum("back", before=True)),
        {"label": say(marked("Stalled")), "icon": "", "value": number(slow, language), "beside": share,
         "href": list_of(path, who="stalled")},
        {"label": say(marked("Average speed")), "icon": "", "value": number(speed, language),
         "beside": say(marked("stages a week, %(change)s")) % {"change": change(round(speed - was, 2), language)},
         "href": ""},
        {"label": say(marked("Median relationship")), "icon": "",
         "value": number(round(figures.relationship), language) if figures.relationship is not None else "–",
         "beside": say(marked("of 100, today")), "href": ""},
    ]  # fmt: skip


def drawing(path: JourneyMap, figures: Figures, known: Mapping[str, Chip], period: Period, language: str) -> Map | None:
    """Return the map with its bands."""
    say = words(language).gettext
    places = []
    for stage, chip in known.items():
        count = figures.standing.get(stage, 0)
        shown = number(count, language)
        small = say(marked("med. %(median)s")) % {"median": _median(figures, stage, language)}
        told = say(marked("%(stage)s, customers: %(count)s")) % {"stage": chip.name, "count": shown}
        href = list_of(path, who="here", stage=stage)
        places.append(
            Place(
                chip=chip,
                count=count,
                shown=shown,
                small=small,
                told=told,
                href=href,
            )
        )
    flows = []
    for move in figures.moves:
        kind = _DRAWN.get(figures.kind(move))
        if kind is None or move.left not in known or move.stage not in known:
            continue
        shown = number(move.count, language)
        names = {"left": known[move.left].name, "stage": known[move.stage].name, "count": shown}
        told = say(marked("%(count)s from %(left)s to %(stage)s")) % names
        href = list_of(path, period, who="moved", left=move.left, stage=move.stage)
        again = say(marked("begin a journey anew")) if kind == "circle" else ""
        flows.append(
            Flow(left=move.left, stage=move.stage, kind=kind, count=move.count, told=told, href=href, shown=shown,
                 words=again)
        )  # fmt: skip
    return charted(places, flows)


def line(path: JourneyMap, figures: Figures, chip: Chip, period: Period, language: str) -> StageLine:
    """Return a stage as a line of the table."""
    ahead = figures.sum("fwd", "circle", left=chip.id)
    back = figures.sum("back", left=chip.id)
    return StageLine(
        chip=chip,
        here=number(figures.standing.get(chip.id, 0), language),
        ahead=number(ahead, language),
        back=number(back, language),
        stalled=number(figures.stalled[chip.id], language) if chip.id in figures.stalled else "–",
        median=_median(figures, chip.id, language),
        links={
            "here": list_of(path, who="here", stage=chip.id),
            "ahead": list_of(path, period, who="moved", left=chip.id, direction="advancing"),
            "back": list_of(path, period, who="moved", left=chip.id, direction="receding"),
            "stalled": list_of(path, who="stalled", stage=chip.id),
        },
    )


def _median(figures: Figures, stage: str, language: str) -> str:
    times = figures.medians.get(stage)
    return lasted(times.median, language) if times is not None else "–"


async def _lines(request: Request) -> Lines:
    places = await places_of(request)
    path = path_of(request, walking_of(places))
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    language, period = language_of(request), period_of(request)

    async def read() -> Lines:
        if path is None:
            return
        figures = await figures_of(doors.store, path, period, doors.clock(), staff.points_of_sale, places)
        for (journey, stage), chip in chips(doors.playbook(), language).items():
            if journey == path.id:
                yield _row(path, figures, chip, stage, language)

    return read()


def _row(path: JourneyMap, figures: Figures, chip: Chip, stage: str, language: str) -> list[Cell]:
    times = figures.medians.get(stage)
    return [
        title_in(language, path),
        chip.place,
        chip.name,
        figures.standing.get(stage, 0),
        figures.sum("fwd", "circle", left=stage),
        figures.sum("back", left=stage),
        figures.sum("fwd", "circle", left=stage, before=True),
        figures.sum("back", left=stage, before=True),
        figures.stalled.get(stage),
        round(times.median / timedelta(days=1), 2) if times is not None else None,
    ]


SHEET: Final = Sheet(
    marked("Journey"),
    (
        marked("Journey"),
        marked("Place"),
        marked("Stage"),
        marked("Customers"),
        marked("Moved forward"),
        marked("Moved back"),
        marked("Moved forward before"),
        marked("Moved back before"),
        marked("Stalled"),
        marked("Median days"),
    ),
    _lines,
)
