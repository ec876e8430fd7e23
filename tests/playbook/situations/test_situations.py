"""The program's own words are complete in French and English, and short where it is SMS."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.playbook.situations.situations import SITUATIONS

LOCALES = Path(__file__).resolve().parents[3] / "locales"


@cache
def catalogue(language: str) -> dict[str, str]:
    with (LOCALES / language / "LC_MESSAGES" / "bot.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def msgids() -> set[str]:
    return {text for one in SITUATIONS.values() for text in (one.text, one.sms) if text}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_word_of_ours_is_translated_and_nothing_else_is(language: str) -> None:
    words = catalogue(language)
    assert set(words) == msgids()
    assert all(words.values())


def test_french_is_set_as_french_is() -> None:
    for situation in SITUATIONS.values():
        french = re.sub(r"{{.*?}}|{%.*?%}", "", catalogue("fr")[situation.text])
        assert "'" not in french
        assert not any(f" {sign}" in french for sign in "?!:;»")
        assert "« " not in french


def test_what_goes_out_by_sms_fits_one_segment() -> None:
    sent = {name: one.sms for name, one in SITUATIONS.items() if not name.startswith("label_")}
    assert [name for name, text in sent.items() if text is None] == []
    shown = [
        re.sub(r"{%.*?%}", "", text.replace("{{ store.name }}", "Maison Moka Lyon"))
        for source in sent.values()
        if source is not None
        for text in (source, catalogue("fr")[source])
    ]
    assert len(shown) > 500
    assert [text for text in shown if len(text) > 160] == []


def test_words_between_braces_are_kept_by_translators() -> None:
    for language in ("fr", "en"):
        assert all(
            ("{{ store.name }}" in source) == ("{{ store.name }}" in text)
            for source, text in catalogue(language).items()
        )
