"""Words as thumbs write them."""

from __future__ import annotations

import pytest

from bot.rules.opt_out.opt_out_spelling import mended


def nobody(_: str) -> bool:
    return False


@pytest.mark.parametrize("word", ["sttop", "stpo", "stoo", "stiop", "sotp", "stahp", "stopp"])
def test_a_mistyped_stop_is_one(word: str) -> None:
    assert mended([word], nobody) == ["stop"]


@pytest.mark.parametrize("word", ["shop", "step", "top", "stock", "atop", "massage", "remote", "testing", "subscribe"])
def test_a_word_of_its_own_is_left_alone(word: str) -> None:
    assert mended([word], nobody) == [word]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("desabonez", "desabonnez"), ("unsuscribe", "unsubscribe"), ("mesages", "messages"), ("recevior", "recevoir")],
)
def test_a_long_word_one_slip_away_is_what_it_is_near(word: str, meant: str) -> None:
    assert mended([word], nobody) == [meant]


def test_letters_one_by_one_are_a_word() -> None:
    assert mended(["s", "t", "o", "p", "s", "v", "p"], nobody) == ["stop", "svp"]
    assert mended(["a", "b"], nobody) == ["a", "b"]


def test_a_known_word_is_not_looked_at() -> None:
    assert mended(["stpo"], lambda _: True) == ["stpo"]
