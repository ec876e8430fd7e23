"""Who works in the shop of these tests: accounts of every role, and browsers that are signed in."""

from __future__ import annotations

import itertools
import secrets
from typing import Any

import httpx
from starlette.applications import Starlette

from bot.model.staff import Role, Staff
from bot.store import Store
from bot.store.staff.staff_sessions import Proof, Session
from bot.web.doors import Doors
from tests.web.doorway import NOW, PUBLIC_URL, client_of

PASSWORD = "trois grains et un moulin bleu"
_numbers = itertools.count(1)

#: What a browser says of a form that one of our own pages sends.
OURS = {"origin": PUBLIC_URL, "sec-fetch-site": "same-origin"}


def person(role: Role = Role.AGENT, **changes: Any) -> Staff:
    number = next(_numbers)
    given = {
        "id": f"staff-{number}",
        "email": f"camille.{number}@maison-moka.example",
        "name": "Camille Roy",
        **changes,
    }
    return Staff(role=role, **given)


async def hired(store: Store, role: Role = Role.AGENT, **changes: Any) -> Staff:
    """An account of this role; without a password."""
    staff = person(role, **changes)
    await store.staff.add(staff, "cli:test", NOW)
    return staff


def session_at(now: Any = NOW, proof: Proof = "code") -> Session:
    return Session(
        id=secrets.token_urlsafe(16), proof=proof, browser="Firefox", place="203.0.113.9", created_at=now, seen_at=now
    )


class Browser(httpx.AsyncClient):
    """Somebody's browser: fetches pages, and sends the forms that stand in them, their token with them."""

    doors: Doors

    async def sends(self, path: str, **fields: str) -> httpx.Response:
        """Send a form from a page of ours."""
        page = await self.get("/console/more", follow_redirects=True)
        return await self.post(path, data={"csrf": token_in(page), **fields}, headers=OURS)


def token_in(page: httpx.Response) -> str:
    """The token in the forms of a page."""
    return page.text.partition('name="csrf" value="')[2].partition('"')[0]


def browser_of(app: Starlette, base_url: str = PUBLIC_URL) -> Browser:
    stranger = client_of(app, base_url)
    return Browser(transport=stranger._transport, base_url=base_url)


async def signed_in(app: Starlette, staff: Staff, proof: Proof = "link") -> Browser:
    """A browser that this person is signed in with; `link` so that no second factor is asked for."""
    doors: Doors = app.state.doors
    token = secrets.token_urlsafe(32)
    await doors.store.sessions.open(staff.id, token, session_at(doors.clock(), proof))
    browser = browser_of(app)
    browser.cookies.set("__Host-sid", token, domain="bot.maison-moka.example", path="/")
    return browser
