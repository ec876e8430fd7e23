"""Who is signed in, and where. A session is known by the hash of a random token that only the browser has.

It ends after 30 minutes without a request, 8 hours after it began, and at once when its account is disabled, gets
another role or another password (OWASP ASVS 5.0, 7.3 and 7.4).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, Literal

from msgspec import Struct

from bot.model.staff import Staff
from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, Script, once
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment
from bot.store.staff.audit import Entry, append
from bot.store.staff.staff import staff_of

SQL = statements("staff_sessions")
IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=8)
#: A request is written down once in so long, so that reading writes little; the idle limit is as much less exact.
NOTED_EVERY: Final = timedelta(minutes=1)

Proof = Literal["password", "code", "link"]


class Session(Struct, frozen=True, kw_only=True):
    """`id` names it to its owner, and opens nothing. `place` is the network address it was opened from."""

    id: str
    proof: Proof
    browser: str
    place: str
    created_at: datetime
    seen_at: datetime


def digest_of(token: str) -> str:
    """Return what is kept of a token. It has 256 random bits, so that a plain hash can't be guessed back."""
    return sha256(token.encode()).hexdigest()


class Sessions(StoreSubject):
    """The sessions of all staff."""

    async def open(self, staff: str, token: str, session: Session) -> None:
        """Open a session for a new token, and forget those that are over; the sign-in is audited."""
        await self._database.transact(lambda: open_session(staff, token, session))

    async def find(self, token: str, now: datetime) -> tuple[Staff, Session] | None:
        """Return whose a token is; None for nobody's, one that is over, or a disabled account's."""
        digest = digest_of(token)
        row = await self._database.read_one(SQL["find"], digest, *_limits(now))
        if row is None:
            return None
        session = _session(row[:6])
        if now - session.seen_at >= NOTED_EVERY:
            await self._database.transact(lambda: _one(SQL["seen"], digest, micros(now)))
        return staff_of(row[6:]), session

    async def of(self, staff: str, now: datetime) -> list[Session]:
        """Return somebody's sessions, the one used last first."""
        return [_session(row) for row in await self._database.read(SQL["of"], staff, *_limits(now))]

    async def close(self, staff: str, id_: str, by: str, now: datetime) -> None:
        """End one session of somebody's."""
        entry = Entry(at=now, who=by, act="session.closed", subject=staff)
        await self._database.transact(lambda: _close(staff, id_, entry))

    async def close_others(self, staff: str, id_: str, by: str, now: datetime) -> None:
        """End all sessions of somebody's but one."""
        entry = Entry(at=now, who=by, act="session.others_closed", subject=staff)
        await self._database.transact(lambda: _close_others(staff, id_, entry))


def open_session(staff: str, token: str, session: Session) -> Script[None]:
    """Open a session, in the caller's transaction."""
    at = micros(session.created_at)
    yield once(SQL["forget_over"], *_limits(session.created_at))
    values = (digest_of(token), session.id, staff, session.proof, session.browser, session.place, at)
    yield once(SQL["open"], *values)
    details = {"proof": session.proof, "from": session.place}
    yield from append([Entry(at=session.created_at, who=staff, act="session.opened", subject=staff, details=details)])


def _limits(now: datetime) -> tuple[int, int]:
    return micros(now - IDLE), micros(now - LONGEST)


def _close(staff: str, id_: str, entry: Entry) -> Script[None]:
    yield once(SQL["close"], staff, id_)
    yield from append([entry])


def _close_others(staff: str, id_: str, entry: Entry) -> Script[None]:
    yield once(SQL["close_others"], staff, id_)
    yield from append([entry])


def _one(sql: str, *values: object) -> Script[None]:
    yield once(sql, *values)


def _session(row: Row) -> Session:
    id_, proof, browser, place, created_at, seen_at = row
    return Session(
        id=id_, proof=proof, browser=browser, place=place, created_at=moment(created_at), seen_at=moment(seen_at)
    )
