"""The console's words: every text has its French, in French typography; the reader's language is found."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from babel.messages.pofile import read_po

from bot.web.console.words import LANGUAGES, marked, words
from tests.web.console.catalogue import CONSOLE, texts, untranslated

FRENCH = sorted((CONSOLE / "locales" / "fr").glob("*.po"))


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_text_is_translated(language: str) -> None:
    assert untranslated(language) == {}


def test_no_translation_outlives_its_text() -> None:
    known = {message[0] for message in texts()}
    stale = [key for key in _catalogue() if key and key not in known]
    assert stale == []


def test_no_text_has_two_translations() -> None:
    """The last file would win, on the pages of the other file too: « Lire » below a message that was read."""
    told: dict[str, str] = {}
    for path in FRENCH:
        for message in read_po(path.open("rb"), locale="fr"):
            key = message.id if isinstance(message.id, str) else message.id[0]
            if key:
                assert told.setdefault(key, str(message.string)) == str(message.string), f"{path.name}: {key}"


def test_what_is_filled_in_is_filled_in_by_every_translation() -> None:
    for message, translation in _catalogue().items():
        assert set(re.findall(r"%\(\w+\)s", message)) == set(re.findall(r"%\(\w+\)s", translation)), message


def test_french_has_its_spaces_and_apostrophes() -> None:
    wrong = [
        text for text in _catalogue().values() if re.search(r"'|[^\u202f\s\d][?!;»]|[^\u00a0\u202f\d]:|« | \.", text)
    ]
    assert wrong == []


def test_a_mark_changes_nothing_and_english_is_as_written() -> None:
    assert marked("Inbox") == words("en").gettext("Inbox") == "Inbox"
    assert words("fr").gettext("Inbox") == "Boîte"
    assert words("xx").gettext("Inbox") == "Inbox"


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [("", "", "fr"), ("", "en-GB,en;q=0.9", "en"), ("?lang=en", "fr", "en"), ("?lang=xx", "de", "fr")],
)
async def test_a_stranger_is_answered_in_their_language(
    stranger: httpx.AsyncClient, query: str, accepted: str, language: str
) -> None:
    page = await stranger.get(f"/console/sign-in{query}", headers={"accept-language": accepted})
    assert f'<html lang="{language}"' in page.text


def _catalogue() -> dict[str, str]:
    found: dict[str, str] = {}
    translations: Any = words("fr")
    while translations is not None:
        for key, text in getattr(translations, "_catalog", {}).items():
            if key:
                found.setdefault(key[0] if isinstance(key, tuple) else key, text)
        translations = translations._fallback
    return found
