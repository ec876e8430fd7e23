"""Who a note calls: `@Théo` or `@Théo Martin`, by the names of those who work here. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.store.database.plain_words import folded

_CALL: Final = re.compile(r"@(\w[\w'’.-]*(?:[ \u00a0]\w[\w'’.-]*)?)")


def called_in(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of those called. `names` are by id; a first name that several have calls all of them."""
    found: dict[str, None] = {}
    for call in _CALL.findall(text):
        said = _plain(call)
        whole = [id_ for id_, name in names.items() if _plain(name) == said]
        first = [id_ for id_, name in names.items() if _plain(name).split()[:1] == said.split()[:1]]
        found |= dict.fromkeys(whole or first)
    return tuple(found)


def _plain(name: str) -> str:
    return " ".join(folded(name).replace("\u00a0", " ").split()).rstrip(".")
