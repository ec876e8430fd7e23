"""What an offer says in other languages."""

from __future__ import annotations

from msgspec.structs import replace

from bot.model.offer import Attribute, Offer
from bot.model.offer_texts import elsewhere, kept, texts_of, worded

POT = Offer(
    id="pot",
    name="Pot (Grand)",
    category="Jardin",
    attributes={"matière": Attribute("terre"), "poids": Attribute(2, "kg")},
    options={"Taille": "Grand"},
)
CLAY = Offer(
    id="x",
    name="Pot (Large)",
    category="Jardin",
    attributes={"material": Attribute("clay"), "weight": Attribute(2, "kg")},
    options={"Size": "Large"},
)
ENGLISH = {
    "name": "Pot (Large)",
    "attribute matière": "material",
    "value matière": "clay",
    "attribute poids": "weight",
    "option Taille": "Size",
    "choice Taille": "Large",
}


def test_what_another_says_of_the_same_is_its_words_there_and_the_same_takes_no_place() -> None:
    assert worded(POT, CLAY, "en").words == {"en": ENGLISH}
    assert worded(POT, POT, "en") is POT
    assert "description" not in dict(texts_of(POT))


def test_each_text_is_known_in_every_language() -> None:
    both = worded(worded(POT, CLAY, "en"), replace(POT, name="Topf"), "de")
    assert elsewhere(both)["Pot (Grand)"] == {"en": "Pot (Large)", "de": "Topf"}
    assert elsewhere(both)["terre"] == {"en": "clay"}
    assert elsewhere(POT) == {}


def test_known_words_stay_unless_they_were_told_anew_or_their_text_is_gone() -> None:
    known = worded(POT, CLAY, "en")
    assert kept(POT, known).words == known.words
    assert kept(POT, known, {"en": {"name", "value matière", "choice"}}).words == {
        "en": {"attribute matière": "material", "attribute poids": "weight", "option Taille": "Size"}
    }
    assert kept(replace(POT, attributes={}, options={}), known).words == {"en": {"name": "Pot (Large)"}}
    renamed = replace(POT, words={"en": {"name": "Big pot"}})
    assert kept(renamed, known).words["en"] == ENGLISH | {"name": "Big pot"}
    assert kept(POT, POT) is POT
