"""A file of a published version, to read: where "Why?" leads, at the line where the step is written.

Versions are kept whole, so that the line is the one that was in force, whatever was published since.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from bot.playbook.compiled import Playbook
from bot.store.messages.ledger import Entry
from bot.web.console import frame
from bot.web.console.playbooks.code_lines import code_lines
from bot.web.console.playbooks.playbook import PAGE, version_of
from bot.web.guard import refuse

#: A rule that is a place in the playbook: file, line, and the column that nobody needs here.
_PLACE: Final = re.compile(r"([^:\s]+\.ya?ml):(\d{1,6})(?::\d+)?")
_LATER: Final = 3  # lines of the file above the one that is meant


async def show(request: Request) -> Response:
    """Answer with a file of a version, the line that `line` names marked. Raises 404 for no file of it."""
    version, sources = await version_of(request)
    path, given = request.query_params.get("path", ""), request.query_params.get("line", "")
    if path not in sources:
        raise refuse(404)
    line = int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 0
    return await frame.page(
        request,
        "playbook_file.html",
        version=version,
        shown_file=path,
        paths=sorted(sources),
        rows=code_lines(sources[path], path, []),
        line=line,
    )


def page_of(entry: Entry, playbook: Playbook | None) -> str:
    """Return where the step that a decision was taken at is written; empty where it was taken at none."""
    if not entry.version:
        return ""
    written = written_at(entry.version, entry.rule)
    if written:
        return written
    if playbook is None or playbook.version != entry.version:
        return ""
    flow = playbook.flows.get(entry.flow or "")
    step = flow.steps.get(entry.step or "") if flow is not None else None
    return _address(entry.version, step.place.file, str(step.place.line)) if step is not None else ""


def written_at(version: str, place: str) -> str:
    """Return where a place of a version, "file.yaml:12", is shown; empty for what is no place."""
    found = _PLACE.fullmatch(place)
    return _address(version, found[1], found[2]) if found is not None else ""


def _address(version: str, path: str, line: str) -> str:
    above = max(1, int(line) - _LATER)
    return f"{PAGE}/versions/{version}/file?{urlencode({'path': path, 'line': line})}#line-{above}"
