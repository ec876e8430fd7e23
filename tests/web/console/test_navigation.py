"""The side bar: pages that exist and that one may read, what waits in each, where one is."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from bot.model.staff import Act, Role
from bot.web.console import navigation
from bot.web.console.navigation import ADMINISTRATION, PLACES, Place, administration, entries
from tests.web.console.people import person


def asked(app: Starlette, path: str, role: Role = Role.OWNER) -> Request:
    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b"", "app": app}
    request = Request(scope)
    request.state.staff = person(role)
    return request


async def test_only_what_exists_and_may_be_read_is_shown(app: Starlette) -> None:
    app.state.console_pages = {"/console/inbox": Act.READ_THREADS, "/console/audit": Act.READ_AUDIT}
    shown = await entries(asked(app, "/console/inbox/lea"))
    assert [(entry.label, entry.current) for entry in shown] == [("Inbox", True)]
    assert [entry.label for entry in await administration(asked(app, "/console"))] == ["Audit"]
    assert await administration(asked(app, "/console", Role.MARKETER)) == ()


async def test_what_waits_is_counted(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fourteen(_request: Request) -> int:
        return 14

    monkeypatch.setattr(navigation, "PLACES", (Place("/console/inbox", "Inbox", "inbox", "b", fourteen),))
    app.state.console_pages = {"/console/inbox": Act.READ_THREADS}
    [entry] = await entries(asked(app, "/console/inboxes"))
    assert (entry.count, entry.current) == (14, False)


def test_every_place_has_a_key_of_its_own() -> None:
    places = [*PLACES, *ADMINISTRATION]
    assert len({place.key for place in places}) == len({place.path for place in places}) == len(places)
    assert len([place for place in PLACES if place.tab]) <= 4  # and « More »
