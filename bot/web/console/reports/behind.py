"""The customers behind a number of a report: who they are, when it was, in which words, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from bot.model.staff import Staff
from bot.rules.texts.unanswered import key_of
from bot.store.database.times import micros
from bot.store.threads.threads import ThreadRow
from bot.web.console import frame
from bot.web.console.reports import flows
from bot.web.console.reports.dates import Period, period_of
from bot.web.console.reports.flow_chart import LEFT_OFF
from bot.web.console.wording.clock import clock_of
from bot.web.console.wording.outcome_words import outcome_words
from bot.web.console.wording.stages import Chip, chip, chips
from bot.web.console.wording.step_words import words_of
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors

AT_A_TIME: Final = 50
READ: Final = 400
"""Messages that were not understood, of a step, that are put together by what they are about."""
#: What a list of a flow's is of, in words.
KINDS: Final = {
    "started": marked("Began “%(flow)s”"),
    "reached": marked("Reached “%(step)s”"),
    "stopped": marked("Stopped at “%(step)s”"),
    "lost": marked("Not understood at “%(step)s”"),
    "ended": marked("“%(flow)s” ended: %(name)s"),
    "arm": marked("In the arm “%(name)s”"),
    "won": marked("Won in the arm “%(name)s”"),
}
_ANY: Final = marked("any end")


class Row(Struct, frozen=True, kw_only=True):
    """Somebody behind a number; `detail` and `text` are what is to be said of it."""

    customer: str
    name: str
    stage: Chip | None
    ago: str
    full: str
    detail: str = ""
    text: str = ""
    resend: str = ""  # the part that may be sent once more


class Found(Struct, frozen=True, kw_only=True):
    """One who is behind a number, as the store knows it."""

    customer: str
    at: Any
    detail: str = ""
    text: str = ""
    resend: str = ""


async def rows_of(request: Request, found: Iterable[Found]) -> list[Row]:
    """Return rows with names and stages; who is merged into another or erased has none and stays a row."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    clock, listed = clock_of(request), list(found)
    known: Mapping[str, ThreadRow] = {
        row.customer: row for row in await doors.store.threads.some([one.customer for one in listed], staff.id)
    }
    stages = chips(doors.playbook(), clock.language)
    rows = []
    for one in listed:
        thread = known.get(one.customer)
        rows.append(
            Row(
                customer=one.customer if thread is not None else "",
                name=thread.name if thread is not None else "",
                stage=chip(stages, thread.journey, thread.stage) if thread is not None else None,
                ago=clock.ago(one.at),
                full=clock.full(one.at),
                detail=one.detail,
                text=one.text,
                resend=one.resend,
            )
        )
    return rows


async def show(request: Request) -> Response:
    """Answer with the customers behind a number of a flow's page; an address that asks for none is 404."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    given, language = request.query_params, language_of(request)
    period = period_of(request, flows.DEFAULT_DAYS)
    flow = request.path_params["flow"]
    kind = given.get("kind", "") if given.get("kind", "") in KINDS else "started"
    step = given.get("step", "")[:200]
    name = _names(kind, given.get("name", "")[:200], any_="any" in given)
    about = given.get("about", "") if kind == "lost" else ""
    found = await doors.store.flow_counts.behind(
        (kind, flow, step, name),
        period.since,
        period.until,
        scope=staff.points_of_sale,
        after=after_of(request),
        limit=READ if about else AT_A_TIME + 1,
    )
    if about:
        all_said = await doors.store.flow_counts.words(found)
        found = [one for one in found if key_of(all_said.get(one.event, "")) == about]
    page = found[:AT_A_TIME]
    said = await doors.store.flow_counts.words(page) if kind == "lost" else {}
    rows = [
        Found(
            customer=one.customer,
            at=one.at,
            detail=outcome_words(one.name, language) if kind in ("ended", "stopped") and one.name else "",
            text=said.get(one.event, ""),
        )
        for one in page
    ]
    playbook = doors.playbook()
    written = playbook.flows.get(flow) if playbook is not None else None
    title = words(language).gettext(KINDS[kind]) % {
        "flow": flows.title_of(request, flow),
        "step": words_of(written, step).text,
        "name": outcome_words(given.get("name", ""), language) if given.get("name") else words(language).gettext(_ANY),
    }
    more = None
    if len(found) > AT_A_TIME and not about:
        more = next_page(request, f"{micros(page[-1].began)}.{page[-1].position}")
    back = f"{flows.address(flow)}?{period.query()}"
    return await page_of(request, title, period, await rows_of(request, rows), more, back=back)


async def page_of(
    request: Request, title: str, period: Period, rows: list[Row], more: str | None, *, back: str, sheet: str = ""
) -> Response:
    """Answer with a page of rows. `more`: the query of the next page; `back`: the report that it is of."""
    return await frame.page(
        request, "behind.html", title=title, period=period, rows=rows, more=more, back=back, sheet=sheet
    )


def after_of(request: Request) -> tuple[int, int] | None:
    """Return where the page before ended: `?after=BEGAN.POSITION`; nonsense begins anew."""
    began, _, position = request.query_params.get("after", "").partition(".")
    if all(part.isascii() and part.isdigit() and len(part) < 19 for part in (began, position)):
        return int(began), int(position)
    return None


def next_page(request: Request, after: str) -> str:
    """Return the query of the same list from there on."""
    kept = [(name, value[:200]) for name, value in request.query_params.multi_items() if name != "after"]
    return urlencode([*kept, ("after", after)])


def _names(kind: str, name: str, *, any_: bool) -> str | frozenset[str] | None:
    if not any_:
        return name
    return LEFT_OFF if kind == "stopped" else None
