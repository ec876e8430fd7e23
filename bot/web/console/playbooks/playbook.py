"""The playbook: its published versions, who published each and how many talk on it, and going back to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.staff import Act, Staff
from bot.rules.access import may
from bot.store.playbooks.playbooks import Published
from bot.web.console import frame
from bot.web.console.door import ROOT
from bot.web.console.playbooks import playbook_tests
from bot.web.console.wording.clock import said_at
from bot.web.console.words import marked
from bot.web.doors import Doors
from bot.web.guard import refuse
from bot.web.workbench import Refused, Sources

PAGE: Final = f"{ROOT}/playbook"
#: Why a version can't be gone back to.
FAILING: Final = marked("Its tests do not pass, so it is not gone back to.")
UNREADABLE: Final = marked("This version of the program can’t read it any more; publish it from its files.")


async def show(request: Request) -> Response:
    """Answer with the versions, the newest first, and the drafts that are being written."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    names = await doors.store.staff.names()
    versions = await doors.store.playbooks.list()
    drafts = await doors.store.playbook_drafts.open() if may(staff, Act.EDIT_PLAYBOOK) else []
    return await frame.page(
        request,
        "playbook.html",
        versions=[_row(request, one, names) for one in versions],
        drafts=[
            {"draft": one, "by": names.get(one.changed_by, one.changed_by), "at": said_at(request, one.changed_at)}
            for one in drafts
        ],
        may_edit=may(staff, Act.EDIT_PLAYBOOK) and doors.workbench is not None,
        may_publish=may(staff, Act.PUBLISH),
    )


async def show_one(request: Request) -> Response:
    """Answer with a version: its tests, and going back to it."""
    return await _one(request)


async def test(request: Request) -> Response:
    """Run the tests of a version."""
    version, sources = await version_of(request)
    if request.app.state.doors.workbench is None:
        return await _one(request, fault=playbook_tests.NO_WORKBENCH, status=409)
    await playbook_tests.begin(request, version, sources)
    return RedirectResponse(f"{PAGE}/versions/{version}", 303)


async def roll_back(request: Request) -> Response:
    """Put an earlier version in use again, unless its tests ran here and do not pass. They need not have run: it was in
    use before, and who goes back because customers are told something wrong does not wait for minutes.
    """
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    version, _ = await version_of(request)
    if doors.workbench is None:
        return await _one(request, fault=playbook_tests.NO_WORKBENCH, status=409)
    if (await playbook_tests.results(request, version)).bad:
        return await _one(request, fault=FAILING, status=409)
    try:
        await doors.workbench.roll_back(version, at=doors.clock(), by=staff.id)
    except Refused:
        return await _one(request, fault=UNREADABLE, status=409)
    return RedirectResponse(PAGE, 303)


async def version_of(request: Request) -> tuple[str, Sources]:
    """Return the version that a path names, and its files. Raises 404."""
    version = request.path_params["version"]
    sources = await request.app.state.doors.store.playbooks.get(version)
    if sources is None:
        raise refuse(404)
    return version, sources


async def _one(request: Request, *, fault: str = "", status: int = 200) -> Response:
    doors: Doors = request.app.state.doors
    version, sources = await version_of(request)
    published = next(one for one in await doors.store.playbooks.list() if one.version == version)
    current = await doors.store.playbooks.current()
    return await frame.page(
        request,
        "playbook_version.html",
        status=status,
        row=_row(request, published, await doors.store.staff.names()),
        current=current,
        files=len(sources),
        first=min(sources, default=""),
        results=await playbook_tests.results(request, version),
        may_publish=may(request.state.staff, Act.PUBLISH) and doors.workbench is not None,
        fault=fault,
    )


def _row(request: Request, one: Published, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "version": one.version,
        "note": one.note,
        "by": names.get(one.published_by, one.published_by),
        "at": said_at(request, one.published_at),
        "since": said_at(request, one.current_since),
        "running": one.running,
        "ended": one.ended,
    }
