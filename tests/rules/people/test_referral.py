"""How a personal code looks, and who is a new friend."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

import pytest

from bot.rules.people.referral import ALPHABET, LENGTH, code_in, code_of, code_told, is_mistyped, is_new

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def test_codes_are_of_chance_alone_and_have_no_look_alikes() -> None:
    codes = {code_of(secrets.token_urlsafe(32)) for _ in range(2_000)}
    assert len(codes) == 2_000
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes)
    assert {letter for code in codes for letter in code} == set(ALPHABET), "every letter is used"
    assert not set("01OIL") & set(ALPHABET)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ref_K7PQ2RWX9T", "K7PQ2RWX9T"),
        (" ref k7pq2rwx9t ", "K7PQ2RWX9T"),
        ("REF_K7PQ2RWX9T", "K7PQ2RWX9T"),
        ("ref_K7PQ2RWX9", None),
        ("ref_K7PQ2RWX9TT", None),
        ("ref_K7PQ2RWX9O", None),
        ("réf_K7PQ2RWX9T", None),
        ("order", None),
        ("", None),
    ],
)
def test_a_link_or_a_typed_code_carries_a_code_or_none(text: str, code: str | None) -> None:
    assert code_in(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("K7PQ2RWX9T", "K7PQ2RWX9T"),
        (" k7pq2rwx9t. ", "K7PQ2RWX9T"),
        ("bonjour, une amie m'a donné le code K7PQ2RWX9T", "K7PQ2RWX9T"),
        ("Hi! A friend sent me, K7PQ2RWX9T", "K7PQ2RWX9T"),
        ("code parrainage : KHPQARWXYT", "KHPQARWXYT"),
        ("j'ai le code K7PQ2RWX9T, vous avez du déca ?", None),
        ("mon colis est le K7PQ2RWX9T", None),
        ("une amie m'a parlé de vos departures", None),
        ("ma commande AB-K7PQ2RWX9T, code perdu", None),
        ("codes K7PQ2RWX9T et A7PQ2RWX9T", None),
        ("le code K7PQ2RWX9", None),
        ("bonjour", None),
    ],
)
def test_a_code_is_also_told_in_ones_own_words(text: str, code: str | None) -> None:
    assert code_told(text) == code


def test_who_was_spoken_to_or_has_bought_is_no_new_friend() -> None:
    assert is_new(None, 0) and is_new(None, None)
    assert not is_new(NOW, 0)
    assert not is_new(None, 2)


@pytest.mark.parametrize("text", ["code parrain K7PQ 2RWX 9T", "my friend's code is K7PQ-2RWX-9T"])
def test_a_code_in_parts_is_one(text: str) -> None:
    assert code_told(text) == "K7PQ2RWX9T"


@pytest.mark.parametrize(
    ("text", "mistyped"),
    [
        ("ma copine m'a donné le code K7PQ2RWX9", True),
        ("a friend gave me the code K7PQ2RWX0T", True),
        ("code ami k7pq2rwx9tt", True),
        ("j'ai un code promo BIENVENUE10", False),
        ("code postal 69003", False),
        ("mon code K7PQ2RWX9 marche ?", False),
        ("K7PQ2RWX9", False),
    ],
)
def test_a_code_that_can_be_none_is_seen(text: str, mistyped: bool) -> None:
    assert is_mistyped(text) is mistyped
