"""What there is of an address."""

from __future__ import annotations

import pytest

from bot.understanding.values.addresses import (
    breaks_off,
    door_in,
    may_be_a_street,
    parts_of,
    without_a_lead,
    without_doors,
)

WHOLE, STREET, PLACE, NOTHING = (True, True), (True, False), (False, True), (False, False)
FRENCH = [
    ("3 rue du Port, 69003 Lyon", WHOLE),
    ("3 rue du port 69003", WHOLE),
    ("12 bis avenue de la République à Villeurbanne", WHOLE),
    ("8, chemin des Dames, 74290 Menthon-Saint-Bernard, France", WHOLE),
    ("3 rue de la Paix", STREET),
    ("12 rue de Lyon", STREET),
    ("la maison au bout du chemin", STREET),
    ("44000 Nantes", PLACE),
    ("Saint-Étienne svp", PLACE),
    ("69002", PLACE),
    ("Trifouillis-les-Oies 71000", PLACE),
    ("71000 La Roche Vineuse", PLACE),
    ("Le Bourg, 71250 Cluny", WHOLE),
    ("résidence des Lilas 69003", WHOLE),
    ("chez moi", NOTHING),
    ("domicile", NOTHING),
    ("", NOTHING),
]


def found(said: str, country: str = "FR") -> tuple[bool, bool]:
    there = parts_of(said, country)
    return there.street, there.place


@pytest.mark.parametrize(("said", "there"), FRENCH)
def test_a_street_a_place_or_both(said: str, there: tuple[bool, bool]) -> None:
    assert found(said) == there


def test_of_a_country_whose_postcodes_are_known_they_tell_the_place_and_of_others_nothing_is_missed() -> None:
    assert found("10 Downing Street, London SW1A 2AA", "GB") == WHOLE
    assert found("10 Downing Street", "GB") == STREET
    assert found("Bath BA1 1DA", "GB") == PLACE
    assert found("Main Street 4, Valletta", "MT") == WHOLE
    assert found("5 chemin Grand Canal, 97490 Sainte-Clotilde", "RE") == WHOLE


@pytest.mark.parametrize(
    ("said", "door"),
    [
        ("3 rue du Port, 69003 Lyon", True),
        ("résidence des Lilas 69003", True),
        ("3 rue du Port", False),
        ("retrait à Lyon", False),
        ("en boutique 69002 Lyon", False),
        ("2 sachets en point relais 69003", False),
    ],
)
def test_what_is_plainly_an_address_without_being_asked_for(said: str, door: bool) -> None:
    assert parts_of(said, "FR").door is door


def test_a_word_of_a_street() -> None:
    assert may_be_a_street("au bout du chemin")
    assert not may_be_a_street("ajoutez un déca")


@pytest.mark.parametrize(
    ("said", "door"),
    [
        ("1 kg huila, delivered to 8 rue Garibaldi, 69003 Lyon, ring twice please", "8 rue Garibaldi, 69003 Lyon"),
        ("2kg huila livré 14 rue Garibaldi 69003 Lyon svp merci", "14 rue Garibaldi 69003 Lyon"),
        ("3 bis quai des Brumes 42000 Saint-Étienne demain", "3 bis quai des Brumes 42000 Saint-Étienne"),
        ("2 sachets en point relais 69003", ""),
        ("3 rue du Port", ""),
        ("", ""),
    ],
)
def test_the_address_in_a_text_that_says_more(said: str, door: str) -> None:
    assert door_in(said, "FR") == door


def test_a_text_without_the_doors_in_it() -> None:
    assert without_doors("2 huila livrés 12 rue garibaldi 69003 lyon svp") == "2 huila livrés , lyon svp"
    assert without_doors("12 sachets, 250 g") == "12 sachets, 250 g"


def test_a_street_whose_name_is_still_to_come() -> None:
    assert breaks_off("8 rue")
    assert breaks_off("8 bis rue")
    assert not any(breaks_off(said) for said in ("8 rue Garibaldi", "rue", ""))


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("livraison au 20 rue du Port", "20 rue du Port"),
        ("sorry, 69002", "69002"),
        ("c'est 12 rue du Port", "12 rue du Port"),
        ("Au Bon Coin, 3 rue du Port", "Au Bon Coin, 3 rue du Port"),
    ],
)
def test_what_only_leads_up_to_an_address(said: str, left: str) -> None:
    assert without_a_lead(said) == left
