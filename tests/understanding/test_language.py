"""French or English."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bot.understanding.language import SURE, _identifier, _Moves, load, tell


@pytest.mark.parametrize(
    "text",
    [
        "c'est livré quand",
        "bonjour",
        "un expresso svp",
        "ou est ma commande",
        "j'ai pas recu",
        "oui",
        "Hello, je voudrais savoir le prix",
    ],
)
def test_french_is_told(text: str) -> None:
    language, confidence = tell(text)
    assert language == "fr"
    assert confidence >= SURE


@pytest.mark.parametrize(
    "text",
    ["how long does it take", "hello", "where is my order", "do you deliver to Paris?", "any decaf", "coffee machine"],
)
def test_english_is_told(text: str) -> None:
    assert tell(text)[0] == "en"


@pytest.mark.parametrize("text", ["2", "ok", "stop", "Lyon", "👍", "", "wifi", "06 12 34 56 78"])
def test_too_little_tells_nothing(text: str) -> None:
    assert tell(text)[0] is None
    assert tell(text, "fr")[0] is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("merci", "fr"), ("prix ?", "fr"), ("salut", "fr"), ("non merci", "fr"), ("où ?", "fr"), ("combien", "fr"),
        ("ouais", "fr"), ("jsp", "fr"), ("parfait", "fr"), ("kan ?", "fr"), ("hello je cherche", "fr"),
        ("hi", "en"), ("thx", "en"), ("price?", "en"), ("when?", "en"), ("opening hours", "en"),
        ("yes svp", None),
        ("no", None), ("stop", None), ("super", None), ("cb ?", None), ("blorp", None), ("expresso", None),
    ],
)  # fmt: skip
def test_very_short_texts_say_what_they_can(text: str, language: str | None) -> None:
    assert tell(text)[0] == language


@pytest.mark.parametrize(("text", "known"), [("hi", "fr"), ("thx", "fr"), ("merci", "en"), ("prix ?", "en")])
def test_one_word_of_the_other_language_says_nothing_of_a_known_customer(text: str, known: str) -> None:
    assert tell(text, known)[0] is None


def test_a_known_customer_is_not_switched_by_a_word() -> None:
    assert tell("hello", "fr")[0] is None
    assert tell("how long does the delivery take?", "fr")[0] == "en"


@given(st.text(max_size=500))
@settings(deadline=None)
def test_no_text_makes_it_fail(text: str) -> None:
    language, confidence = tell(text)
    assert language in {"fr", "en", None}
    assert 0 <= confidence <= 1


def test_the_model_is_loaded_once_and_tells_what_small_words_do_not() -> None:
    load()
    assert _identifier() is _identifier()
    assert tell("xylophone marmelade gargouille")[0] == "fr"


def test_what_is_kept_of_the_model_tells_what_the_whole_model_tells() -> None:
    whole = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    whole.set_languages(["fr", "en"])
    for text in (
        "xylophone marmelade",
        "Où est mon colis ?",
        "straightforward enough",
        "ß 日本語 👍",
        "cent euros",
        "",
    ):
        assert _identifier().classify(text) == whole.classify(text)


def test_every_move_that_was_left_out_is_found_again() -> None:
    whole = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    kept = _Moves(whole.tk_nextmove, whole.tk_row)
    for place in range(0, len(whole.tk_nextmove), 97):  # a prime: every byte has its turn
        assert kept[place] == whole.tk_nextmove[place]
