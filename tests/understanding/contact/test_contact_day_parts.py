"""Parts of the day, and what is left of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.customer import ContactWishes
from bot.understanding.contact.contact_day_parts import in_day_parts, read_day_parts

SIX, NOON, EIGHT, NINE_PM, NINE = 18 * 60, 12 * 60, 20 * 60, 21 * 60, 9 * 60


@pytest.mark.parametrize(
    ("said", "window"),
    [
        ("pas de messages le soir", (None, SIX)),
        ("arretez de m ecrire en soiree", (None, SIX)),
        ("no texts in the evening", (None, SIX)),
        ("ne m ecrivez plus le matin", (NOON, None)),
        ("stop texting me in the mornings", (NOON, None)),
        ("stop writing to me at night", (8 * 60, NINE_PM)),
        ("pas de notifs la nuit", (8 * 60, NINE_PM)),
        ("ne m ecrivez pas si tard", (None, EIGHT)),
        ("no messages late at night", (None, EIGHT)),
        ("don t text me so early", (NINE, None)),
        ("pas de sms tot le matin", (NINE, None)),
        ("ni le matin ni le soir", (NOON, SIX)),
        ("seulement le soir", (SIX, None)),
        ("only in the morning", (None, NOON)),
        ("l apres midi seulement", (NOON, SIX)),
        ("ecrivez moi le soir", (SIX, None)),
        ("text me evenings", (SIX, None)),
        ("pas le matin plutot le soir", (SIX, None)),
        ("je travaille de nuit pas de sms le matin", (NOON, None)),
    ],
)
def test_a_part_of_the_day_has_its_hours(said: str, window: tuple[int | None, int | None]) -> None:
    found = read_day_parts(said)
    assert found is not None
    assert found.window == window


@pytest.mark.parametrize(
    "said",
    [
        "",
        "ne m ecrivez pas ce soir",
        "pas dimanche matin",
        "no texts tomorrow morning",
        "text me in the morning",
        "ne m ecrivez plus bonne soiree",
        "pas l apres midi",  # a day with a hole in it
        "ni le matin ni l apres midi ni le soir",
        "ecrivez moi tard",
        "moins souvent",
    ],
)
def test_one_evening_and_what_has_no_hours_are_no_wish(said: str) -> None:
    assert read_day_parts(said) is None


def test_what_is_left_is_to_be_accounted_for() -> None:
    found = read_day_parts("pas de machine le soir")
    assert found is not None
    assert found.rest.split() == ["pas", "de", "machine"]


def test_it_speaks_of_writing_and_hours_that_are_named_come_first() -> None:
    nothing = ContactWishes()
    assert in_day_parts(nothing, "pas le matin") == (nothing, "pas le matin")
    wishes, rest = in_day_parts(nothing, "pas de sms le matin")
    assert (wishes.not_before, rest.split()) == (NOON, ["pas", "de", "sms"])
    told = ContactWishes(not_before=600)
    assert in_day_parts(told, "pas de sms le soir") == (told, "pas de sms le soir")


@given(st.text(alphabet="pas le soir matin nuit only tard", max_size=200))
def test_it_reads_anything(said: str) -> None:
    read_day_parts(said)
