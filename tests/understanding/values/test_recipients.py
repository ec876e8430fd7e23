"""Whom a parcel is for, read where an address says it."""

from __future__ import annotations

import pytest

from bot.understanding.values.recipients import Addressed, addressed_to

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


@pytest.mark.parametrize("text", [f"Odile Martin, {LYON}", "Le Bourg, 71000 Cluny", "en fait 3", "", "pour"])
def test_what_says_nothing_of_it_stays_as_it_is(text: str) -> None:
    assert addressed_to(text) == Addressed(text)


def test_a_relation_alone_has_no_address() -> None:
    assert addressed_to("c'est pour ma mère") == Addressed("", relation="ma mère")
    assert addressed_to("c'est pour ma mère").is_other
