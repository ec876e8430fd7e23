"""What a token of `/api` may do, how one is made, and what is kept of it.

A token is 256 random bits behind a word that secret scanners know it by. What is kept is its SHA-256: of what nobody
can guess a slow hash adds nothing (OWASP ASVS 5.0, 11.4.2, is about passwords).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from bot.model.api_token import SCOPES, ApiToken, Scope

#: How every token begins.
BEGINS: Final = "parcours_"
SHOWN: Final = len(BEGINS) + 6  # characters of it that are kept, to know it by
LONGEST_NAME: Final = 80  # characters
LONGEST_LIFE: Final = timedelta(days=3 * 365)


class BadToken(ValueError):
    """What is wrong with a token that somebody asked for, in words for them."""


def token_of(secret: str) -> str:
    """Return the token made of random letters."""
    return BEGINS + secret


def digest_of(token: str) -> str:
    """Return what is kept of a token: 64 hex digits."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def describe(
    token: str,
    *,
    name: str,
    scopes: Sequence[str],
    points_of_sale: Sequence[str],
    known_points: Sequence[str],
    made_by: str,
    made_at: datetime,
    expires_at: datetime | None = None,
) -> ApiToken:
    """Return what is kept of a new token beside its digest. Raises `BadToken` for a wish that can't be met."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise BadToken(f"a token has a name of 1 to {LONGEST_NAME} characters")
    asked = set(scopes)
    chosen: tuple[Scope, ...] = tuple(scope for scope in SCOPES if scope in asked)
    if not chosen or len(chosen) != len(asked):
        raise BadToken("a token may do one of these or more: " + ", ".join(SCOPES))
    strange = sorted(set(points_of_sale) - set(known_points))
    if strange:
        raise BadToken(f"no point of sale is called {strange[0]!r}")
    if expires_at is not None and not made_at < expires_at <= made_at + LONGEST_LIFE:
        raise BadToken("a token ends within three years from now, or never")
    digest = digest_of(token)
    return ApiToken(
        id=digest[:32],
        name=name,
        prefix=token[:SHOWN],
        scopes=chosen,
        points_of_sale=tuple(sorted(set(points_of_sale))),
        made_by=made_by,
        made_at=made_at,
        expires_at=expires_at,
    )


def is_live(token: ApiToken, now: datetime) -> bool:
    """Tell whether a token opens anything now."""
    return token.revoked_at is None and (token.expires_at is None or now < token.expires_at)


def may(token: ApiToken, scope: Scope) -> bool:
    return scope in token.scopes


def sees(token: ApiToken, point_of_sale: str | None) -> bool:
    """Tell whether a customer of a point of sale (None: of none) is the token's to see."""
    return not token.points_of_sale or point_of_sale in token.points_of_sale
