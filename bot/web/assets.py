"""The page's own files: read once, addressed by what is in them, so that a browser may keep them for good."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from mimetypes import guess_type
from typing import Final, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from bot.web.guard import refuse

PATH: Final = "/chat/static"
_FOLDER: Final = files("bot.web") / "static"
_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_FOR_A_WHILE: Final = "public, max-age=300"


class Asset(NamedTuple):
    body: bytes
    digest: str
    media_type: str


@cache
def assets() -> dict[str, Asset]:
    """Return the files by name."""
    found = {entry.name: entry.read_bytes() for entry in _FOLDER.iterdir() if entry.is_file()}
    return {name: asset_of(name, body) for name, body in found.items()}


def asset_of(name: str, body: bytes) -> Asset:
    return Asset(body, blake2b(body, digest_size=6).hexdigest(), _type_of(name))


def address_of(name: str) -> str:
    """Return the path of a file, with what is in it as its version."""
    return f"{PATH}/{name}?v={assets()[name].digest}"


async def show(request: Request) -> Response:
    """Serve one of the page's files."""
    asset = assets().get(request.path_params["name"])
    if asset is None:
        raise refuse(404)
    return serve(asset, request)


def serve(asset: Asset, request: Request) -> Response:
    """Answer with a file: to be kept for good where it is asked for by what is in it."""
    fresh = request.query_params.get("v") == asset.digest
    return _serve(asset, request, {"cache-control": _FOR_GOOD if fresh else _FOR_A_WHILE})


async def show_embed(request: Request) -> Response:
    """Serve the script that a shop puts into its own pages; its address never changes, so it is not kept for long."""
    headers = {"cache-control": _FOR_A_WHILE, "cross-origin-resource-policy": "cross-origin"}
    return _serve(assets()["embed.js"], request, headers)


def _serve(asset: Asset, request: Request, headers: dict[str, str]) -> Response:
    tag = f'"{asset.digest}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={**headers, "etag": tag})
    return Response(asset.body, headers={**headers, "etag": tag}, media_type=asset.media_type)


def _type_of(name: str) -> str:
    return "text/javascript" if name.endswith(".js") else guess_type(name)[0] or "application/octet-stream"
