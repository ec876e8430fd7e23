"""What shops' resources have in common, read without stumbling over an odd field."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model.address import Address
from bot.web.shop.shop_reading import (
    added,
    customer_names,
    fulfilment_kind,
    instant,
    known,
    money,
    part,
    parts,
    postal,
    word,
)


def test_phones_are_read_as_in_the_country_of_their_address_and_one_that_is_none_is_left_out() -> None:
    names = customer_names("7", (("", "FR"), ("call me", "FR"), ("06 12 34 56 78", "FR")), ("no", "Lea@Example.FR"))
    assert names == (Address("shop", "7"), Address("sms", "+33612345678"), Address("email", "lea@example.fr"))
    assert customer_names("0", (("0612345678", ""),), ("a@b",)) == ()


def test_fields_are_found_or_empty() -> None:
    body = {"a": {"b": 1}, "l": [{"c": 2}, 3], "n": 7, "t": " x &amp; y\x00", "z": True}
    assert (part(body, "a"), part(body, "n"), parts(body, "l"), parts(body, "n")) == ({"b": 1}, {}, [{"c": 2}], [])
    assert (word(body, "q", "n"), word(body, "t"), word(body, "z")) == ("7", "x & y", "")
    assert known(a="", b=0, c=None, d="x") == {"b": 0, "d": "x"}


def test_money_is_exact_and_times_are_utc() -> None:
    assert (money("x", "19.90"), money(None), added(["0.10", "0.20", "?"]), added([])) == ("19.90", None, "0.30", None)
    assert instant("2026-03-02T10:00:00+01:00") == instant("2026-03-02T09:00:00") == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert instant("soon") is instant(3) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("Point Relais Mondial Relay",), "relay"),
        (("Retrait en boutique",), "click_and_collect"),
        (("Local pickup", "local_pickup"), "click_and_collect"),
        (("Colissimo",), "home"),
    ],
)
def test_how_it_reaches_the_customer_is_told_by_the_shops_words(words: tuple[str, ...], kind: str) -> None:
    assert fulfilment_kind(*words) == kind


def test_an_address_is_one_line() -> None:
    said = {"address1": "3 rue du Port", "zip": "69001", "city": "Lyon", "company": "Moka"}
    assert postal(said) == "Moka, 3 rue du Port, 69001 Lyon"
