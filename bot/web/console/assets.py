"""The console's own files and htmx. The page of signing in needs them, so anybody may have them."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from bot.web.assets import Assets, files_in


def _read() -> dict[str, bytes]:
    htmx = files("js_lib_htmx") / "static" / "htmx" / "htmx.min.js"
    return {**files_in(files("bot.web.console") / "static"), "htmx.js": htmx.read_bytes()}


ASSETS: Final = Assets("/console/static", _read)
