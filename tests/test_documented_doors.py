"""What the documents say of doors is what the router has, and the other way round."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from starlette.routing import Route

from bot.web.app import ROUTES
from bot.web.console.door import ROOT

TOP: Final = Path(__file__).parents[1]
INTEGRATIONS: Final = (TOP / "docs/integrations.md").read_text(encoding="utf-8")
README: Final = (TOP / "README.md").read_text(encoding="utf-8")
_ROW: Final = re.compile(r"^\| `((?:GET|POST)(?:, POST)?) (/\S*)` \|", re.MULTILINE)
_NAMED: Final = re.compile(
    r"(?:PUBLIC_URL|example\.com|`(?:(?:GET|POST) )?)"
    r"(/(?:api|webhooks|chat|console|files|media|healthz|readyz|metrics)\b[\w./{}$-]*)"
)


def routed() -> set[tuple[str, str]]:
    """Every door but the console's pages, as the documents write it."""
    doors = [route for route in ROUTES if isinstance(route, Route) and not route.path.startswith(ROOT)]
    return {(method, _written(door.path)) for door in doors for method in (door.methods or set()) - {"HEAD"}}


def _written(path: str) -> str:
    return path.replace(":path}", "}")


def test_the_table_of_doors_is_the_router() -> None:
    documented = [(method, path) for methods, path in _ROW.findall(INTEGRATIONS) for method in methods.split(", ")]
    assert sorted(documented) == sorted(routed())


@pytest.mark.parametrize("document", [README, INTEGRATIONS], ids=["README.md", "docs/integrations.md"])
def test_a_door_that_is_named_anywhere_is_there(document: str) -> None:
    named = {re.sub(r"\$\w+", "{customer}", path).rstrip("./") for path in _NAMED.findall(document)}
    known = {path for _, path in routed()} | {"/api", ROOT}
    assert {"/webhooks/twilio", "/api"} & named
    assert named <= known, named - known
