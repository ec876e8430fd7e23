"""Two versions of the playbook side by side: as text, and on the drawn flow."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from bot.web.console import frame
from bot.web.console.playbooks import playbook_tests
from bot.web.console.playbooks.playbook_difference import FileDifference, differences
from bot.web.console.words import language_of, marked
from bot.web.doors import Doors
from bot.web.guard import refuse
from bot.web.workbench import Busy, Sources

#: How files differ, as it is said.
STATES: Final = {"added": marked("added"), "removed": marked("removed"), "changed": marked("changed")}


async def show(request: Request) -> Response:
    """Answer with what differs from `?from=` to `?to=`; without them, from the version before to the one in use.

    `?flow=` shows that flow drawn, with what differs marked.
    """
    doors: Doors = request.app.state.doors
    versions = await doors.store.playbooks.list()
    current = next((one.version for one in versions if one.current_since), None)
    to = request.query_params.get("to") or current or ""
    from_ = request.query_params.get("from") or next((one.version for one in versions if one.version != to), to)
    before, after = await doors.store.playbooks.get(from_), await doors.store.playbooks.get(to)
    if versions and (before is None or after is None):
        raise refuse(404)
    facts = await compared(request, before or {}, after or {}, request.query_params.get("flow", ""))
    return await frame.page(
        request, "playbook_compare.html", versions=versions, from_=from_, to=to, current=current, **facts
    )


async def compared(request: Request, before: Sources, after: Sources, flow: str) -> dict[str, Any]:
    """Return what a template needs to show the difference of two playbooks, `flow` drawn where one is asked for."""
    doors: Doors = request.app.state.doors
    files = await asyncio.to_thread(differences, before, after)
    flows: list[tuple[str, str]] = []
    drawn = ""
    if doors.workbench is not None and files:
        try:
            flows = await _flows(request, before, after, files)
            if flow in {one for one, _ in flows}:
                drawn = await doors.workbench.draw(after, flow, before, language_of(request))
        except Busy:
            drawn = ""
    return {"files": files, "states": STATES, "flows": flows, "flow": flow if drawn else "", "drawn": drawn}


async def _flows(
    request: Request, before: Sources, after: Sources, files: list[FileDifference]
) -> list[tuple[str, str]]:
    """Return the flows, id and title, whose files differ."""
    workbench = playbook_tests.workbench_of(request)
    differing = {file.path for file in files}
    old, new = await workbench.check(before), await workbench.check(after)
    return sorted({id_: title for id_, title, path in (*old.flows, *new.flows) if path in differing}.items())
