"""One door for the file of every table: what it holds, who may have it, and why they wanted it.

Figures without names are for whoever reads reports. A table that names customers is for who may export, asks for a
reason first, and is written in the audit with it. A table is added by its line in `sheet_list.SHEETS`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response

from bot.model.staff import Act, Staff
from bot.rules.access import may
from bot.store.staff.audit import Entry
from bot.web.console import frame
from bot.web.console.reports import spreadsheet
from bot.web.console.reports.dates import period_of
from bot.web.console.reports.spreadsheet import Lines
from bot.web.console.words import language_of, words
from bot.web.doors import Doors
from bot.web.guard import refuse

LONGEST_REASON: Final = 300


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `headings` are marked texts, `lines` reads what the request's query asks for, within the points of sale
    of who asks. `names_people`: it names customers.
    """

    title: str
    headings: Sequence[str]
    lines: Callable[[Request], Awaitable[Lines]]
    names_people: bool = False


def sheet_of(request: Request, sheets: Mapping[str, Sheet]) -> Sheet:
    """Return the table that a path names, if the reader may have it. Raises 403 or 404."""
    sheet = sheets.get(request.path_params["sheet"])
    if sheet is None:
        raise refuse(404)
    staff: Staff = request.state.staff
    if sheet.names_people and not may(staff, Act.EXPORT):
        raise refuse(403)
    return sheet


async def give(request: Request, sheets: Mapping[str, Sheet]) -> Response:
    """Answer with the file, or with the page that asks why it is wanted."""
    sheet = sheet_of(request, sheets)
    if sheet.names_people:
        return await _ask(request, sheet)
    return await _file(request, sheet)


async def give_names(request: Request, sheets: Mapping[str, Sheet]) -> Response:
    """Note the reason in the audit, and answer with the file."""
    sheet = sheet_of(request, sheets)
    reason = str(request.state.form.get("reason", "")).strip()[:LONGEST_REASON]
    if not reason:
        return await _ask(request, sheet, status=400)
    doors: Doors = request.app.state.doors
    name = request.path_params["sheet"]
    asked = urlencode(parse_qsl(request.url.query))[:LONGEST_REASON]
    details = {"table": name, "reason": reason, "asked": asked}
    staff: Staff = request.state.staff
    await doors.store.audit.note(Entry(at=doors.clock(), who=staff.id, act="table.exported", details=details))
    return await _file(request, sheet)


async def _ask(request: Request, sheet: Sheet, *, status: int = 200) -> Response:
    return await frame.page(
        request,
        "sheet_reason.html",
        status=status,
        title=sheet.title,
        missing=status == 400,
        longest=LONGEST_REASON,
        action=f"{request.url.path}?{request.url.query}",
    )


async def _file(request: Request, sheet: Sheet) -> Response:
    say = words(language_of(request)).gettext
    lines = await sheet.lines(request)
    name = f"{request.path_params['sheet']}-{period_of(request).last.isoformat()}"
    return spreadsheet.file(name, [say(heading) for heading in sheet.headings], lines, period_of(request).zone)
