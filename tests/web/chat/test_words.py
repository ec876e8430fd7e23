"""The page's own words, in French and English alike."""

from __future__ import annotations

import re
import string

import msgspec
import pytest

from bot.web.chat.words import WORDS, choose_language


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_fill_in_the_same_things() -> None:
    french, english = msgspec.to_builtins(WORDS["fr"]), msgspec.to_builtins(WORDS["en"])
    assert {name: _fields(text) for name, text in french.items()} == {
        name: _fields(text) for name, text in english.items()
    }
    assert all(text.strip() for text in (*french.values(), *english.values()))


def test_french_is_set_as_french_is() -> None:
    for name, text in msgspec.to_builtins(WORDS["fr"]).items():
        assert "'" not in text, name
        assert not re.search(r"[^\u00a0\u202f][!?;]| [:!?;%€]", text), name


@pytest.mark.parametrize(
    ("asked", "accepted", "spoken", "chosen"),
    [
        (None, "", ("fr", "en"), "fr"),
        (None, "", ("en", "fr"), "en"),
        (None, "en-GB,en;q=0.9,fr;q=0.8", ("fr", "en"), "en"),
        (None, "de-DE,fr;q=0.4,en;q=0.7", ("fr", "en"), "en"),
        (None, "de", ("fr", "en"), "fr"),
        (None, "en", ("fr",), "fr"),
        (None, "*", ("fr", "en"), "fr"),
        (None, "en;q=0", ("fr", "en"), "fr"),
        (None, "en;q=lots, ,;,", ("fr", "en"), "fr"),
        ("en", "fr", ("fr", "en"), "en"),
        ("EN-us", "fr", ("fr", "en"), "en"),
        ("klingon", "en", ("fr", "en"), "en"),
        (None, "fr", ("it", "fr"), "fr"),
        (None, "it", ("it",), "en"),
    ],
)
def test_the_page_speaks_what_is_asked_for_as_far_as_the_store_does(
    asked: str | None, accepted: str, spoken: tuple[str, ...], chosen: str
) -> None:
    assert choose_language(asked, accepted, spoken) == chosen
