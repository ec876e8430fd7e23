"""Our own files that pages load: read once, addressed by what is in them, so that a browser may keep them for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from mimetypes import guess_type
from typing import Final, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from bot.web.guard import refuse

_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_FOR_A_WHILE: Final = "public, max-age=300"


class Asset(NamedTuple):
    body: bytes
    digest: str
    media_type: str


class Assets:
    """The files under a `path`; `read` brings them by name, once."""

    def __init__(self, path: str, read: Callable[[], Mapping[str, bytes]]) -> None:
        self.path = path
        self._read = read

    @cached_property
    def files(self) -> dict[str, Asset]:
        """The files by name."""
        return {
            name: Asset(body, blake2b(body, digest_size=6).hexdigest(), _type_of(name))
            for name, body in self._read().items()
        }

    def address_of(self, name: str) -> str:
        """Return the path of a file, with what is in it as its version."""
        return f"{self.path}/{name}?v={self.files[name].digest}"

    async def show(self, request: Request) -> Response:
        """Serve one of the files, to anybody: to be kept for good where it is asked for by what is in it."""
        asset = self.files.get(request.path_params["name"])
        if asset is None:
            raise refuse(404)
        fresh = request.query_params.get("v") == asset.digest
        return _serve(asset, request, {"cache-control": _FOR_GOOD if fresh else _FOR_A_WHILE})


def files_in(folder: Traversable) -> dict[str, bytes]:
    """Return the files of a folder of the package, by name."""
    return {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.is_file()}


#: The web chat's.
ASSETS: Final = Assets("/chat/static", lambda: files_in(files("bot.web") / "static"))


async def show_embed(request: Request) -> Response:
    """Serve the script that a shop puts into its own pages; its address never changes, so it is not kept for long."""
    headers = {"cache-control": _FOR_A_WHILE, "cross-origin-resource-policy": "cross-origin"}
    return _serve(ASSETS.files["embed.js"], request, headers)


def _serve(asset: Asset, request: Request, headers: dict[str, str]) -> Response:
    tag = f'"{asset.digest}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={**headers, "etag": tag})
    return Response(asset.body, headers={**headers, "etag": tag}, media_type=asset.media_type)


def _type_of(name: str) -> str:
    return "text/javascript" if name.endswith(".js") else guess_type(name)[0] or "application/octet-stream"
