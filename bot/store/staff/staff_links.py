"""One-time links for staff: to make the first account, to set a password, to enter a demonstration.

Kept by the hash of their token, good once, for a day.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

from bot.model.staff import Role, Staff
from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment
from bot.store.staff.audit import Entry, append
from bot.store.staff.staff import SQL as STAFF
from bot.store.staff.staff import add, set_password
from bot.store.staff.staff_sessions import Session, digest_of, open_session

SQL = statements("staff_links")
GOOD_FOR: Final = timedelta(days=1)

Purpose = Literal["owner", "password", "enter"]


class Link(Struct, frozen=True):
    """What a link is for, and whose account's; nobody's where it makes the first."""

    purpose: Purpose
    staff: str | None
    expires_at: datetime


class LinkOver(Exception):
    """The link was used, has expired, or never was one."""


class StaffLinks(StoreSubject):
    """The links that are still good."""

    async def make_first(self, token: str, now: datetime) -> bool:
        """Make a link for the first account; False where there are accounts already. Of several the first counts."""
        return await self._database.transact(lambda: _make_first(token, now))

    async def make(self, token: str, purpose: Purpose, staff: str, by: str, now: datetime) -> None:
        """Make a link for an account, in place of earlier ones of that account."""
        await self._database.transact(lambda: _make(token, purpose, staff, by, now))

    async def find(self, token: str, now: datetime) -> Link | None:
        """Return what a link is for; looking does not use it."""
        row = await self._database.read_one(SQL["find"], digest_of(token), micros(now))
        return _link(row) if row is not None else None

    async def make_owner(self, token: str, owner: Staff, hashed: str, session: tuple[str, Session]) -> None:
        """Use the first link: the owner's account, its password and its session, all or nothing.

        Raises `LinkOver`; also where there is an account by now, of whoever was quicker.
        """
        await self._database.transact(lambda: _make_owner(token, owner, hashed, session))

    async def use_for_password(self, token: str, hashed: str, now: datetime) -> str:
        """Use a link to set a password; return whose. Raises `LinkOver`."""
        return await self._database.transact(lambda: _use_for_password(token, hashed, now))

    async def use_to_enter(self, token: str, session: tuple[str, Session]) -> str:
        """Use a link that opens a session; return whose. Raises `LinkOver`."""
        return await self._database.transact(lambda: _use_to_enter(token, session))


def _make_first(token: str, now: datetime) -> Script[bool]:
    if (yield query(STAFF["any"])):
        return False
    yield once(SQL["forget_over"], micros(now))
    yield once(SQL["make"], digest_of(token), "owner", None, micros(now + GOOD_FOR))
    return True


def _make(token: str, purpose: Purpose, staff: str, by: str, now: datetime) -> Script[None]:
    yield once(SQL["forget_over"], micros(now))
    yield once(SQL["forget_of"], staff)
    yield once(SQL["make"], digest_of(token), purpose, staff, micros(now + GOOD_FOR))
    yield from append([Entry(at=now, who=by, act="staff.link_made", subject=staff, details={"for": purpose})])


def _make_owner(token: str, owner: Staff, hashed: str, session: tuple[str, Session]) -> Script[None]:
    now = session[1].created_at
    yield from _use(token, "owner", now)
    if (yield query(STAFF["any"])):
        raise LinkOver
    yield once(SQL["forget_owners"])
    yield from add(_first(owner), owner.id, now)
    yield from set_password(owner.id, hashed, owner.id, now)
    yield from open_session(owner.id, *session)


def _first(owner: Staff) -> Staff:
    """Return the first account, whatever was asked for: it is an owner's, of all points of sale."""
    return Staff(id=owner.id, email=owner.email, name=owner.name, role=Role.OWNER, language=owner.language)


def _use_for_password(token: str, hashed: str, now: datetime) -> Script[str]:
    staff = yield from _use(token, "password", now)
    yield from set_password(staff, hashed, staff, now)
    return staff


def _use_to_enter(token: str, session: tuple[str, Session]) -> Script[str]:
    staff = yield from _use(token, "enter", session[1].created_at)
    yield from open_session(staff, *session)
    return staff


def _use(token: str, purpose: Purpose, now: datetime) -> Script[str]:
    rows = yield query(SQL["use"], digest_of(token), micros(now))
    if not rows or rows[0][0] != purpose:
        raise LinkOver
    return str(rows[0][1] or "")


def _link(row: Row) -> Link:
    purpose, staff, expires_at = row
    return Link(purpose, staff, moment(expires_at))
