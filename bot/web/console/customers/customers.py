"""`GET /console/customers`: the customers behind a number, or all who are known, searched and filtered, page by page.

What an address asks for: `who` is `moved` (with `journey`, `left`, `stage`, `direction` and days), `here` or `stalled`
(with `journey`, `stage`, `direction`), `met` (with `journey`, `stage`, `channel`, `way`, `answered` and days), or
nothing: everybody. `q` searches a name, a phone number, an e-mail address; `relationship`, `on` (a channel) and
`point_of_sale` narrow any list.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from bot.model.address import CHANNELS
from bot.model.effects import Direction
from bot.model.staff import Staff
from bot.playbook.compiled import JourneyMap, Playbook
from bot.store.reports.customer_lists import Also, Behind, Known, Line, Met, Moved, Page, Stands
from bot.web.console import frame
from bot.web.console.reports.dates import Period, period_of
from bot.web.console.reports.journey_figures import paces_of, patiences
from bot.web.console.reports.sheets import Sheet
from bot.web.console.reports.spreadsheet import Cell, Lines
from bot.web.console.threads.inbox import CHANNEL_NAMES, CHOICES
from bot.web.console.wording.amounts import lasted
from bot.web.console.wording.clock import Clock, clock_of
from bot.web.console.wording.customer_words import happened
from bot.web.console.wording.stages import DIRECTIONS, Chip, chip, chips, steady_before, way_of
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors

CUSTOMERS: Final = "/console/customers"
WHO: Final = {
    "here": marked("On the way"),
    "moved": marked("Moved"),
    "stalled": marked("Stalled"),
    "met": marked("In touch"),
    "": marked("All customers"),
}
#: What of an address is about the list; other names in it are not ours.
_NAMES: Final = (
    "who", "journey", "left", "stage", "direction", "channel", "way", "answered", "q", "relationship", "on",
    "point_of_sale", "days", "from", "to",
)  # fmt: skip
_AT_ONCE: Final = 500  # customers read at once for a file


class Row(Struct, frozen=True, kw_only=True):
    """A customer as a line: texts ready to show."""

    line: Line
    name: str
    stage: Chip | None
    left: Chip | None
    way: tuple[str, str] | None  # of now; in a list of moves the move's
    at: str
    full: str
    span: str  # since then
    relationship: str
    cause: str
    last: str
    channel: str


class Asked(Struct, frozen=True, kw_only=True):
    """What an address asks for."""

    behind: Behind
    also: Also
    who: str
    given: Mapping[str, str]
    period: Period
    path: JourneyMap | None


async def show(request: Request) -> Response:
    """Answer with a page of the list; to htmx, with its rows only."""
    asked, page = await _page(request)
    clock, doors = clock_of(request), request.app.state.doors
    known = chips(doors.playbook(), clock.language)
    facts: dict[str, Any] = {
        "rows": [row_of(line, clock, known) for line in page.lines],
        "after": page.after,
        "asked": asked,
        "query": urlencode(asked.given),
        "customers": CUSTOMERS,
        "counted": marked("Messages") if asked.who == "met" else marked("Why"),
    }
    if request.headers.get("hx-request"):
        return await frame.piece(request, "customer_rows.html", **facts)
    return await frame.page(request, "customers.html", **facts, **_choices(doors, asked, known, clock))


async def _page(request: Request, after: str | None = None, limit: int = 50) -> tuple[Asked, Page]:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    asked = await asked_by(request)
    start = after if after is not None else request.query_params.get("after")
    lists = doors.store.customer_lists
    return asked, await lists.page(asked.behind, doors.clock(), staff.points_of_sale, asked.also, start, limit)


async def asked_by(request: Request) -> Asked:
    """Return which customers an address asks for; nonsense asks for nothing."""
    doors: Doors = request.app.state.doors
    given = {name: value[:200] for name in _NAMES if (value := request.query_params.get(name)) is not None}
    playbook, period = doors.playbook(), period_of(request)
    path = _path(playbook, given.get("journey"))
    who = given.get("who", "") if path is not None else ""
    behind: Behind = Known(search=given.get("q", "").strip())
    if path is not None and who in ("here", "stalled"):
        behind = await _standing(doors, path, given, stalled=who == "stalled")
    elif path is not None and who == "moved":
        behind = _moved(path, given, period)
    elif path is not None and who == "met" and given.get("way") in ("in", "out"):
        behind = _met(path, given, period)
    else:
        who = ""
    choices = {value for value, _ in CHOICES["standing"]}
    relationship: Any = given.get("relationship") if given.get("relationship") in choices else None
    on = given.get("on") if given.get("on") in CHANNELS else None
    also = Also(relationship=relationship, channel=on, point_of_sale=given.get("point_of_sale") or None)
    kept = {name: value for name, value in given.items() if value or name == "left"}
    return Asked(behind=behind, also=also, who=who, given=kept, period=period, path=path)


def _path(playbook: Playbook | None, journey: str | None) -> JourneyMap | None:
    return next((path for path in playbook.journeys if path.id == journey), None) if playbook is not None else None


async def _standing(doors: Doors, path: JourneyMap, given: Mapping[str, str], *, stalled: bool) -> Stands:
    stage = given.get("stage") or None
    spans = patiences(path, await paces_of(doors.store)) if stalled else None
    if spans is not None and stage is not None:
        spans = {each: span for each, span in spans.items() if each == stage}
    steady = steady_before([path], doors.clock())
    return Stands(journey=path.id, stage=stage, direction=_direction(given), steady=steady, stalled=spans)


def _direction(given: Mapping[str, str]) -> Direction | None:
    way: Any = given.get("direction")
    return way if way in DIRECTIONS else None


def _moved(path: JourneyMap, given: Mapping[str, str], period: Period) -> Moved:
    return Moved(
        journey=path.id,
        since=period.since,
        until=period.until,
        left=given.get("left"),
        stage=given.get("stage") or None,
        direction=_direction(given),
    )


def _met(path: JourneyMap, given: Mapping[str, str], period: Period) -> Met:
    answered = given.get("answered")
    way: Any = given["way"]
    return Met(
        journey=path.id,
        since=period.since,
        until=period.until,
        stage=given.get("stage", ""),
        channel=given.get("channel", ""),
        way=way,
        answered={"yes": True, "no": False}.get(answered or ""),
    )


def row_of(line: Line, clock: Clock, known: Mapping[tuple[str, str], Chip]) -> Row:
    """Return a customer as a line of a table."""
    say = words(clock.language).gettext
    stage = chip(known, line.journey, line.stage)
    return Row(
        line=line,
        name=line.name or f"{say(marked('Customer'))} {line.customer[:4]}",
        stage=stage,
        left=chip(known, line.journey, line.left) if line.left else None,
        way=way_of(line.way, line.stage_since, stage, clock.now),
        at=clock.ago(line.at),
        full=clock.full(line.at),
        span=lasted(max(clock.now - line.at, timedelta()), clock.language),
        relationship=f"{line.relationship:.0f}" if line.relationship is not None else "–",
        cause=happened(line.cause, clock.language),
        last=line.last_line,
        channel=say(CHANNEL_NAMES.get(line.channel or "", line.channel or "")) if line.channel else "",
    )


def _choices(doors: Doors, asked: Asked, known: Mapping[tuple[str, str], Chip], clock: Clock) -> dict[str, Any]:
    playbook = doors.playbook()
    stages = [one for (journey, _), one in known.items() if asked.path is not None and journey == asked.path.id]
    return {
        "title": title(asked, known, clock.language),
        "stages": stages,
        "paths": playbook.journeys if playbook is not None else (),
        "places": playbook.store.points_of_sale if playbook is not None else (),
        "choices": CHOICES,
        "channels": CHANNEL_NAMES,
        "who": WHO,
        "directions": DIRECTIONS,
        "filters": sum(name in asked.given for name in ("relationship", "on", "point_of_sale", "direction", "stage")),
    }


def title(asked: Asked, known: Mapping[tuple[str, str], Chip], language: str) -> str:
    """Return what the list is of, in one line."""
    say = words(language).gettext
    names = {stage: one.name for (journey, stage), one in known.items() if asked.path and journey == asked.path.id}
    stage, left = names.get(asked.given.get("stage", "")), names.get(asked.given.get("left", ""))
    back = asked.given.get("direction") == "receding"
    match asked.who:
        case "moved" if stage and left:
            return say(marked("From %(left)s to %(stage)s")) % {"left": left, "stage": stage}
        case "moved" if left:
            moved = say(marked("Went back from %(stage)s")) if back else say(marked("Went on from %(stage)s"))
            return moved % {"stage": left}
        case "moved":
            return say(marked("Moved back")) if back else say(marked("Moved forward"))
        case "met":
            channel = say(CHANNEL_NAMES.get(asked.given.get("channel", ""), asked.given.get("channel", "")))
            wrote = marked("Wrote in %(stage)s, %(channel)s")
            said = marked("Were written to in %(stage)s, %(channel)s")
            return say(wrote if asked.given.get("way") == "in" else said) % {"stage": stage or "–", "channel": channel}
        case "here" if stage:
            return stage
        case "stalled" if stage:
            return say(marked("Stalled in %(stage)s")) % {"stage": stage}
        case _:
            return say(WHO[asked.who])


async def _lines(request: Request) -> Lines:
    doors: Doors = request.app.state.doors
    language = language_of(request)
    known, now = chips(doors.playbook(), language), doors.clock()

    async def read() -> Lines:
        after: str | None = ""
        while after is not None:
            _, page = await _page(request, after, _AT_ONCE)
            for line in page.lines:
                yield _cells(line, known, language, now)
            after = page.after

    return read()


def _cells(line: Line, known: Mapping[tuple[str, str], Chip], language: str, now: datetime) -> list[Cell]:
    say = words(language).gettext
    stage = chip(known, line.journey, line.stage)
    left = chip(known, line.journey, line.left) if line.left else None
    way = way_of(line.way, line.stage_since, stage, now)
    return [
        line.customer,
        line.name,
        stage.name if stage is not None else None,
        left.name if left is not None else None,
        say(way[1]) if way is not None else None,
        line.at,
        happened(line.cause, language),
        round(line.relationship) if line.relationship is not None else None,
        line.channel,
        line.point_of_sale,
        line.last_at,
    ]


SHEET: Final = Sheet(
    marked("Customers"),
    (
        marked("Id"),
        marked("Name"),
        marked("Stage"),
        marked("Came from"),
        marked("Direction"),
        marked("Since"),
        marked("Why, or how many messages"),
        marked("Relationship"),
        marked("Channel"),
        marked("Point of sale"),
        marked("Last contact"),
    ),
    _lines,
    names_people=True,
)
