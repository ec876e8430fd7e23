"""`GET /console/journey/contacts`: where customers and the shop meet, stage by channel, in and out, answered or not.

The figures are an hour behind: only then is it known who answered. Beside them stands what the playbook's journey
intends (`touchpoints:`); a cell that was meant and never met is shown as such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from bot.model.staff import Staff
from bot.playbook.compiled import JourneyMap
from bot.store.reports.contacts import Cell as Counted
from bot.web.console import frame
from bot.web.console.reports import spreadsheet
from bot.web.console.reports.charts import shade
from bot.web.console.reports.dates import Period, period_of
from bot.web.console.reports.journey import around, list_of, path_of, places_of, walking_of
from bot.web.console.reports.sheets import Sheet
from bot.web.console.threads.inbox import CHANNEL_NAMES
from bot.web.console.wording.amounts import number, percent
from bot.web.console.wording.stages import Chip, chips
from bot.web.console.wording.titles import title_in
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors

#: Channels in their usual order; what else was met stands after them.
CHANNELS: Final = ("telegram", "whatsapp", "sms", "web")
Counts = Mapping[tuple[str, str, str], Counted]


class Box(Struct, frozen=True, kw_only=True):
    """A cell: links of (list, number, sign), what stands below them, how dark it is."""

    links: tuple[tuple[str, str, str], ...]
    small: str
    shade: str


async def show(request: Request) -> Response:
    """Answer with the map of contacts of one journey."""
    walking = walking_of(await places_of(request))
    path = path_of(request, walking)
    if path is None:
        return await frame.page(request, "journey.html", **around(request, None, walking))
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    language, period = language_of(request), period_of(request)
    cells = await doors.store.contacts.cells(path.id, period.since, period.until, staff.points_of_sale)
    stages = [one for (journey, _), one in chips(doors.playbook(), language).items() if journey == path.id]
    channels = _channels(cells, _intended(path))
    return await frame.page(
        request,
        "touchpoints.html",
        period=period,
        channels=[words(language).gettext(CHANNEL_NAMES.get(channel, channel.capitalize())) for channel in channels],
        rows=[
            (stage, _boxes(path, stage, channels, {(c.stage, c.channel, c.way): c for c in cells}, period, language))
            for stage in stages
        ],
        met=bool(cells),
        **around(request, path, walking),
    )


def _channels(cells: Sequence[Counted], intended: frozenset[tuple[str, str, str]]) -> list[str]:
    named = {cell.channel for cell in cells} | {channel for _, channel, _ in intended}
    return [each for each in CHANNELS if each in named] + sorted(named - set(CHANNELS))


def _intended(path: JourneyMap) -> frozenset[tuple[str, str, str]]:
    """Return what the journey's file says under `touchpoints`: stage, channel, way."""
    found = set()
    written: Any = path.source.get("touchpoints")
    for stage, sides in written.items() if isinstance(written, dict) else ():
        for way in ("in", "out"):
            channels = sides.get(way) if isinstance(sides, dict) else None
            found |= {(stage, str(channel), way) for channel in (channels if isinstance(channels, list) else ())}
    return frozenset(found)


def _boxes(
    path: JourneyMap, stage: Chip, channels: Sequence[str], counts: Counts, period: Period, language: str
) -> list[Box | None]:
    most = max((cell.messages for cell in counts.values()), default=0)
    return [_box(path, stage, channel, counts, most, period, language) for channel in channels]


def _box(
    path: JourneyMap, stage: Chip, channel: str, counts: Counts, most: int, period: Period, language: str
) -> Box | None:
    say = words(language).gettext
    heard, said = (counts.get((stage.id, channel, way)) for way in ("in", "out"))
    if heard is None and said is None:
        meant = any((stage.id, channel, way) in _intended(path) for way in ("in", "out"))
        return Box(links=(), small=say(marked("planned, none yet")), shade="") if meant else None
    links = []
    for cell, way, sign in ((heard, "in", "↓"), (said, "out", "↑")):
        if cell is not None:
            href = list_of(path, period, who="met", stage=stage.id, channel=channel, way=way)
            links.append((href, number(cell.messages, language), sign))
    small = ""
    if heard is not None and heard.messages:
        small = say(marked("%(share)s answered")) % {"share": percent(heard.answered, heard.messages, language)}
    whole = max(cell.messages for cell in (heard, said) if cell is not None)
    return Box(links=tuple(links), small=small, shade=shade(whole, most))


async def _lines(request: Request) -> spreadsheet.Lines:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    path, period, language = (
        path_of(request, walking_of(await places_of(request))),
        period_of(request),
        language_of(request),
    )
    known = chips(doors.playbook(), language)

    async def read() -> spreadsheet.Lines:
        if path is None:
            return
        for cell in await doors.store.contacts.cells(path.id, period.since, period.until, staff.points_of_sale):
            stage = known.get((path.id, cell.stage))
            name = stage.name if stage is not None else cell.stage
            answered = cell.answered if cell.way == "in" else None
            yield [title_in(language, path), name, cell.channel, cell.way, cell.messages, answered]

    return read()


SHEET: Final = Sheet(
    marked("Points of contact"),
    (
        marked("Journey"),
        marked("Stage"),
        marked("Channel"),
        marked("Way"),
        marked("Messages"),
        marked("Answered within the hour"),
    ),
    _lines,
)
