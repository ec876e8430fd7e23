"""Drafts of the playbook: begun, brought up to date with what was published meanwhile, thrown away; what all of a
draft's pages share.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.staff import Act, Staff
from bot.playbook.fault_words import fault_in
from bot.rules.access import may
from bot.store.playbooks.playbook_drafts import Draft, DraftFile, laid_over
from bot.web.console import frame
from bot.web.console.playbooks import playbook_compare
from bot.web.console.playbooks.playbook import PAGE
from bot.web.console.playbooks.playbook_tests import workbench_of
from bot.web.console.words import language_of
from bot.web.doors import Doors
from bot.web.guard import refuse
from bot.web.workbench import Busy, Checkup

LONGEST_TITLE: Final = 120


class Opened(Struct, frozen=True, kw_only=True):
    """A draft with the files of its base, its own, and both together; `current` is the version in use."""

    draft: Draft
    base: Mapping[str, str]
    files: Mapping[str, DraftFile]
    whole: Mapping[str, str]
    current: str | None

    @property
    def address(self) -> str:
        return address_of(self.draft)

    @property
    def behind(self) -> bool:
        """Whether another version was put in use since: publishing this would undo it."""
        return self.current is not None and self.current != self.draft.base


async def opened(request: Request) -> Opened:
    """Return the draft that a path names. Raises 404, also for one that is closed."""
    doors: Doors = request.app.state.doors
    draft = await doors.store.playbook_drafts.get(request.path_params["draft"])
    if draft is None or draft.closed_at is not None:
        raise refuse(404)
    base = await doors.store.playbooks.get(draft.base) or {}
    files = await doors.store.playbook_drafts.files(draft.id)
    current = await doors.store.playbooks.current()
    return Opened(draft=draft, base=base, files=files, whole=laid_over(base, files), current=current)


async def checked(request: Request, found: Opened) -> Checkup | None:
    """Return what the check says of a draft, in the reader's language; None where it can't just now."""
    doors: Doors = request.app.state.doors
    if doors.workbench is None:
        return None
    try:
        checkup = await workbench_of(request).check(found.whole)
    except Busy:
        return None
    language = language_of(request)
    told = tuple(replace(fault, message=fault_in(language, fault.message)) for fault in checkup.faults)
    return replace(checkup, faults=told)


async def common(request: Request, found: Opened, view: str) -> dict[str, Any]:
    """Return what every page of a draft shows around its own."""
    return {
        "draft": found.draft,
        "found": found,
        "view": view,
        "address": found.address,
        "may_publish": may(request.state.staff, Act.PUBLISH),
    }


async def make(request: Request) -> Response:
    """Begin a draft on the version in use."""
    title = " ".join(str(request.state.form.get("title", "")).split())[:LONGEST_TITLE]
    if not title:
        raise refuse(400)
    return RedirectResponse(address_of(await new(request, title)), 303)


async def new(request: Request, title: str) -> Draft:
    """Keep a new draft of the reader's on the version in use, and return it. Raises 400 where there is none."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    base = await doors.store.playbooks.current()
    if base is None:
        raise refuse(400)
    now = doors.clock()
    draft = Draft(
        id=doors.new_token()[:22].replace("-", "x").replace("_", "y"),
        title=title,
        base=base,
        made_by=staff.id,
        made_at=now,
        changed_by=staff.id,
        changed_at=now,
    )
    await doors.store.playbook_drafts.make(draft)
    return draft


def address_of(draft: Draft) -> str:
    """Return where a draft is."""
    return f"{PAGE}/drafts/{draft.id}"


async def drop(request: Request) -> Response:
    """Throw a draft away."""
    doors: Doors = request.app.state.doors
    found = await opened(request)
    await doors.store.playbook_drafts.close(found.draft.id, by=request.state.staff.id, at=doors.clock())
    return RedirectResponse(PAGE, 303)


async def catch_up(request: Request) -> Response:
    """Let a draft start from the version in use; the files that it changed itself stay as they are in it."""
    doors: Doors = request.app.state.doors
    found = await opened(request)
    if found.behind and found.current is not None:
        await doors.store.playbook_drafts.rebase(found.draft.id, found.current, found.draft.base)
    return RedirectResponse(f"{found.address}/publish", 303)


async def show_difference(request: Request) -> Response:
    """Answer with what a draft changes, `?flow=` drawn."""
    found = await opened(request)
    facts = await playbook_compare.compared(request, found.base, found.whole, request.query_params.get("flow", ""))
    facts["address"] = f"{found.address}/difference?"
    return await frame.page(
        request, "playbook_draft_difference.html", **{**await common(request, found, "difference"), **facts}
    )


async def show_drawing(request: Request) -> Response:
    """Answer with a flow of a draft, drawn."""
    found = await opened(request)
    checkup = await checked(request, found)
    flows = checkup.flows if checkup is not None else ()
    asked = request.query_params.get("flow", "")
    flow = next((id_ for id_, _, path in flows if asked in {id_, path}), flows[0][0] if flows else "")
    drawn = ""
    if flow:
        try:
            drawn = await workbench_of(request).draw(found.whole, flow, None, language_of(request))
        except Busy:
            drawn = ""
    facts = await common(request, found, "drawing")
    return await frame.page(request, "playbook_drawing.html", flows=flows, flow=flow, drawn=drawn, **facts)


async def changed_by(request: Request, file: DraftFile) -> str:
    """Return the name of who changed a file last."""
    doors: Doors = request.app.state.doors
    return (await doors.store.staff.names()).get(file.changed_by, file.changed_by)
