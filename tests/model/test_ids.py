"""Ids sort as their causes come, and are the same wherever they are made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.model.ids import ordered_id, place_in_count, place_in_time

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_one_cause_has_one_id_and_two_have_two() -> None:
    place = place_in_time(NOON)
    assert ordered_id(place, "a/1") == ordered_id(place, "a/1")
    assert ordered_id(place, "a/1") != ordered_id(place, "a/2")
    assert len(ordered_id(place, "a/1")) == 32


def test_ids_sort_as_the_instants_do() -> None:
    instants = [NOON + timedelta(days=days, milliseconds=days) for days in (0, 1, 30, 4000, 200_000)]
    assert [ordered_id(place_in_time(at), "x") for at in instants] == sorted(
        ordered_id(place_in_time(at), "x") for at in instants
    )


def test_ids_sort_as_somebodys_numbers_do() -> None:
    numbers = [0, 9, 10, 99_999, 100_000, 2**31, 2**40]
    places = [place_in_count(number) for number in numbers]
    assert places == sorted(places)
    assert {len(place) for place in places} == {12}


def test_a_lone_surrogate_in_a_name_hurts_nobody() -> None:
    assert len(ordered_id(place_in_time(NOON), "caf\ud800")) == 32
