"""What a template looks at: plain data, and nothing behind it."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from bot.playbook.compiled import MissingValue
from bot.playbook.liquid.liquid_scene import Absent, Glance, Nothing, member, voice

FRENCH = voice("fr", currency="EUR", timezone="Europe/Paris", country="FR")
VALUES = {"customer": {"first_name": "Léa", "tags": ["a", "b"], "empty": None, "size": 3}, "text": "abc"}


class Secretive:
    secret = "attributes are not looked at"


def glance(values: Mapping[str, object] = VALUES, absent: type[Absent] = Absent) -> Glance:
    return Glance(values, FRENCH, {}, absent)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["customer", "first_name"], "Léa"),
        (["customer", "tags", 1], "b"),
        (["customer", "tags", -1], "b"),
        (["customer", "tags", "first"], "a"),
        (["customer", "tags", "last"], "b"),
        (["customer", "tags", "size"], 2),
        (["customer", "size"], 3),
        (["text", "size"], 3),
    ],
)
def test_data_is_looked_into_by_key_and_by_place(path: list[object], value: object) -> None:
    assert glance().get(path, token=None) == value


@pytest.mark.parametrize(
    "path",
    [
        ["nobody"],
        ["customer", "last_name"],
        ["customer", "empty"],
        ["customer", "empty", "more"],
        ["customer", "tags", 7],
        ["customer", "tags", "name"],
        ["customer", "keys"],
        ["customer", ["unhashable"]],
        ["text", "upper"],
        ["text", 0],
        [3],
    ],
)
def test_what_is_not_there_is_absent_and_knows_its_name(path: list[object]) -> None:
    found = glance().get(path, token=None)
    assert isinstance(found, Absent)
    assert found.name == ".".join(map(str, path))


@pytest.mark.parametrize("key", ["secret", "__class__", "__dict__", 0, "size"])
def test_objects_are_never_looked_into(key: str | int) -> None:
    assert member(Secretive(), key) is None


def test_an_absent_value_is_nil_until_it_is_shown() -> None:
    absent = Absent("customer.x")
    assert absent == None  # noqa: E711 - this is what is asked
    assert list(absent) == []
    assert len(absent) == 0
    for show in (str, int):
        with pytest.raises(MissingValue, match=r"customer\.x"):
            show(absent)


def test_where_nil_counts_as_nothing_it_is_an_empty_text_and_zero() -> None:
    assert (str(Nothing("x")), int(Nothing("x"))) == ("", 0)


@pytest.mark.parametrize(
    ("now", "read"),
    [
        (datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)),
        ("2026-03-02T00:00:00Z", datetime(2026, 3, 2, tzinfo=UTC)),
        ("2026-03-02T00:00:00", None),
        ("soon", None),
        (None, None),
    ],
)
def test_now_is_an_aware_instant_among_the_values(now: object, read: datetime | None) -> None:
    assert glance({"now": now}).now == read


def test_the_voice_of_a_language_is_made_once() -> None:
    assert voice("fr", currency="EUR", timezone="Europe/Paris", country="FR") is FRENCH
