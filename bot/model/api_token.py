"""What an integrator carries to `/api`: a token's name, what it may do, whose customers it sees; never the token."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, get_args

from msgspec import Struct

#: What a token may be for: reading or writing one subject.
Scope = Literal[
    "read:customers",
    "write:customers",
    "read:journeys",
    "read:conversations",
    "write:conversations",
    "read:messages",
    "write:messages",
    "read:orders",
    "write:orders",
    "read:feedback",
    "write:feedback",
    "read:consents",
    "write:consents",
    "write:events",
    "read:deliveries",
    "write:deliveries",
]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)


class ApiToken(Struct, frozen=True, kw_only=True):
    """`prefix` is how it begins, to know it by. With `points_of_sale` it is for the customers of these alone."""

    id: str
    name: str
    prefix: str
    scopes: tuple[Scope, ...]
    made_by: str
    made_at: datetime
    points_of_sale: tuple[str, ...] = ()
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    revoked_by: str = ""
