"""A town said in a word or with "I live in"; what is none is left to others."""

from __future__ import annotations

import pytest

from bot.understanding.values.whereabouts import only_says_where, read_whereabouts


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Toulouse", "Toulouse"),
        ("j'habite à Villeurbanne", "Villeurbanne"),
        ("je suis sur Grenoble", "Grenoble"),
        ("st etienne", "Saint-Étienne"),
        ("Le Puy-en-Velay", "Le Puy-en-Velay"),
        ("je suis au Mans", "Le Mans"),
        ("au Havre", "Le Havre"),
        ("à Nice", "Nice"),
        ("I live in Nice", "Nice"),
        ("I'm near Toulouse", "Toulouse"),
        ("chalon sur saone", "Chalon-sur-Saône"),
        ("moi c'est Marseille", "Marseille"),
    ],
)
def test_a_town_that_is_known(text: str, town: str) -> None:
    found = read_whereabouts(text)
    assert found is not None
    assert (found.town, found.place is not None, only_says_where(found.rest)) == (town, True, True)


@pytest.mark.parametrize(
    "text",
    ["j'habite à Trifouilly-les-Oies", "je suis à Trifouilly", "I live in Little Snoring", "on habite près de Vonnas"],
)
def test_a_place_that_nobody_here_knows(text: str) -> None:
    found = read_whereabouts(text)
    assert found is not None
    assert found.place is None


@pytest.mark.parametrize(
    "text",
    [
        "nice",
        "Nice !",
        "un café avec plaisir",
        "je suis à la maison",
        "je suis en retard",
        "I'm in a hurry",
        "j'habite à la campagne",
        "I live abroad",
        "orange",
        "deux tours",
        "retrait en magasin",
        "",
        "la première " * 20,
    ],
)
def test_what_is_no_town(text: str) -> None:
    assert read_whereabouts(text) is None


def test_what_else_was_said_is_kept() -> None:
    found = read_whereabouts("en boutique à Villeurbanne")
    assert found is not None
    assert found.rest == "en boutique a"
    assert not only_says_where(found.rest)


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("Lyon 3e", "69003"),
        ("à Lyon 3", "69003"),
        ("dans le 8ème à Marseille", "13008"),
        ("Paris 11e arrondissement", "75011"),
        ("Paris 21e", ""),
        ("Annecy 3", ""),
        ("Lyon 2 personnes", ""),
    ],
)
def test_a_district_of_a_large_town_has_a_postcode(text: str, postcode: str) -> None:
    found = read_whereabouts(text)
    assert found is not None
    assert found.postcode == postcode
