"""A file of a draft in the browser: kept and checked as one types, every fault at its line and column.

What somebody typed is never lost: it stays in the field until it is kept, and where another has saved the same file
meanwhile both texts are shown and nothing is written before one of the two decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.playbook.source import files as playbook_files
from bot.store.playbooks.playbook_drafts import Change, Met
from bot.web.console import frame
from bot.web.console.playbooks import playbook_drafts
from bot.web.console.playbooks.code_lines import code_lines
from bot.web.console.playbooks.playbook_difference import differences
from bot.web.console.playbooks.playbook_drafts import Opened
from bot.web.doors import Doors
from bot.web.guard import refuse
from bot.web.workbench import Checkup

#: Bytes of a file that can be edited here: a form has room for twice as much once its signs are written out.
MOST_BYTES: Final = 256 * 1024
#: Faults of other files that are listed below.
MOST_FAULTS: Final = 40
FIRST: Final = "flows/store.yaml"


class Leaf(Struct, frozen=True, kw_only=True):
    """A line of the tree of files; a folder has no `path`."""

    name: str
    path: str = ""
    deep: bool = False
    errors: int = 0
    changed: bool = False


async def show(request: Request) -> Response:
    """Answer with a draft, `?file=` open in it, else the first file with an error."""
    found = await playbook_drafts.opened(request)
    checkup = await playbook_drafts.checked(request, found)
    path = request.query_params.get("file") or _first_faulty(checkup) or FIRST
    if path not in found.whole:
        path = next(iter(found.whole), "")
    facts = {**await playbook_drafts.common(request, found, "text"), **file_facts(found, path, checkup)}
    return await frame.page(
        request, "playbook_draft.html", text=found.whole.get(path, ""), **{**facts, "at_line": _line(request)}
    )


def _first_faulty(checkup: Checkup | None) -> str:
    """Return the file that a draft opens on: the first with an error; empty where there is none."""
    faults = checkup.faults if checkup is not None else ()
    return next((fault.place.file for fault in faults if fault.severity == "error"), "")


def _line(request: Request) -> int:
    """Return the line that an address points to; 0 for none."""
    line = request.query_params.get("line", "")
    return int(line) if line.isascii() and line.isdigit() and len(line) < 7 else 0


async def save(request: Request) -> Response:
    """Keep a file and say what the check finds; over somebody else's text only where `over` names its revision."""
    doors: Doors = request.app.state.doors
    found = await playbook_drafts.opened(request)
    form = {name: str(value) for name, value in request.state.form.items()}
    path, text = form.get("file", ""), form.get("text", "").replace("\r\n", "\n").replace("\x00", "")
    if not editable(path, found.whole.get(path, "")) or (path not in found.whole and path not in found.files):
        raise refuse(400)
    revision = form.get("over") or form.get("revision", "")
    if not (revision.isascii() and revision.isdigit() and len(revision) < 10):
        raise refuse(400)
    change = Change(path=path, text=text, revision=int(revision), by=request.state.staff.id, at=doors.clock())
    done = await doors.store.playbook_drafts.save(found.draft.id, change)
    if not request.headers.get("hx-request") and not isinstance(done, Met):
        return RedirectResponse(f"{found.address}?file={path}", 303)
    if isinstance(done, Met):
        return await _met(request, found, path, text, done)
    after = await playbook_drafts.opened(request)
    checkup = await playbook_drafts.checked(request, after)
    facts = {**await playbook_drafts.common(request, after, "text"), **file_facts(after, path, checkup)}
    response = await frame.piece(request, "playbook_checked.html", **{**facts, "saved": doors.clock(), "piece": True})
    if checkup is not None and checkup.usable:
        response.headers["hx-trigger"] = "playbook-usable"
    return response


async def _met(request: Request, found: Opened, path: str, text: str, met: Met) -> Response:
    """Show both texts: nothing was written."""
    theirs = met.file.text if met.file is not None else None
    facts: dict[str, Any] = {
        **await playbook_drafts.common(request, found, "text"),
        **file_facts(found, path, None),
        "met": met.file,
        "who": await playbook_drafts.changed_by(request, met.file) if met.file is not None else "",
        "apart": differences({path: theirs or ""}, {path: text}),
    }
    facts["revision"] = request.state.form.get("revision", "0")
    if request.headers.get("hx-request"):
        return await frame.piece(request, "playbook_checked.html", **facts)
    return await frame.page(request, "playbook_draft.html", status=409, text=text, **facts)


def editable(path: str, text: str) -> bool:
    """Tell whether a file is a text that is small enough to be edited here."""
    suffix = path[path.rfind(".") :].lower()
    return suffix in playbook_files.TEXT_SUFFIXES and len(text.encode()) <= MOST_BYTES


def file_facts(found: Opened, path: str, checkup: Checkup | None) -> dict[str, Any]:
    """Return what is shown of a file; `checkup` None: the check said nothing."""
    faults = checkup.faults if checkup is not None else ()
    text = found.whole.get(path, "")
    elsewhere = [fault for fault in faults if fault.place.file != path]
    own = [fault for fault in faults if fault.place.file == path]
    file = found.files.get(path)
    return {
        "here": path,
        "revision": file.revision if file is not None else 0,
        "editable": editable(path, text),
        "rows": code_lines(text, path, own) if editable(path, text) else [],
        "elsewhere": sorted(elsewhere, key=lambda fault: fault.severity)[:MOST_FAULTS],
        "checkup": checkup,
        "errors": sum(fault.severity == "error" for fault in faults),
        "tree": list(_tree(found, faults)),
        "met": None,
        "saved": None,
        "piece": False,
        "at_line": 0,
    }


def _tree(found: Opened, faults: Any) -> Iterator[Leaf]:
    """Yield the files, those of a folder under its name."""
    wrong = Counter((fault.place.file, fault.severity) for fault in faults)
    folder = ""
    for path in sorted(found.whole, key=lambda path: (path.count("/") > 1, path)):
        parent, _, name = path.rpartition("/")
        if parent != folder:
            folder = parent
            yield Leaf(name=f"{parent}/")
        yield Leaf(
            name=name,
            path=path,
            deep=True,
            errors=wrong[path, "error"],
            changed=found.whole[path] != found.base.get(path),
        )
