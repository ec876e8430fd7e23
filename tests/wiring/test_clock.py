"""The only clock and the only chance."""

from __future__ import annotations

from datetime import UTC

from bot.wiring.clock import monotonic, new_token, now


def test_the_time_is_utc() -> None:
    assert now().tzinfo is UTC


def test_seconds_never_go_back() -> None:
    assert monotonic() <= monotonic()


def test_no_two_tokens_are_alike_and_all_fit_in_an_address() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) >= 43 and token.replace("-", "").replace("_", "").isalnum() for token in tokens)
