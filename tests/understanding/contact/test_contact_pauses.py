"""Until when somebody wants to be left alone, and what only has a day in it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.texts.plain_text import plain
from bot.understanding.contact.contact_pauses import LONGEST, read_pause

TODAY = date(2026, 3, 5)  # a Thursday


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("pause jusqu'en octobre", date(2026, 10, 1)),
        ("ne m'écrivez plus avant le 20 avril", date(2026, 4, 20)),
        ("plus de messages jusqu'à lundi", date(2026, 3, 9)),
        ("laissez-moi tranquille jusqu'à la rentrée", date(2026, 9, 1)),
        ("pas de sms pendant trois semaines svp", date(2026, 3, 26)),
        ("faites une pause de deux mois", date(2026, 5, 5)),
        ("arrêtez les messages jusqu'à la semaine prochaine", date(2026, 3, 9)),
        ("réécrivez-moi en mai", date(2026, 5, 1)),
        ("pause until October", date(2026, 10, 1)),
        ("no texts before April 20 please", date(2026, 4, 20)),
        ("leave me alone until Monday", date(2026, 3, 9)),
        ("don't message me for three weeks", date(2026, 3, 26)),
        ("take a break for two months", date(2026, 5, 5)),
        ("write again in May", date(2026, 5, 1)),
        ("no messages until next year", date(2027, 1, 1)),
        ("pause jusqu'au 5 mars", date(2027, 3, 5)),
    ],
)
def test_a_pause_has_its_end(said: str, day: date) -> None:
    assert read_pause(plain(said), TODAY) == day


@pytest.mark.parametrize(
    "said",
    [
        "mettez mon abonnement en pause deux mois",
        "gardez mon colis jusqu'à lundi",
        "pas de livraison avant avril",
        "je suis absent jusqu'en mai",
        "pause café",
        "la promo dure jusqu'en mai",
        "pas plus d'un message par mois",
        "no more than once a month",
        "hold my order until Monday",
        "pause my subscription for a month",
        "back in May",
        "see you in October",
        "pause jusqu'au 31 février",
        "",
    ],
)
def test_a_day_alone_is_none(said: str) -> None:
    assert read_pause(plain(said), TODAY) is None


def test_no_pause_is_for_ever() -> None:
    assert read_pause("pas de messages pendant 90 ans", TODAY) == TODAY + LONGEST


@given(st.text(alphabet="abcdeilmnoprstu 0123456789", max_size=160), st.dates(date(2024, 1, 1), date(2035, 12, 31)))
def test_it_reads_anything_and_a_pause_ends_later(said: str, today: date) -> None:
    day = read_pause(f"pause {said}", today)
    assert day is None or today < day <= today + LONGEST
