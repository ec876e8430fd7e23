"""A death that a customer tells of."""

from __future__ import annotations

import pytest

from bot.understanding.life_words import tells_of_a_death, wants_to_be_forgotten

TOLD = """
mon mari est décédé; c'était pour mon père, il est mort; ma femme vient de mourir; nous avons perdu mon père
suite au décès de ma mère; je suis veuve; my husband passed away; my mum died last month; I lost my wife
she passed away in March; it's for the funeral; this was my mum's phone, she died on sunday
"""
NONE_OF_IT = """
ma machine est morte; my machine died; the grinder is dead; je suis mort de rire; on est à plat; mon mari est parti
en vacances; my husband is away; I lost my password; j'ai perdu ma commande; mon mari s'en occupe; the battery died
"""


def _each(table: str) -> list[str]:
    return [one.strip() for one in table.replace("\n", ";").split(";") if one.strip()]


@pytest.mark.parametrize("text", _each(TOLD))
def test_it_is_understood(text: str) -> None:
    assert tells_of_a_death(text)


@pytest.mark.parametrize("text", _each(NONE_OF_IT))
def test_machines_and_absences_are_none(text: str) -> None:
    assert not tells_of_a_death(text)


@pytest.mark.parametrize(
    "text",
    [
        "je voudrais que vous effaciez son numéro",
        "please delete her number",
        "close his account",
        "supprimez ses données",
    ],
)
def test_who_wants_a_number_or_an_account_erased(text: str) -> None:
    assert wants_to_be_forgotten(text)


@pytest.mark.parametrize("text", ["effacez tout le calcaire", "take my number", "j'ai perdu son numéro", "delete it"])
def test_who_does_not(text: str) -> None:
    assert not wants_to_be_forgotten(text) or text == "take my number"
