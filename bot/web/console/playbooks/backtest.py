"""Backtests: a playbook that is not in use meets what really happened, beside the one in use. Asked for here, computed
by another process, shown while it goes on; who would have been treated differently stands side by side.

Totals are the shop's; customers are shown within the reader's points of sale.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.backtest import Line, Pairs, Totals
from bot.model.staff import Staff
from bot.playbook.version import fingerprint
from bot.store.playbooks.backtests import Asked, State, Treated
from bot.store.playbooks.playbook_drafts import laid_over
from bot.web.console import frame
from bot.web.console.accounts.sign_in import field
from bot.web.console.door import ROOT
from bot.web.console.threads.inbox import INBOX, name_of
from bot.web.console.wording.clock import clock_of
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors
from bot.web.guard import refuse

PAGE: Final = f"{ROOT}/playbook/backtests"
#: How far back one may look, in days, and how that is said.
SPANS: Final = (
    (7, marked("The last 7 days")),
    (30, marked("The last 30 days")),
    (90, marked("The last 90 days")),
    (365, marked("The last year")),
)
USUAL: Final = 30
#: Customers of a page, and backtests of the list.
SHOWN: Final = 20
#: How a draft is named among what may be tried.
DRAFT: Final = "draft:"
#: How many may wait at once.
MOST: Final = 5
STATES: Final[Mapping[State, str]] = {
    "waiting": marked("Waiting"),
    "running": marked("Under way"),
    "done": marked("Done"),
    "cancelled": marked("Cancelled"),
    "failed": marked("Did not work"),
}
#: Why one did not come to its end.
FAULTS: Final = {
    "unreadable": marked("One of the two playbooks has faults, or is from another version of this program."),
    "stopped": marked("Its process ended before it was done. Ask for it again; the log of the server has the reason."),
}
NO_SUCH: Final = marked("Choose a draft, or a version that is not in use: with the one in use nothing would differ.")
NOTHING_IN_USE: Final = marked("Nothing was published yet: there is nothing to compare with.")
TOO_MANY: Final = marked("Enough are waiting already. Let one end, or cancel it.")
FIGURES: Final = (
    ("messages", marked("Messages")),
    ("marketing", marked("of them marketing")),
    ("held", marked("Held")),
    ("not_sent", marked("Messages not sent")),
    ("handed_over", marked("Handed over")),
    ("converted", marked("Converted")),
)
#: What a line is, where its purpose does not say it.
KINDS: Final = {
    "handed_over": marked("handed over"),
    "ended": marked("ended"),
    "reply": marked("reply"),
    "service": marked("service"),
    "care": marked("follow-up"),
    "marketing": marked("marketing"),
}
#: As many lines that are the same on both sides stand before and after what differs; more are counted.
AROUND: Final = 1


async def show(request: Request) -> Response:
    """Answer with the form and the newest ones; `?tried=` chooses what is tried: a version, or `draft:` and its id."""
    return await _list(request)


async def ask(request: Request) -> Response:
    """Have one run."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    used = await doors.store.playbooks.current()
    if used is None:
        return await _list(request, fault=NOTHING_IN_USE)
    tried = await _tried(doors, field(request, "tried"))
    if tried is None or tried[1] == used:
        return await _list(request, fault=NO_SUCH)
    if sum(one.is_under_way for one in await doors.store.backtests.latest(SHOWN)) >= MOST:
        return await _list(request, fault=TOO_MANY)
    title, version, sources = tried
    days = field(request, "days")
    length = int(days) if days in {str(number) for number, _ in SPANS} else USUAL
    now = doors.clock()
    asked = Asked(
        id=doors.new_token()[:22],
        by=staff.id,
        at=now,
        title=title,
        used=used,
        tried=version,
        since=now - timedelta(days=length),
        until=now,
    )
    await doors.store.backtests.ask(asked, sources)
    return RedirectResponse(f"{PAGE}/{asked.id}", 303)


async def _tried(doors: Doors, chosen: str) -> tuple[str, str, Mapping[str, str]] | None:
    """Return title, version and files of what is to be tried: a published version, or a draft as it is now."""
    if not chosen.startswith(DRAFT):
        sources = await doors.store.playbooks.get(chosen)
        title = next((one.note for one in await doors.store.playbooks.list() if one.version == chosen), "")
        return (title, chosen, sources) if sources is not None else None
    draft = await doors.store.playbook_drafts.get(chosen.removeprefix(DRAFT))
    base = await doors.store.playbooks.get(draft.base) if draft is not None and draft.closed_at is None else None
    if draft is None or base is None:
        return None
    files = laid_over(base, await doors.store.playbook_drafts.files(draft.id))
    return draft.title, fingerprint(files), files


async def show_one(request: Request) -> Response:
    """Answer with one: how far it is, what it comes to, and a page of who would have been treated differently."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    asked = await _asked(request)
    after = request.query_params.get("after", "")[:64]
    found = await doors.store.backtests.customers(asked.id, after, SHOWN + 1, staff.points_of_sale)
    return await frame.page(
        request,
        "backtest.html",
        **_facts(asked),
        people=await _people(request, found[:SHOWN]),
        more=found[SHOWN - 1].customer if len(found) > SHOWN else None,
        after=after,
        clock=clock_of(request),
        kinds=KINDS,
        by=(await _names(doors)).get(asked.by, asked.by),
    )


async def show_progress(request: Request) -> Response:
    """Answer with how far it is; once it has ended the whole page is asked for again."""
    asked = await _asked(request)
    response = await frame.piece(request, "backtest_progress.html", **_facts(asked))
    if not asked.is_under_way:
        response.headers["hx-refresh"] = "true"
    return response


async def cancel(request: Request) -> Response:
    """Stop one; what it had reached stays."""
    doors: Doors = request.app.state.doors
    asked = await _asked(request)
    await doors.store.backtests.cancel(asked.id, request.state.staff.id, doors.clock())
    return RedirectResponse(f"{PAGE}/{asked.id}", 303)


async def _asked(request: Request) -> Asked:
    asked = await request.app.state.doors.store.backtests.get(request.path_params["backtest"])
    if asked is None:
        raise refuse(404)
    found: Asked = asked
    return found


async def _list(request: Request, fault: str = "") -> Response:
    doors: Doors = request.app.state.doors
    versions = await doors.store.playbooks.list()
    return await frame.page(
        request,
        "backtests.html",
        status=422 if fault else 200,
        versions=[one for one in versions if one.current_since is None],
        used=await doors.store.playbooks.current(),
        drafts=await doors.store.playbook_drafts.open(),
        chosen=request.query_params.get("tried", field(request, "tried")),
        spans=SPANS,
        usual=USUAL,
        rows=await doors.store.backtests.latest(SHOWN),
        names=await _names(doors),
        states=STATES,
        fault=fault,
    )


async def _names(doors: Doors) -> dict[str, str]:
    return {one.id: one.name for one in await doors.store.staff.all()}


def _facts(asked: Asked) -> dict[str, Any]:
    before, after = asked.figures.before, asked.figures.after
    return {
        "asked": asked,
        "states": STATES,
        "fault": FAULTS.get(asked.fault, FAULTS["stopped"]) if asked.state == "failed" else "",
        "totals": [(label, *_both(name, before, after)) for name, label in FIGURES],
    }


def _both(name: str, before: Totals, after: Totals) -> tuple[int, int, str]:
    left, right = getattr(before, name), getattr(after, name)
    return left, right, f"{right - left:+d}".replace("-", "−") if right != left else "="


async def _people(request: Request, found: list[Treated]) -> list[dict[str, object]]:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    language = language_of(request)
    threads = await doors.store.threads.some([one.thread for one in found], staff.id, staff.points_of_sale)
    names = {thread.customer: name_of(thread, language) for thread in threads}
    unnamed = words(language).gettext("Customer")
    return [
        {
            "name": names.get(one.thread, f"{unnamed} {one.customer[:4]}"),
            "link": f"{INBOX}/{one.thread}" if one.thread in names else "",
            "rows": folded(one.pairs),
        }
        for one in found
    ]


def folded(pairs: Pairs) -> list[tuple[Line | None, Line | None] | int]:
    """Return the lines with what is the same on both sides left out, but for the lines next to what differs: a number
    says how many stand there."""
    apart = [place for place, (left, right) in enumerate(pairs) if left is None or right is None]
    near = {place + step for place in apart for step in range(-AROUND, AROUND + 1)}
    rows: list[tuple[Line | None, Line | None] | int] = []
    left_out = 0
    for place, pair in enumerate(pairs):
        if place not in near:
            left_out += 1
            continue
        rows += [left_out, pair] if left_out else [pair]
        left_out = 0
    return [*rows, left_out] if left_out else rows
