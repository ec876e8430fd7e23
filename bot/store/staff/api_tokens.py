"""The tokens of `/api`: each as a digest, with what it may do and when it was used last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from bot.model.api_token import ApiToken, Scope
from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, Script, listed, many, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros, micros_or_none, moment, moment_or_none
from bot.store.staff.audit import Entry, append

SQL = statements("api_tokens")
_SCOPES: msgspec.json.Decoder[tuple[Scope, ...]] = msgspec.json.Decoder(tuple[Scope, ...])
_PLACES = msgspec.json.Decoder(tuple[str, ...])


class ApiTokens(StoreSubject):
    """All raise `StoreUnavailable`."""

    async def make(self, token: ApiToken, digest: str) -> None:
        """Keep a new token by its digest; the audit says who made it (`made_by`, a staff id)."""
        await self._database.transact(lambda: _make(token, digest), "api_token.{}_commit")

    async def find(self, digest: str) -> ApiToken | None:
        """Return the token that has this digest, live or not."""
        row = await self._database.read_one(SQL["find"], digest)
        return None if row is None else _token(row)

    async def all(self) -> list[ApiToken]:
        """Return every token, the newest first."""
        return [_token(row) for row in await self._database.read(SQL["all"])]

    async def revoke(self, token: str, by: str, at: datetime) -> bool:
        """Let a token open nothing from now on; tell whether it did until now."""
        return await self._database.transact(lambda: _revoke(token, by, at), "api_token.{}_commit")

    async def used(self, token: str, at: datetime) -> None:
        """Note that a token was used."""
        await self._database.write(_use, ((token, micros(at)),))


def _make(token: ApiToken, digest: str) -> Script[None]:
    t = token
    kept = (t.id, digest, t.prefix, t.name, listed(t.scopes), listed(t.points_of_sale))
    yield once(SQL["make"], *kept, t.made_by, micros(t.made_at), micros_or_none(t.expires_at))
    details = {"name": t.name, "scopes": " ".join(t.scopes), "points_of_sale": " ".join(t.points_of_sale)}
    yield from append([Entry(at=t.made_at, who=t.made_by, act="token.made", subject=t.id, details=details)])


def _revoke(token: str, by: str, at: datetime) -> Script[bool]:
    if not (yield query(SQL["revoke"], token, micros(at), by)):
        return False
    yield from append([Entry(at=at, who=by, act="token.revoked", subject=token)])
    return True


def _use(uses: Sequence[tuple[str, int]]) -> Script[None]:
    yield many(SQL["used"], sorted(dict(uses).items()))


def _token(row: Row) -> ApiToken:
    id_, name, prefix, scopes, made_by, made_at, places, expires, used, revoked, revoked_by = row
    return ApiToken(
        id=id_,
        name=name,
        prefix=prefix,
        scopes=_SCOPES.decode(scopes),
        made_by=made_by,
        made_at=moment(made_at),
        points_of_sale=_PLACES.decode(places),
        expires_at=moment_or_none(expires),
        last_used_at=moment_or_none(used),
        revoked_at=moment_or_none(revoked),
        revoked_by=revoked_by or "",
    )
