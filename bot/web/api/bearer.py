"""Who asks: the bearer token of a request (RFC 6750), whether it is live, and its pace."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from starlette.requests import Request

from bot.model.api_token import ApiToken, Scope
from bot.rules.api_access import digest_of, is_live, may
from bot.web.counters import forged
from bot.web.doors import Doors
from bot.web.limits import Buckets
from bot.web.problems import Problem

#: What a token may ask at once, and then a second; each web process counts for itself.
BURST: Final = 120
RATE: Final = 20.0
#: And what one address may try with tokens that open nothing; a live token from there is not held up by it.
TRIES: Final = 20
TRIES_RATE: Final = 0.2
#: A use is written down at most this often.
_NOTED_EVERY: Final = timedelta(minutes=1)
_LONGEST: Final = 200  # characters of a token


def paces() -> Buckets:
    return Buckets(rate=RATE, burst=BURST)


def tries() -> Buckets:
    return Buckets(rate=TRIES_RATE, burst=TRIES)


async def bearer(request: Request, now: datetime) -> ApiToken:
    """Return the token that a request carries. Raises `Problem` 401 for none, an unknown, a revoked or an old one, and
    429 where that comes too often from one address.
    """
    doors: Doors = request.app.state.doors
    kind, _, text = request.headers.get("authorization", "").partition(" ")
    if kind.casefold() != "bearer" or not text.strip():
        raise _unknown("A bearer token is needed.", "")
    token = None
    if len(text) <= _LONGEST:
        token = await doors.store.api_tokens.find(digest_of(text.strip()))
    if token is None or not is_live(token, now):
        forged("api")
        _slow_down(request, now)
        raise _unknown("This token opens nothing: it is unknown, revoked or over.", ', error="invalid_token"')
    if token.last_used_at is None or now - token.last_used_at >= _NOTED_EVERY:
        await doors.store.api_tokens.used(token.id, now)
    return token


def require(token: ApiToken, scope: Scope) -> None:
    """Raise `Problem` 403 where a token is not for this."""
    if not may(token, scope):
        told = f'Bearer realm="parcours", error="insufficient_scope", scope="{scope}"'
        raise Problem(403, f"This needs a token with the scope {scope}.", headers={"www-authenticate": told})


def pace_headers(buckets: Buckets, token: ApiToken, now: datetime) -> dict[str, str]:
    """Take one of a token's requests; return the headers that say how many are left
    (draft-ietf-httpapi-ratelimit-headers). Raises `Problem` 429.
    """
    wait = buckets.take(token.id, now)
    left = buckets.left(token.id, now)
    whole = round((BURST - left) / RATE)
    headers = {
        "ratelimit-policy": f'"token";q={BURST};w={round(BURST / RATE)}',
        "ratelimit": f'"token";r={int(left)};t={whole}',
    }
    if wait is not None:
        raise Problem(
            429, "Too many requests with this token; please wait.", headers={**headers, "retry-after": str(wait)}
        )
    return headers


def _slow_down(request: Request, now: datetime) -> None:
    address = request.client.host if request.client is not None else ""
    wait = request.app.state.api_tries.take(address, now)
    if wait is not None:
        detail = "Too many tokens that open nothing came from this address; please wait."
        raise Problem(429, detail, headers={"retry-after": str(wait)})


def _unknown(detail: str, error: str) -> Problem:
    return Problem(401, detail, headers={"www-authenticate": f'Bearer realm="parcours"{error}'})
