"""Queries and bodies as records, each fault with its place."""

from __future__ import annotations

import msgspec
import pytest

from bot.web.api.asking import fault_of, read_json
from bot.web.api.shapes import EventBody, Nothing, OrderBody
from bot.web.problems import Problem
from tests.store.samples import NOON


class Inner(msgspec.Struct):
    numbers: list[int]


class Outer(msgspec.Struct):
    inner: dict[str, Inner]
    tilde: int = msgspec.field(name="a~b", default=0)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (b"[]", ""),
        (b'{"inner": 1}', "/inner"),
        (b'{"inner": {"x": {"numbers": [1, "2"]}}}', "/inner"),
        (b'{"inner": {}, "a~b": "x"}', "/a~0b"),
        (b"{}", ""),
    ],
)
def test_a_fault_has_its_place(body: bytes, pointer: str) -> None:
    with pytest.raises(msgspec.ValidationError) as error:
        msgspec.json.decode(body, type=Outer)
    fault = fault_of(error.value)
    assert fault.pointer.startswith(pointer)
    assert "$" not in fault.detail


def test_no_body_is_nothing() -> None:
    assert read_json(b"", Nothing, NOON) == Nothing()


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-03-01T10:00:00"])
def test_a_time_that_nobody_lived_or_without_a_zone_is_refused(at: str) -> None:
    with pytest.raises(Problem) as refused:
        read_json(b'{"data": {}, "at": "%s"}' % at.encode(), OrderBody, NOON)
    assert refused.value.faults[0].pointer == "/at"


def test_what_is_too_deep_is_no_json() -> None:
    with pytest.raises(Problem) as refused:
        read_json(b'{"data": {"x": ' + b"[" * 100_000, OrderBody, NOON)
    assert refused.value.status == 400


def test_an_unknown_word_is_a_slip() -> None:
    with pytest.raises(Problem) as refused:
        read_json(b'{"type": "store.visited", "customer": {"id": 1}, "dat": {}}', EventBody, NOON)
    assert "dat" in refused.value.faults[0].detail
