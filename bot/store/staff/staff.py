"""Staff accounts. Whatever changes one is audited in the same transaction, and ends the sessions that it should.

Passwords come here hashed, second factors encrypted, recovery codes as keyed hashes: nothing here opens an account.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from bot.model.staff import Role, Staff
from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, Script, listed, many, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.staff.audit import Entry, append

SQL = statements("staff")
SESSIONS = statements("staff_sessions")
LINKS = statements("staff_links")


class EmailTaken(Exception):
    """Another account has this e-mail address."""


class LastOwner(Exception):
    """Without this account nobody would be an owner."""


class Secrets(Struct, frozen=True):
    """`password` is an argon2id hash, `second_factor` encrypted; `code_used` the last time step whose code was used."""

    password: str | None
    second_factor: str | None
    code_used: int


def as_kept(email: str) -> str:
    """Return an e-mail address as accounts are told apart by it."""
    return email.strip().casefold()


class Accounts(StoreSubject):
    """The accounts of everybody who works in the console."""

    async def all(self) -> list[Staff]:
        """Return everybody, the disabled last."""
        return [staff_of(row) for row in await self._database.read(SQL["all"])]

    async def names(self) -> dict[str, str]:
        """Return the names of everybody who works here, by id."""
        return {staff.id: staff.name for staff in await self.all()}

    async def is_empty(self) -> bool:
        return not await self._database.read(SQL["any"])

    async def get(self, id_: str) -> Staff | None:
        row = await self._database.read_one(SQL["get"], id_)
        return staff_of(row) if row is not None else None

    async def by_email(self, email: str) -> Staff | None:
        row = await self._database.read_one(SQL["by_email"], as_kept(email))
        return staff_of(row) if row is not None else None

    async def secrets(self, id_: str) -> Secrets:
        """Return what an account is opened with; nothing of it for an id that is nobody's."""
        row = await self._database.read_one(SQL["secrets"], id_)
        return Secrets(*row) if row is not None else Secrets(None, None, 0)

    async def recovery_codes_left(self, id_: str) -> int:
        [(left,)] = await self._database.read(SQL["recovery_codes_left"], id_)
        return int(left)

    async def add(self, staff: Staff, by: str, now: datetime) -> None:
        """Make an account, without a password. Raises `EmailTaken`."""
        await self._database.transact(lambda: add(staff, by, now))

    async def change(self, staff: Staff, by: str, now: datetime) -> None:
        """Set name, role, teams and points of sale; another role or scope ends the sessions. Raises `LastOwner`."""
        await self._database.transact(lambda: _change(staff, by, now))

    async def prefer(self, staff: Staff) -> None:
        """Set what somebody prefers for themselves: name, language, theme, time zone, shortcuts."""
        values = (staff.id, staff.name, staff.language, staff.theme, staff.timezone, int(staff.shortcuts))
        await self._database.transact(lambda: _one(SQL["prefer"], *values))

    async def disable(self, id_: str, by: str, now: datetime) -> None:
        """Close an account: its sessions and links end at once. Raises `LastOwner`."""
        await self._database.transact(lambda: _disable(id_, by, now))

    async def enable(self, id_: str, by: str, now: datetime) -> None:
        await self._database.transact(
            lambda: _noted(SQL["enable"], (id_,), Entry(at=now, who=by, act="staff.enabled", subject=id_))
        )

    async def set_password(self, id_: str, hashed: str, by: str, now: datetime, *, keep_session: str = "") -> None:
        """Set a password; all sessions but the one named end, and links with them."""
        await self._database.transact(lambda: set_password(id_, hashed, by, now, keep_session=keep_session))

    async def set_second_factor(
        self, id_: str, encrypted: str, code_used: int, recovery_codes: Sequence[str], by: str, now: datetime
    ) -> None:
        """Set a second factor with new recovery codes (keyed hashes), in place of what was there."""
        entry = Entry(at=now, who=by, act="staff.second_factor_set", subject=id_)
        await self._database.transact(lambda: _second_factor(id_, encrypted, code_used, recovery_codes, entry))

    async def remove_second_factor(self, id_: str, by: str, now: datetime) -> None:
        """Take the second factor away, and the recovery codes; all sessions end."""
        entry = Entry(at=now, who=by, act="staff.second_factor_removed", subject=id_)
        await self._database.transact(lambda: _no_second_factor(id_, entry))

    async def set_recovery_codes(self, id_: str, digests: Sequence[str], by: str, now: datetime) -> None:
        entry = Entry(at=now, who=by, act="staff.recovery_codes_made", subject=id_)
        await self._database.transact(lambda: _recovery_codes(id_, digests, entry))

    async def use_code(self, id_: str, step: int) -> bool:
        """Use up the code of a time step; False where it, or one of the two later ones, was used before."""
        return bool(await self._database.transact(lambda: _rows(SQL["use_code"], id_, step)))

    async def use_recovery_code(self, id_: str, digest: str, now: datetime) -> bool:
        """Use up a recovery code; False where there is no such code any more."""
        return await self._database.transact(lambda: _use_recovery_code(id_, digest, now))


def add(staff: Staff, by: str, now: datetime) -> Script[None]:
    """Make an account, in the caller's transaction. Raises `EmailTaken`."""
    scope, email = listed(staff.points_of_sale), as_kept(staff.email)
    values = (staff.id, email, staff.name, staff.role.value, scope, staff.language, micros(now), listed(staff.teams))
    if not (yield query(SQL["add"], *values)):
        raise EmailTaken
    yield from append([Entry(at=now, who=by, act="staff.added", subject=staff.id, details={"role": staff.role.value})])


def set_password(id_: str, hashed: str, by: str, now: datetime, *, keep_session: str = "") -> Script[None]:
    """Set a password, in the caller's transaction."""
    yield once(SQL["set_password"], id_, hashed)
    yield once(SESSIONS["close_others"], id_, keep_session)
    yield once(LINKS["forget_of"], id_)
    yield from append([Entry(at=now, who=by, act="staff.password_set", subject=id_)])


def _change(staff: Staff, by: str, now: datetime) -> Script[None]:
    rows = yield query(SQL["get"], staff.id)
    if not rows:
        return
    before = staff_of(rows[0])
    if before.role is Role.OWNER and staff.role is not Role.OWNER:
        yield from _refuse_last_owner(staff.id)
    scope, teams = listed(staff.points_of_sale), listed(staff.teams)
    yield once(SQL["change"], staff.id, staff.name, staff.role.value, scope, teams)
    if (before.role, before.points_of_sale) == (staff.role, staff.points_of_sale):
        return
    yield once(SESSIONS["close_all"], staff.id)
    details = {
        "role": staff.role.value,
        "role_before": before.role.value,
        "points_of_sale": ", ".join(staff.points_of_sale),
    }
    yield from append([Entry(at=now, who=by, act="staff.changed", subject=staff.id, details=details)])


def _disable(id_: str, by: str, now: datetime) -> Script[None]:
    yield from _refuse_last_owner(id_)
    yield once(SQL["disable"], id_, micros(now))
    yield once(SESSIONS["close_all"], id_)
    yield once(LINKS["forget_of"], id_)
    yield from append([Entry(at=now, who=by, act="staff.disabled", subject=id_)])


def _refuse_last_owner(id_: str) -> Script[None]:
    owners = [row[0] for row in (yield query(SQL["owners"]))]
    if owners == [id_]:
        raise LastOwner


def _second_factor(id_: str, encrypted: str, step: int, codes: Sequence[str], entry: Entry) -> Script[None]:
    yield once(SQL["set_second_factor"], id_, encrypted, step)
    yield from _recovery_codes(id_, codes, entry)


def _recovery_codes(id_: str, digests: Sequence[str], entry: Entry) -> Script[None]:
    yield once(SQL["forget_recovery_codes"], id_)
    yield many(SQL["add_recovery_code"], [(id_, digest) for digest in digests])
    yield from append([entry])


def _no_second_factor(id_: str, entry: Entry) -> Script[None]:
    yield once(SQL["set_second_factor"], id_, None, 0)
    yield once(SQL["forget_recovery_codes"], id_)
    yield once(SESSIONS["close_all"], id_)
    yield from append([entry])


def _use_recovery_code(id_: str, digest: str, now: datetime) -> Script[bool]:
    if not (yield query(SQL["use_recovery_code"], id_, digest)):
        return False
    yield from append([Entry(at=now, who=id_, act="staff.recovery_code_used", subject=id_)])
    return True


def _one(sql: str, *values: object) -> Script[None]:
    yield once(sql, *values)


def _rows(sql: str, *values: object) -> Script[list[Row]]:
    return (yield query(sql, *values))


def _noted(sql: str, values: Sequence[object], entry: Entry) -> Script[None]:
    yield once(sql, *values)
    yield from append([entry])


def staff_of(row: Row) -> Staff:
    """Return the account in a row of the statements that read one."""
    id_, email, name, role, scope, language, theme, timezone, disabled, has_password, has_factor, shortcuts = row[:12]
    teams, on_telegram = row[12:]
    points: list[Any] = msgspec.json.decode(scope)
    return Staff(
        id=id_,
        email=email,
        name=name,
        role=Role(role),
        points_of_sale=tuple(points),
        language=language,
        theme=theme,
        timezone=timezone,
        disabled=bool(disabled),
        has_password=bool(has_password),
        has_second_factor=bool(has_factor),
        shortcuts=bool(shortcuts),
        teams=tuple(msgspec.json.decode(teams)),
        on_telegram=bool(on_telegram),
    )
