"""What short questions carry the last one on to."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.replies.carrying_on import Facets, carries_on, facets_of

NOW = datetime(2026, 3, 4, 10, tzinfo=ZoneInfo("Europe/Paris"))  # a Wednesday
SATURDAY, SUNDAY = date(2026, 3, 7), date(2026, 3, 8)
PLACES = {"lyon": "Maison Moka Lyon", "annecy": "Maison Moka Annecy"}
NAMES = {"aroma-2": "Machine Aroma 2", "brio-mini": "Machine Brio Mini", "presto-15": "Machine Presto 15"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("et samedi ?", Facets((SATURDAY,))),
        ("and on Sundays?", Facets((SUNDAY,))),
        ("et ce week-end ?", Facets((SATURDAY, SUNDAY))),
        ("et à Annecy ?", Facets(place="annecy")),
        ("and in Lyon?", Facets(place="lyon")),
        ("et samedi à Annecy ?", Facets((SATURDAY,), "annecy")),
        ("et pour la Suisse ?", Facets(country="CH", country_name="Suisse")),
        ("et à Genève ?", Facets(country="CH", country_name="Suisse")),
        ("et pour l'Aroma 2 ?", Facets(offers=("aroma-2",))),
        ("what about the brio mini?", Facets(offers=("brio-mini",))),
        ("ok merci et la presto", Facets(offers=("presto-15",))),
    ],
)
def test_what_is_named_is_what_it_is_asked_of(text: str, found: Facets) -> None:
    assert carries_on(text, "fr", NOW, PLACES, NAMES) == found


@pytest.mark.parametrize(
    "text",
    [
        "et la garantie ?",
        "et si je ne suis pas là samedi ?",
        "et vous livrez samedi ?",
        "et vous ?",
        "Annecy",
        "samedi",
        "et pour la Presto 15, c'est combien ?",
        "je passe samedi à Annecy",
    ],
)
def test_what_says_more_or_names_nothing_carries_nothing_on(text: str) -> None:
    assert carries_on(text, "fr", NOW, PLACES, NAMES) is None


@pytest.mark.parametrize("text", ["vous êtes encore ouverts ?", "c'est ouvert là maintenant ?", "are you open now?"])
def test_now_is_today(text: str) -> None:
    assert facets_of(text, "fr", NOW, PLACES).days == (NOW.date(),)


def test_a_day_that_is_gone_is_none() -> None:
    assert facets_of("vous étiez ouverts hier ?", "fr", NOW, PLACES) == Facets()
