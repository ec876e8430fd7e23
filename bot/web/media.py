"""`GET /media/…`: the playbook's pictures and files, for the chat page and for providers who fetch them."""

from __future__ import annotations

from mimetypes import guess_type
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from bot.channels.files.media_shelf import MediaShelf
from bot.web.doors import Doors
from bot.web.guard import refuse

#: What a browser may show in place; anything else (HTML, SVG, whatever can hold a script) is downloaded.
SHOWN: Final = frozenset(
    {
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "image/avif",
        "video/mp4",
        "audio/mpeg",
        "audio/ogg",
        "application/pdf",
    }
)


async def show_media(request: Request) -> Response:
    """Serve a file of the playbook's media folder, and nothing outside of it."""
    doors: Doors = request.app.state.doors
    playbook = doors.playbook()
    wanted: str = request.path_params["path"]
    if playbook is None or not playbook.media_root or "\0" in wanted or _is_hidden(wanted):
        raise refuse(404)
    file = MediaShelf(Path(playbook.media_root)).path(wanted)
    if file is None:
        raise refuse(404)
    kind = guess_type(file.name)[0] or "application/octet-stream"
    headers = {"cache-control": "public, max-age=3600", "cross-origin-resource-policy": "cross-origin"}
    if kind in SHOWN:
        return FileResponse(file, media_type=kind, headers=headers)
    return FileResponse(file, media_type="application/octet-stream", filename=file.name, headers=headers)


def _is_hidden(path: str) -> bool:
    return any(step.startswith(".") for step in path.split("/"))
