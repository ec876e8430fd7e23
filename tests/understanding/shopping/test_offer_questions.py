"""Questions of an offer that is not named again."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.comparison_words import CriteriaWords
from bot.understanding.shopping.offer_questions import (
    OfferQuestion,
    asks_and_that,
    asks_why_not,
    only_a_place,
    place_in,
    read_offer_question,
)
from tests.understanding.shop import shop

NAMES = {"aroma-2": "Machine Aroma 2", "brio-mini": "Machine Brio Mini", "presto-15": "Machine Presto 15"}
PLACES = {"lyon": "Maison Moka Lyon", "annecy": "Maison Moka Annecy"}


@pytest.fixture(scope="module")
def criteria() -> CriteriaWords:
    known = shop().criteria
    return CriteriaWords([one.id for one in known], known)


def read(text: str, criteria: CriteriaWords) -> OfferQuestion | None:
    return read_offer_question(text, NAMES, criteria, PLACES)


@pytest.mark.parametrize(
    ("about", "texts"),
    [
        (
            "price",
            "c'est combien ?|combien|et ça coûte combien du coup ?|elle vaut combien|quel est son prix ?|le prix ?"
            "|how much is it?|what's the price?|and how much does it cost|combien pour les deux ?|price?",
        ),
        (
            "guarantee",
            "et la garantie ?|elle est garantie combien de temps ?|c'est garanti 2 ans ?|is it guaranteed?"
            "|how long is the warranty|what about the guarantee?|garantie ?",
        ),
        (
            "stock",
            "elle est en stock ?|dispo ?|vous l'avez ?|vous en avez encore ?|il en reste ?|do you have it?"
            "|is it in stock?|is it available?|vous l'avez en magasin ?|any left?",
        ),
        (
            "receiving",
            "je peux l'avoir quand ?|quand est-ce que je la reçois ?|et la livraison ?|when can I get it?|and delivery?"
            "|je peux l'avoir demain ?",
        ),
    ],
)
def test_questions_without_a_name(about: str, texts: str, criteria: CriteriaWords) -> None:
    for text in texts.split("|"):
        assert read(text, criteria) == OfferQuestion(about), text  # type: ignore[arg-type] # one of the table


@pytest.mark.parametrize(
    ("text", "criterion"),
    [("et le bruit ?", "bruit"), ("is it quiet?", "bruit"), ("what about the tank?", "réservoir")],
)
def test_attributes_are_the_catalogues(text: str, criterion: str, criteria: CriteriaWords) -> None:
    assert read(text, criteria) == OfferQuestion("attribute", criterion)


def test_offers_and_points_of_sale_may_be_named_in_it(criteria: CriteriaWords) -> None:
    assert read("combien coûte l'aroma 2 ?", criteria) == OfferQuestion("price", offers=("aroma-2",))
    assert read("la brio mini est en stock à Lyon ?", criteria) == OfferQuestion(
        "stock", offers=("brio-mini",), place="lyon"
    )
    assert read("do you have it in Annecy?", criteria) == OfferQuestion("stock", place="annecy")


@pytest.mark.parametrize(
    "text",
    [
        "c'est combien la livraison ?",
        "combien coûte une réparation ?",
        "combien coûtent vos machines ?",
        "are your machines guaranteed?",
        "que couvre la garantie ?",
        "vous livrez quand ?",
        "combien de tasses par jour ?",
        "le prix",
        "la garantie est trop courte",
        "how much coffee should I use?",
        "vous êtes ouverts quand ?",
        "puis-je avoir une facture ?",
        "12",
        "",
        "?",
        "combien " * 40,
    ],
)
def test_a_subject_of_its_own_is_left_alone(text: str, criteria: CriteriaWords) -> None:
    assert read(text, criteria) is None


@pytest.mark.parametrize(
    "text",
    [
        "pourquoi pas la brio ?",
        "et pourquoi pas la Brio ?",
        "pourquoi l'aroma plutôt que la presto ?",
        "why not the brio?",
        "why the aroma and not the presto",
        "et la presto ?",
        "what about the brio mini?",
    ],
)
def test_it_asks_why_not_another(text: str) -> None:
    assert asks_why_not(text) or asks_and_that(text, lambda: NAMES)


@pytest.mark.parametrize(
    "text", ["pourquoi ?", "la brio", "et la brio", "et la garantie de la brio ?", "why is it so dear?", "non"]
)
def test_it_does_not(text: str) -> None:
    assert not asks_why_not(text)
    assert not asks_and_that(text, lambda: NAMES)


@pytest.mark.parametrize(
    ("text", "place", "alone"),
    [
        ("lyon", "lyon", True),
        ("Je suis à Annecy", "annecy", True),
        ("la boutique de Lyon", "lyon", False),
        ("Maison Moka Lyon", "lyon", True),
        ("toulouse", "", False),
        ("lyon ou annecy", "", False),
    ],
)
def test_where_they_are(text: str, place: str, alone: bool) -> None:
    named, rest = place_in(text, PLACES)
    assert named == place
    assert not place or only_a_place(rest) is alone


@pytest.mark.parametrize(
    "words",
    ["do you still have the Aroma?", "hi, do you still have the Aroma?", "vous avez encore l'Aroma ?",
     "bonjour, avez-vous toujours l'Aroma ?", "il reste des Aroma ?"],
)  # fmt: skip
def test_whether_there_is_still_one_is_asked_of_the_stock(words: str) -> None:
    found = read_offer_question(words, {"aroma": "Machine Aroma", "brio": "Machine Brio"}, CriteriaWords([], []), {})
    assert found is not None
    assert (found.about, found.offers) == ("stock", ("aroma",))


@pytest.mark.parametrize(
    "text", ["hey, do you still do the presto?", "vous faites toujours la Presto ?", "vendez-vous encore la presto ?"]
)
def test_whether_it_is_sold_still(text: str, criteria: CriteriaWords) -> None:
    assert read(text, criteria) == OfferQuestion("stock", offers=("presto-15",))
