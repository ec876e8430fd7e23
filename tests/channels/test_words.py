import msgspec
import pytest

from bot.channels.words import words_in


@pytest.mark.parametrize("language", ["fr", "fr-CA", "fr_FR", "FR"])
def test_french_has_its_own_words(language: str) -> None:
    assert words_in(language).share_location == "Partager ma position"


@pytest.mark.parametrize("language", ["en", "en-GB", "pl", ""])
def test_any_other_language_gets_english(language: str) -> None:
    assert words_in(language).share_location == "Share my location"


def test_no_word_is_missing() -> None:
    assert all(all(msgspec.structs.astuple(words_in(language))) for language in ("fr", "en"))
