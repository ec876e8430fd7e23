"""Titles in the reader's language."""

from __future__ import annotations

import pytest

from bot.playbook import build
from bot.web.console.wording.titles import title_in
from tests.web.console.counter import SOURCES

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Panier oublié"
msgstr "Forgotten cart"

msgid "Parcours d’achat"
msgstr "Buying"
"""
BOOK = build({**SOURCES, "locales/en/LC_MESSAGES/flows.po": PO}).playbook


@pytest.mark.parametrize(
    ("language", "titles"), [("en", ("Forgotten cart", "Buying")), ("fr", ("Panier oublié", "Parcours d’achat"))]
)
def test_a_title_is_the_readers(language: str, titles: tuple[str, str]) -> None:
    assert BOOK is not None
    assert (title_in(language, BOOK.flows["cart"]), title_in(language, BOOK.journeys[0])) == titles


def test_what_is_not_translated_is_as_it_is_written() -> None:
    assert BOOK is not None
    assert title_in("en", BOOK.flows["machine"]) == "Choisir une machine"
