"""Tokens of `/api`: what one may be, and what it opens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.model.api_token import SCOPES
from bot.rules.api_access import BEGINS, SHOWN, BadToken, describe, digest_of, is_live, may, sees, token_of

NOW = datetime(2026, 3, 2, tzinfo=UTC)
TOKEN = token_of("s" * 43)


def made(**changes: Any) -> Any:
    asked: dict[str, Any] = {
        "name": " Caisse  de Lyon ",
        "scopes": ["write:events", "read:orders"],
        "points_of_sale": ["lyon"],
        "known_points": ["lyon", "paris"],
        "made_by": "ana",
        "made_at": NOW,
    }
    return describe(TOKEN, **{**asked, **changes})


def test_what_is_kept_does_not_give_the_token_away() -> None:
    token = made()
    assert token.prefix == TOKEN[:SHOWN]
    assert TOKEN.startswith(BEGINS)
    assert TOKEN not in repr(token)
    assert digest_of(TOKEN) != digest_of(TOKEN + "s")
    assert token.name == "Caisse de Lyon"
    assert token.scopes == ("read:orders", "write:events")  # in the order of the list, whatever the form sent


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "  "}, "name"),
        ({"name": "n" * 81}, "name"),
        ({"scopes": []}, "one of these"),
        ({"scopes": ["read:orders", "read:everything"]}, "one of these"),
        ({"points_of_sale": ["lille"]}, "'lille'"),
        ({"expires_at": NOW}, "three years"),
        ({"expires_at": NOW + timedelta(days=1200)}, "three years"),
    ],
)
def test_a_wish_that_cannot_be_met_says_why(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(BadToken, match=words):
        made(**changes)


def test_a_token_lives_until_it_is_revoked_or_over() -> None:
    token = made(expires_at=NOW + timedelta(days=1))
    assert is_live(token, NOW)
    assert not is_live(token, NOW + timedelta(days=1))
    assert not is_live(replace(token, revoked_at=NOW), NOW)
    assert is_live(made(), NOW + timedelta(days=9999))


def test_a_scope_opens_itself_and_nothing_else() -> None:
    for scope in SCOPES:
        token = made(scopes=[scope])
        assert [one for one in SCOPES if may(token, one)] == [scope]


def test_a_token_of_a_point_of_sale_sees_that_one_only() -> None:
    assert [place for place in ("lyon", "paris", None) if sees(made(), place)] == ["lyon"]
    everywhere = made(points_of_sale=[])
    assert all(sees(everywhere, place) for place in ("lyon", None))
