"""Questions of an offer that is not named again, and words that only point."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.comparison_words import CriteriaWords
from bot.understanding.shopping.offer_questions import (
    OfferQuestion,
    asks_and_that,
    asks_why_not,
    count_after_all,
    only_a_place,
    only_points,
    pieces_pointed,
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
    "text",
    [
        "je la prends",
        "je prends",
        "jpren",
        "bon tant pis je la prends quand même",
        "vous pouvez me la mettre de côté",
        "can you keep one aside for me",
        "ok je le prends !",
        "je la commande",
        "I'll take it",
        "order it please",
        "celle-là",
        "jla prends",
        "ok jla prend",
        "jle prends",
        "jl prend",
    ],
)
def test_words_that_only_point(text: str) -> None:
    assert only_points(text)


@pytest.mark.parametrize("text", ["je prends la brio", "je ne la prends pas", "je la rends", "I'll take the train", ""])
def test_words_that_name_or_refuse(text: str) -> None:
    assert not only_points(text)


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
    ("language", "text", "count"),
    [
        ("fr", "j'en veux 3", 3),
        ("fr", "ok je vais en prendre deux svp", 2),
        ("fr", "mettez-m'en 4", 4),
        ("fr", "oui, deux flacons", 2),
        ("fr", "mettez-m'en trois bouteilles svp", 3),
        ("en", "two bottles please", 2),
        ("en", "I'll take two of them please", 2),
        ("en", "give me 3", 3),
        ("fr", "j'en veux encore", None),
        ("en", "I want coffee", None),
        ("en", "I want 0", None),
    ],
)
def test_so_many_of_what_is_shown(language: str, text: str, count: int | None) -> None:
    assert pieces_pointed(text, language) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("mettez-m'en deux paquets", 2),
        ("oui, mettez-en trois finalement", 3),
        ("mettez-la plutôt en deux exemplaires", 2),
        ("deux sachets svp", 2),
        ("oui, 3 paquets", 3),
        ("yes but make it two bags this time", 2),
        ("two bags please", 2),
        ("j'en prendrais 4", 4),
        ("deux", None),
        ("deux kilos", None),
        ("I want coffee", None),
        ("make it quick", None),
    ],
)
def test_how_many_are_taken_of_what_is_proposed(text: str, count: int | None) -> None:
    found = [pieces_pointed(text, one) for one in ("fr", "en")]
    assert max((one for one in found if one is not None), default=None) == count


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
    ("language", "text", "count"),
    [
        ("fr", "oui, deux", 2),
        ("fr", "finalement 3", 3),
        ("fr", "3 finalement", 3),
        ("en", "yes, two please", 2),
        ("fr", "oui", None),
        ("fr", "3", None),
        ("fr", "oui la deux", None),
        ("en", "yes please", None),
    ],
)
def test_how_many_after_all(language: str, text: str, count: int | None) -> None:
    assert count_after_all(text, language) == count
