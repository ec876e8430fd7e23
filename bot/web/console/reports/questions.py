"""`GET /console/questions`: what customers asked that nobody answered, each once; writing the answer is one click."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.staff import Act, Staff
from bot.rules.access import may
from bot.rules.texts.unanswered import key_of
from bot.store.reports.unanswered import Question, Subjects
from bot.web.console import frame
from bot.web.console.reports import behind, flows
from bot.web.console.reports.behind import Found
from bot.web.console.reports.dates import Period, period_of
from bot.web.console.reports.sheets import Sheet
from bot.web.console.reports.spreadsheet import Lines
from bot.web.console.wording.clock import clock_of
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors
from bot.web.guard import refuse

QUESTIONS: Final = "/console/questions"
SHOWN: Final = 100


async def show(request: Request) -> Response:
    """Answer with the questions, the most frequent first; `?dismissed=1` with those that are not asked for."""
    period, doors, clock = period_of(request, flows.DEFAULT_DAYS), request.app.state.doors, clock_of(request)
    staff: Staff = request.state.staff
    when = (period.since, period.until, staff.points_of_sale)
    asked: Subjects = await doors.store.unanswered.subjects(*when)
    wanted = "dismissed" in request.query_params
    chosen = [one async for one in doors.store.unanswered.most(*when, dismissed=wanted, limit=SHOWN)]
    now, _ = await flows.counts(request, period)
    return await frame.page(
        request,
        "questions.html",
        **flows.common(request, now, period, "questions"),
        rows=[_row(one, period, clock.ago(one.last), clock.full(one.last)) for one in chosen],
        more=max(0, (asked.dismissed if wanted else asked.open) - SHOWN),
        wanted=wanted,
        dismissed=asked.dismissed,
        may_write=may(staff, Act.EDIT_PLAYBOOK),
    )


async def dismiss(request: Request) -> Response:
    """Remember that nobody is to write an answer to a question, or (`undo`) that somebody may again."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    text = str(request.state.form.get("text", "")).strip()[:2000]
    if not key_of(text):
        raise refuse(400)
    if request.state.form.get("undo"):
        await doors.store.dismissed_questions.take_back(key_of(text))
    else:
        await doors.store.dismissed_questions.dismiss(key_of(text), text, staff.id, doors.clock())
    asked = {
        name: request.query_params[name] for name in ("days", "from", "to", "dismissed") if name in request.query_params
    }
    return RedirectResponse(f"{QUESTIONS}?{urlencode(asked)}" if asked else QUESTIONS, 303)


async def show_askers(request: Request) -> Response:
    """Answer with the customers who asked a question (`?key=`)."""
    period, key = period_of(request, flows.DEFAULT_DAYS), request.query_params.get("key", "")
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    when = (period.since, period.until, staff.points_of_sale)
    asked = await doors.store.unanswered.alike(key, *when, limit=4 * behind.AT_A_TIME)
    rows = [Found(customer=one.customer, at=one.at, text=one.text) for one in asked]
    title = words(language_of(request)).gettext(marked("Asked, and got no answer"))
    back = f"{QUESTIONS}?{period.query()}"
    return await behind.page_of(request, title, period, await behind.rows_of(request, rows), None, back=back)


def _row(one: Question, period: Period, ago: str, full: str) -> dict[str, Any]:
    return {
        "text": one.text,
        "times": one.times,
        "ago": ago,
        "full": full,
        "href": f"{QUESTIONS}/customers?{period.query(key=one.subject)}",
    }


async def _lines(request: Request) -> Lines:
    """The dismissed ones come last."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    period, yes = period_of(request, flows.DEFAULT_DAYS), words(language_of(request)).gettext(marked("yes"))

    async def every() -> Lines:
        for dismissed in (False, True):
            when = (period.since, period.until, staff.points_of_sale)
            async for one in doors.store.unanswered.most(*when, dismissed=dismissed):
                yield [one.text, one.times, one.last, yes if dismissed else ""]

    return every()


SHEET: Final = Sheet(
    title=marked("Questions nobody answered"),
    headings=(marked("Question"), marked("Times"), marked("Last"), marked("Dismissed")),
    lines=_lines,
    names_people=True,
)
