"""Whom a parcel is for, read where an address says it."""

from __future__ import annotations

import pytest

from bot.understanding.values.recipients import Addressed, addressed_to, addressed_with, is_relation

LYON = "3 rue du Port, 69003 Lyon"


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        (f"c'est pour ma mère, Odile Martin, {LYON}", "Odile Martin", "ma mère"),
        (f"c pour ma soeur elle habite {LYON}", "", "ma soeur"),
        (f"pour ma fille Chloé Petit qui habite au {LYON}", "Chloé Petit", "ma fille"),
        (f"à l'attention de Mme Durand, {LYON}", "Mme Durand", ""),
        (f"chez M. et Mme Roux, {LYON}", "M. et Mme Roux", ""),
        (f"pour Odile et Paul Martin {LYON}", "Odile et Paul Martin", ""),
        (f"it's for my mother, Odile Martin, {LYON}", "Odile Martin", "my mother"),
        (f"deliver it to my brother Paul, {LYON}", "Paul", "my brother"),
        (f"send it to my friend Anna Bell, {LYON}", "Anna Bell", "my friend"),
        (f"for Anna and Tom Bell, {LYON}", "Anna and Tom Bell", ""),
    ],
)
def test_somebody_elses_address_has_their_name(text: str, name: str, relation: str) -> None:
    assert addressed_to(text) == Addressed(LYON, name, relation)


@pytest.mark.parametrize(
    "text", [LYON, f"livrez au {LYON}", f"deliver to {LYON}", f"chez moi, {LYON}", f"c'est {LYON}", f"pour nous {LYON}"]
)
def test_their_own_has_none(text: str) -> None:
    assert addressed_to(text) == Addressed(LYON)


@pytest.mark.parametrize("text", [f"Odile Martin, {LYON}", "Le Bourg, 71000 Cluny", "Odile", "", "pour"])
def test_what_says_nothing_of_it_stays_as_it_is(text: str) -> None:
    assert addressed_to(text) == Addressed(text)


def test_a_relation_alone_has_no_address() -> None:
    assert addressed_to("c'est pour ma mère") == Addressed("", relation="ma mère")
    assert addressed_to("c'est pour ma mère").is_other


def test_whom_an_address_is_for_in_a_text_that_says_more() -> None:
    text = f"je voudrais un kilo de Huila pour ma mère, Odile Martin, {LYON}, sans facture"
    assert addressed_with(text, LYON) == Addressed(LYON, "Odile Martin", "ma mère")
    assert addressed_with(f"un kilo de Huila pour demain, {LYON}", LYON) == Addressed(LYON)


def test_who_they_are_to_the_customer_is_no_name() -> None:
    assert [is_relation(one) for one in ("ma mère", "my brother", "Odile Martin", "")] == [True, True, False, False]


@pytest.mark.parametrize(("text", "left"), [("pardon 69003", "69003"), ("sorry, 12 rue de Lyon", "12 rue de Lyon")])
def test_an_apology_is_no_part_of_it(text: str, left: str) -> None:
    assert addressed_to(text) == Addressed(left)
