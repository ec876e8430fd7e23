"""A line of a customer list: whose columns, what it says, what is wrong with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.model.address import Address
from bot.web.imports.customer_rows import BadLine, CustomerRow
from bot.web.imports.customer_rows import read_row as read_row_at
from bot.web.imports.tables import plain_name

NOW = datetime(2026, 11, 27, tzinfo=UTC)


def read_row(row: dict[str, Any], region: str | None = None) -> CustomerRow:
    return read_row_at(row, region, NOW)


SHOPIFY = {
    "Customer ID": "'207119551",
    "First Name": "Bob",
    "Last Name": "Norman",
    "Email": "Bob.Norman@hostmail.com",
    "Accepts Email Marketing": "yes",
    "Default Address Country Code": "FR",
    "Default Address City": "Lyon",
    "Default Address Phone": "",
    "Phone": "06 12 34 56 78",
    "Accepts SMS Marketing": "no",
    "Total Spent": "41.94",
    "Total Orders": "1",
    "Tags": "",
}
WOOCOMMERCE = {
    "Name": "Léa Martin",
    "Username": "lea",
    "Last Active": "2026-01-02",
    "Email": "lea@example.com",
    "Orders": "3",
    "Total Spend": "120,5",
    "Country / Region": "BE",
    "City": "Liège",
    "Postal Code": "4000",
}
PROOF = {"consent_wording": "Je veux bien", "consent_source": "caisse", "consent_at": "2025-03-01T14:30:00"}


def test_shopifys_columns_are_known_and_a_bare_yes_is_no_consent() -> None:
    row = read_row(SHOPIFY)
    assert row.addresses == (
        Address("shop", "207119551"),
        Address("sms", "+33612345678"),
        Address("email", "bob.norman@hostmail.com"),
    )
    assert row.imported.facts["orders_count"] == 1
    assert row.imported.facts["total_spent"] == 41.94
    assert (row.consent, row.without_proof) == (None, True)


def test_woocommerces_columns_are_known() -> None:
    row = read_row(WOOCOMMERCE)
    assert row.addresses == (Address("email", "lea@example.com"),)
    assert row.imported.facts == {
        "city": "Liège", "postcode": "4000", "country": "BE", "orders_count": 3, "total_spent": 120.5,
        "first_name": "Léa",
    }  # fmt: skip
    assert not row.without_proof


def test_a_consent_comes_with_its_whole_proof_only() -> None:
    row = read_row({"phone": "+33612345678", "optin": "oui", "consent_channel": "sms", **PROOF})
    assert row.consent is not None
    assert (row.consent.purpose, row.consent.channel, row.consent.source) == ("marketing", "sms", "import: caisse")
    assert row.consent.happened_at == datetime(2025, 3, 1, 14, 30, tzinfo=UTC)
    assert not row.without_proof
    for missing in PROOF:
        half = {key: value for key, value in PROOF.items() if key != missing}
        assert read_row({"phone": "+33612345678", **half}).consent is None


def test_the_same_line_is_the_same_event_and_another_is_another() -> None:
    one, same, other = read_row(SHOPIFY), read_row(dict(SHOPIFY)), read_row({**SHOPIFY, "First Name": "Rob"})
    assert one.imported.id == same.imported.id != other.imported.id


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"name": "Léa"}, "names nobody"),
        ({"phone": "06 12 34 56 78"}, "write it with its country"),
        ({"phone": "+33123"}, "is no telephone number"),
        ({"email": "lea"}, "email"),
        ({"telegram_id": "lea"}, "telegram_id"),
        ({"email": "a@b.fr", "orders": "many"}, "orders_count 'many' is no number"),
        ({"email": "a@b.fr", **PROOF, "consent_at": "hier"}, "consent_at 'hier'"),
        (
            {"email": "a@b.fr", **PROOF, "consent_at": "2036-11-28"},
            "consent_at of 2036-11-28 lies more than a day ahead",
        ),
        ({"email": "a@b.fr", **PROOF, "consent_channel": "fax"}, "consent_channel 'fax'"),
        ({"email": "a@b.fr", **PROOF, "consent_purpose": "reply"}, "consent_purpose 'reply'"),
        ({}, "names nobody"),
    ],
)
def test_what_is_wrong_is_said(row: dict[str, Any], words: str) -> None:
    with pytest.raises(BadLine) as fault:
        read_row(row)
    assert words in str(fault.value)


def test_a_number_without_a_country_is_read_with_the_one_given() -> None:
    assert read_row({"phone": "0612345678"}, "FR").addresses == (Address("sms", "+33612345678"),)


def test_a_column_is_known_whatever_its_spelling() -> None:
    assert plain_name("Country / Region") == plain_name("country_region") == "countryregion"
