"""A number that may have passed to somebody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from bot.rules.people.recycled import SILENCE, doubt, has_passed_on, is_another_name
from tests.rules.people.test_one_person import at, known, lea

PHONE = known("sms", "+33612345678")


def test_another_account_a_long_silence_or_another_name_is_a_doubt() -> None:
    comes = lea(facts={"first_name": "Léa"})
    assert doubt(lea(addresses=(PHONE, known("telegram", "7"))), comes, at(2)) == "another account"
    assert doubt(lea(addresses=(PHONE,)), comes, at(24 * 600)) == "a long silence"
    assert doubt(lea(addresses=(PHONE,), facts={"first_name": "Tom"}), comes, at(2)) == "another name"
    assert doubt(lea(addresses=(PHONE,), facts={"first_name": "LEA"}), comes, at(2)) is None
    assert doubt(lea(addresses=(PHONE,), last_in=None), comes, at(24 * 600)) is None


def test_an_account_is_another_only_where_both_have_one_and_none_is_the_same() -> None:
    mine, theirs = known("telegram", "7"), known("telegram", "8")
    assert doubt(lea(addresses=(PHONE, mine)), lea(addresses=(PHONE, theirs)), at(2)) == "another account"
    assert doubt(lea(addresses=(PHONE, mine)), lea(addresses=(PHONE, mine, theirs)), at(2)) is None
    assert doubt(lea(addresses=(PHONE,)), lea(addresses=(PHONE, theirs)), at(2)) is None


def test_a_silence_is_long_after_eighteen_months_to_the_second() -> None:
    now, second = at(2), timedelta(seconds=1)
    whole, longer = (
        lea(addresses=(PHONE,), last_in=now - SILENCE),
        lea(addresses=(PHONE,), last_in=now - SILENCE - second),
    )
    assert [doubt(one, lea(addresses=(PHONE,)), now) for one in (whole, longer)] == [None, "a long silence"]
    heard = [structs.replace(PHONE, last_in=since) for since in (None, now - SILENCE, now - SILENCE - second)]
    assert [has_passed_on(one, "", None, now) for one in heard] == [None, None, "a long silence"]


def test_who_writes_under_another_name_than_the_phones_or_else_the_shops_is_a_doubt() -> None:
    named = structs.replace(PHONE, name="Léa")
    assert has_passed_on(named, "Tom", "Tom", at(2)) == "another name"
    assert has_passed_on(named, "lea", "Tom", at(2)) is None
    assert has_passed_on(PHONE, "Tom", "Léa", at(2)) == "another name"
    assert has_passed_on(PHONE, "Tom", None, at(2)) is None
    assert has_passed_on(named, "", "Tom", at(2)) is None


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("Léa", "lea", False),
        ("Jean", "Jean-Pierre", False),
        ("Jean-Pierre", "Jean", False),
        ("Léa", "Tom", True),
        ("Léa", None, False),
        ("🙂", "Léa", False),
        ("Léa", "🙂", False),
    ],
)
def test_names_differ_whatever_their_accents(one: object, other: object, differs: bool) -> None:
    assert is_another_name(one, other) is differs
