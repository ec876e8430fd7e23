"""The files of a draft: a new one, one renamed, one taken away."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.playbook.schema.kinds import stray
from bot.playbook.source.files import FILES_LIMIT, TEXT_SUFFIXES
from bot.store.playbooks.playbook_drafts import Change, Met, PlaybookDrafts
from bot.web.console import frame
from bot.web.console.playbooks import playbook_drafts
from bot.web.console.playbooks.playbook_drafts import Opened
from bot.web.console.playbooks.playbook_editor import file_facts
from bot.web.console.words import marked
from bot.web.doors import Doors
from bot.web.guard import refuse

_PATH: Final = re.compile(r"(?:flows|locales)(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)+")
LONGEST: Final = 160
#: Why a file can't be called so.
NO_NAME: Final = marked("A path is like flows/answers/garantie.yaml: letters without accents, digits, - and _.")
NO_KIND: Final = marked("No kind of playbook file stands at this place.")
TAKEN: Final = marked("There is a file of this name already.")
CHANGED: Final = marked("Somebody has changed it meanwhile. Look at it first.")


async def make(request: Request) -> Response:
    """Begin a file, empty."""
    found = await playbook_drafts.opened(request)
    path = _given(request, "new")
    fault = _wrong(found, path)
    if fault:
        return await _refused(request, found, fault)
    change = _change(request, found, path, "")
    return await _done(request, found, path, await _store(request).save(found.draft.id, change))


async def rename(request: Request) -> Response:
    """Give a file another path, as it is."""
    found = await playbook_drafts.opened(request)
    old, new = _given(request, "file"), _given(request, "new")
    if old not in found.whole:
        raise refuse(404)
    fault = _wrong(found, new)
    if fault:
        return await _refused(request, found, fault)
    away, there = _change(request, found, old, None), _change(request, found, new, found.whole[old])
    return await _done(request, found, new, await _store(request).rename(found.draft.id, away, there))


async def remove(request: Request) -> Response:
    """Take a file away."""
    found = await playbook_drafts.opened(request)
    path = _given(request, "file")
    if path not in found.whole:
        raise refuse(404)
    change = _change(request, found, path, None)
    return await _done(request, found, "", await _store(request).save(found.draft.id, change))


def _store(request: Request) -> PlaybookDrafts:
    doors: Doors = request.app.state.doors
    return doors.store.playbook_drafts


def _given(request: Request, name: str) -> str:
    return str(request.state.form.get(name, "")).strip()


def _wrong(found: Opened, path: str) -> str:
    """Return what is wrong with a new file's path, empty for nothing."""
    suffix = path[path.rfind(".") :].lower() if "." in path else ""
    if not _PATH.fullmatch(path) or len(path) > LONGEST or suffix not in TEXT_SUFFIXES:
        return NO_NAME
    if stray(path):
        return NO_KIND
    return TAKEN if path in found.whole or len(found.whole) >= FILES_LIMIT else ""


def _change(request: Request, found: Opened, path: str, text: str | None) -> Change:
    doors: Doors = request.app.state.doors
    file = found.files.get(path)
    return Change(
        path=path,
        text=text,
        revision=file.revision if file is not None else 0,
        by=request.state.staff.id,
        at=doors.clock(),
    )


async def _done(request: Request, found: Opened, path: str, done: object) -> Response:
    if isinstance(done, Met):
        return await _refused(request, found, CHANGED)
    return RedirectResponse(f"{found.address}?file={quote(path)}" if path else found.address, 303)


async def _refused(request: Request, found: Opened, fault: str) -> Response:
    path = _given(request, "file")
    path = path if path in found.whole else next(iter(found.whole), "")
    facts = {
        **await playbook_drafts.common(request, found, "text"),
        **file_facts(found, path, await playbook_drafts.checked(request, found)),
    }
    text = found.whole.get(path, "")
    return await frame.page(request, "playbook_draft.html", status=409, text=text, fault=fault, **facts)
