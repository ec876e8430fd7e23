"""Which country a text names."""

from __future__ import annotations

import pytest

from bot.understanding.values.countries import country_in, country_name, place_called


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Do you ship to Ireland?", "IE"),
        ("delivery to Northern Ireland", "GB"),
        ("vous livrez en Suisse ?", "CH"),
        ("livraison au Québec ?", "CA"),
        ("can you ship to the US", "US"),
        ("shipping to the U.S.?", "US"),
        ("aux États-Unis", "US"),
        ("livrez-vous aux Pays-Bas", "NL"),
        ("en Angleterre svp", "GB"),
        ("et en Guadeloupe ?", "GP"),
        ("à la Réunion", "RE"),
        ("la corse", "FR"),
        ("j'habite à Genève vous livrez", "CH"),
        ("en Côte d’Ivoire", "CI"),
        ("en Nouvelle-Calédonie, à Nouméa", "NC"),
        ("Guinée-Bissau", "GW"),
    ],
)
def test_a_country_in_both_languages(text: str, code: str) -> None:
    assert country_in(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "can you post it to Ireland or Spain",
        "vous livrez à l'étranger",
        "send it to us",
        "in Europe",
        "",
        "c'est moi, Jordan",
    ],
)
def test_none_or_several(text: str) -> None:
    assert country_in(text) is None


def test_a_country_is_called_as_the_customer_calls_it() -> None:
    assert [country_name("CH", one) for one in ("fr", "en", "xx")] == ["Suisse", "Switzerland", "CH"]
    assert country_name("QQ", "fr") == "QQ"


def test_a_part_of_a_country_is_called_by_its_own_name() -> None:
    assert place_called("vous livrez au Québec ?", "CA", "fr") == "Québec"
    assert place_called("do you ship to Québec?", "CA", "en") == "Quebec"
    assert place_called("et en Écosse ?", "GB", "fr") == "Écosse"
    assert place_called("livraison à Montréal ?", "CA", "fr") == "Canada"
