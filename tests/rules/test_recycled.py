"""A number that may have passed to somebody else."""

from __future__ import annotations

import pytest

from bot.rules.recycled import doubt, is_another_name
from tests.rules.test_one_person import at, known, lea

PHONE = known("sms", "+33612345678")


def test_another_account_a_long_silence_or_another_name_is_a_doubt() -> None:
    comes = lea(facts={"first_name": "Léa"})
    assert doubt(lea(addresses=(PHONE, known("telegram", "7"))), comes, at(2)) == "another account"
    assert doubt(lea(addresses=(PHONE,)), comes, at(24 * 600)) == "a long silence"
    assert doubt(lea(addresses=(PHONE,), facts={"first_name": "Tom"}), comes, at(2)) == "another name"
    assert doubt(lea(addresses=(PHONE,), facts={"first_name": "LEA"}), comes, at(2)) is None
    assert doubt(lea(addresses=(PHONE,), last_in=None), comes, at(24 * 600)) is None


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("Léa", "lea", False),
        ("Jean", "Jean-Pierre", False),
        ("Léa", "Tom", True),
        ("Léa", None, False),
        ("🙂", "Léa", False),
    ],
)
def test_names_differ_whatever_their_accents(one: object, other: object, differs: bool) -> None:
    assert is_another_name(one, other) is differs
