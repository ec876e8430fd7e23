"""The console's own files and htmx, each addressed by what is in it, so that a browser may keep it for good."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.web.assets import Asset, asset_of, serve
from bot.web.guard import refuse

PATH: Final = "/console/static"


@cache
def assets() -> dict[str, Asset]:
    """Return the files by name."""
    own = (files("bot.web.console") / "static").iterdir()
    htmx = files("js_lib_htmx") / "static" / "htmx" / "htmx.min.js"
    found = {entry.name: entry.read_bytes() for entry in own if entry.is_file()}
    found["htmx.js"] = htmx.read_bytes()
    return {name: asset_of(name, body) for name, body in found.items()}


def address_of(name: str) -> str:
    """Return the path of a file, with what is in it as its version."""
    return f"{PATH}/{name}?v={assets()[name].digest}"


async def show(request: Request) -> Response:
    """Serve one of the console's files, to anybody: the page of signing in needs them."""
    asset = assets().get(request.path_params["name"])
    if asset is None:
        raise refuse(404)
    return serve(asset, request)
