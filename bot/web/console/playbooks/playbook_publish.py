"""Putting a draft in use: only one that passes the check and its own tests, that undoes nobody's publishing, and only
by who may. Running bots take it up by themselves; conversations under way finish on the version they started on.
"""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.staff import Staff
from bot.playbook.faults import Fault
from bot.web.console import frame
from bot.web.console.playbooks import playbook_drafts, playbook_tests
from bot.web.console.playbooks.playbook import PAGE
from bot.web.console.playbooks.playbook_drafts import Opened
from bot.web.console.words import marked
from bot.web.doors import Doors
from bot.web.workbench import Checkup

LONGEST_NOTE: Final = 300
#: Faults, and remarks, that the page lists.
MOST_FAULTS: Final = 20
#: Why a draft is not published.
FAULTY: Final = marked("The check finds faults in it. Fix them first.")
UNCHECKED: Final = marked("The check did not finish. Try again in a moment.")
UNTESTED: Final = marked("Run its tests first: they must pass.")
RUNNING: Final = marked("Its tests are running: it can be published once they have passed.")
FAILING: Final = marked("Some of its tests fail. Fix them first.")
BEHIND: Final = marked("Another version was put in use since this draft was begun. Bring it up to date first.")
SAME: Final = marked("It says the same as the version in use.")
NOTELESS: Final = marked("Say in a few words what changes: it stands beside the version from then on.")


async def show(request: Request) -> Response:
    """Answer with what stands between a draft and its being in use."""
    return await _page(request, await playbook_drafts.opened(request))


async def test(request: Request) -> Response:
    """Run the tests of a draft as it stands."""
    found = await playbook_drafts.opened(request)
    checkup = await playbook_drafts.checked(request, found)
    if checkup is None or not checkup.usable:
        return await _page(request, found, fault=FAULTY if checkup else _unchecked(request), status=409)
    await playbook_tests.begin(request, checkup.version, found.whole)
    return RedirectResponse(f"{found.address}/publish", 303)


async def publish(request: Request) -> Response:
    """Put a draft in use, or say why not."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    found = await playbook_drafts.opened(request)
    note = " ".join(str(request.state.form.get("note", "")).split())[:LONGEST_NOTE]
    checkup = await playbook_drafts.checked(request, found)
    fault = await _in_the_way(request, found, checkup) or ("" if note else NOTELESS)
    if fault or checkup is None:
        return await _page(request, found, fault=fault, note=note, status=409)
    workbench, now = playbook_tests.workbench_of(request), doors.clock()
    await workbench.publish(checkup.version, found.whole, note=note, at=now, by=staff.id)
    await doors.store.playbook_drafts.close(found.draft.id, by=staff.id, at=now, published=checkup.version)
    return RedirectResponse(f"{PAGE}/versions/{checkup.version}", 303)


def _unchecked(request: Request) -> str:
    return UNCHECKED if request.app.state.doors.workbench is not None else playbook_tests.NO_WORKBENCH


async def _in_the_way(request: Request, found: Opened, checkup: Checkup | None) -> str:
    """Return what keeps a draft from being published, empty for nothing."""
    if checkup is None:
        return _unchecked(request)
    if not checkup.usable:
        return FAULTY
    if found.behind:
        return BEHIND
    if checkup.version == found.current:
        return SAME
    results = await playbook_tests.results(request, checkup.version)
    if results.running:
        return RUNNING
    if results.tested is None:
        return UNTESTED
    return "" if results.good else FAILING


def _of(checkup: Checkup | None, severity: str) -> list[Fault]:
    return [one for one in checkup.faults if one.severity == severity] if checkup is not None else []


async def _page(request: Request, found: Opened, *, fault: str = "", note: str = "", status: int = 200) -> Response:
    checkup = await playbook_drafts.checked(request, found)
    facts = await playbook_drafts.common(request, found, "publish")
    results = await playbook_tests.results(request, checkup.version) if checkup is not None else None
    return await frame.page(
        request,
        "playbook_publish.html",
        status=status,
        checkup=checkup,
        errors=_of(checkup, "error")[:MOST_FAULTS],
        warnings=_of(checkup, "warning"),
        most=MOST_FAULTS,
        changed=sum(found.whole.get(path) != found.base.get(path) for path in {*found.whole, *found.base}),
        results=results,
        unchecked=_unchecked(request),
        in_the_way=await _in_the_way(request, found, checkup),
        fault=fault,
        note=note or found.draft.title,
        **facts,
    )
