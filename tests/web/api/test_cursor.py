"""Cursors: what we gave comes back as it was, and nothing else is taken."""

from __future__ import annotations

import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.api.cursor import cursor_of, key_of
from bot.web.problems import Problem
from tests.web.doorway import KEY

KEYS = st.one_of(
    st.tuples(st.integers(0, 2**62)), st.tuples(st.integers(0, 2**62), st.text()), st.tuples(st.text(), st.text())
)


def sign(*parts: str) -> str:

    return hmac.digest(KEY, "\x1f".join(parts).encode(), "sha256").hex()[:32]


@given(KEYS)
def test_a_cursor_comes_back_as_its_key(key: tuple[int | str, ...]) -> None:
    cursor = cursor_of(key, "orders", sign)
    assert key_of(cursor, "orders", sign) == key


@given(KEYS, st.integers(0, 10_000), st.characters(min_codepoint=33, max_codepoint=126))
def test_one_letter_changed_is_no_cursor(key: tuple[int | str, ...], place: int, letter: str) -> None:
    cursor = cursor_of(key, "orders", sign)
    assert cursor is not None
    place %= len(cursor)
    forged = cursor[:place] + letter + cursor[place + 1 :]
    if forged != cursor:
        with pytest.raises(Problem) as refused:
            key_of(forged, "orders", sign)
        assert refused.value.status == 422


@given(st.text())
def test_what_we_never_gave_is_no_cursor(text: str) -> None:
    with pytest.raises(Problem):
        key_of(text, "orders", sign)


def test_a_cursor_is_good_for_its_own_list_only() -> None:
    with pytest.raises(Problem):
        key_of(cursor_of((1,), "messages", sign), "messages of somebody", sign)


def test_the_end_of_a_list_has_no_cursor() -> None:
    assert cursor_of(None, "orders", sign) is None
    assert key_of(None, "orders", sign) is None
