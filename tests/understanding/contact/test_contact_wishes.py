"""How customers say how they wish to be written to, and what only looks like it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.contact.contact_wishes import ContactWish, read_contact_wish

CORPUS = Path(__file__).resolve().parents[2] / "data" / "contact_wishes"
TODAY = date(2026, 3, 5)  # a Thursday
RECALL = 0.97
"""Of what is said; of the look-alikes none may be taken."""


def lines(language: str) -> list[tuple[str, str]]:
    """Return what each phrase means, and the phrase."""
    written = (CORPUS / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [(meaning.strip(), phrase.strip()) for meaning, _, phrase in (line.partition("|") for line in written)]


def shown(wish: ContactWish | None) -> str:
    """Return a wish as the corpus writes it: `1/30 sms! 18:00- not 5 6`."""
    if wish is None:
        return "none"
    if wish.quiet_until is not None:
        return f"pause {wish.quiet_until}"
    wished = wish.wishes
    often = f"{wished.times}/{wished.every}" if wished.times else ""
    hours = [f"{at // 60:02}:{at % 60:02}" if at is not None else "" for at in (wished.not_before, wished.not_after)]
    days = f"not {' '.join(map(str, wished.silent_days))}" if wished.silent_days else ""
    where = f"{wished.channel}{'!' if wished.only else ''}" if wished.channel else ""
    parts = ["no offers" if wish.no_offers else "", often, where, "-".join(hours) if any(hours) else "", days]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_wishes_are_understood_and_look_alikes_never_taken_for_one(language: str) -> None:
    found = [(meaning, phrase, shown(read_contact_wish(phrase, TODAY))) for meaning, phrase in lines(language)]
    assert len(found) >= 100
    taken = [one for one in found if one[0] == "none" and one[2] != "none"]
    assert not taken
    wished = [one for one in found if one[0] != "none"]
    missed = [one for one in wished if one[0] != one[2]]
    assert len(missed) <= (1 - RECALL) * len(wished), missed
    assert not [one for one in missed if one[2] != "none"], "better not understood than understood otherwise"


@pytest.mark.parametrize(
    ("phrase", "sure"),
    [
        ("pas avant 18 h", False),
        ("ne m'écrivez pas avant 18 h", True),
        ("une fois par mois suffit", False),
        ("un message par mois suffit", True),
        ("not on weekends", False),
        ("no messages on weekends", True),
    ],
)
def test_it_is_sure_where_it_speaks_of_messages(phrase: str, sure: bool) -> None:
    wish = read_contact_wish(phrase, TODAY)
    assert wish is not None
    assert wish.sure is sure


@given(st.text(max_size=200))
def test_it_reads_anything(text: str) -> None:
    read_contact_wish(text, TODAY)


def test_wishes_written_blind_are_understood_as_often_as_it_is_told() -> None:
    """`blind` was written before the rules were touched, and counted once since: 121 of 161 are understood as they were
    meant (75.2 %), of 154 look-alikes none is taken. 90 % is the goal, and not reached.
    """
    said = [(meaning, shown(read_contact_wish(phrase, TODAY))) for meaning, phrase in lines("blind")]
    assert sum(meant == found for meant, found in said if meant != "none") >= 120
    assert not [found for meant, found in said if meant == "none" and found != "none"]
