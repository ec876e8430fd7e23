"""What the webhooks of shop systems have in common: who it is about, and what is said, in our own words.

A reader turns one delivery into `Said`. It raises `Unusable` for what is no resource of its system; a single odd field
(a phone that is none) is left out, because an order without a phone is still an order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape
from typing import Any

import phonenumbers
from msgspec import Struct

from bot.model.address import Address
from bot.model.offer import Way
from bot.rules.order.order_news import amount

Body = Mapping[str, Any]


class Unusable(ValueError):
    """What is wrong with a delivery that no reader can use."""


class News(Struct, frozen=True, kw_only=True):
    """One thing that happened: the name of the event, its data, and when (UTC)."""

    name: str
    data: dict[str, Any]
    at: datetime | None = None


class Refusal(Struct, frozen=True, kw_only=True):
    """The customer wants no more marketing on a channel. `key` is the same however often it is told."""

    channel: str
    key: str
    source: str
    at: datetime | None = None


class Said(Struct, frozen=True, kw_only=True):
    """What a delivery says. `names` are addresses of the customer, the surest first; `order` is the shop's id of the
    order that it is about, which names them too. `product`: it is about the catalogue, and nobody's.
    """

    names: tuple[Address, ...] = ()
    order: str = ""
    facts: dict[str, Any] = {}
    language: str | None = None
    news: tuple[News, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    product: Body | None = None
    is_request: bool = False  # about the data of a customer, if there is one


NOTHING = Said()


def part(body: Body, name: str) -> Body:
    """Return an object inside another; an empty one where there is none."""
    found = body.get(name)
    return found if isinstance(found, Mapping) else {}


def parts(body: Body, name: str) -> Sequence[Body]:
    """Return the objects of a list inside another."""
    found = body.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def word(body: Body, *names: str) -> str:
    """Return the first of these that is a text or a number, as a text; empty where none is."""
    for name in names:
        value = body.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return unescape(str(value)).replace("\x00", "").strip()[:500]
    return ""


def instant(value: object) -> datetime | None:
    """Return a time in UTC; one without a zone is in UTC already."""
    if not isinstance(value, str) or not value:
        return None
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # the last evening of 9999, which some write for "never", is past our years
        return None


def money(*values: Any) -> str | None:
    """Return the first of these that is an amount, exact, as a text."""
    found = next((one for one in map(amount, values) if one is not None), None)
    return None if found is None else str(found)


def added(values: Sequence[Any]) -> str | None:
    """Return the sum of amounts, exact, as a text; None for none at all."""
    found = [one for one in map(amount, values) if one is not None]
    return str(sum(found, Decimal(0))) if found else None


def customer_names(id_: str, phones: Sequence[tuple[str, str]], emails: Sequence[str]) -> tuple[Address, ...]:
    """Return the addresses of a customer. `phones` are numbers as written, each with the country of its address."""
    found = [Address("shop", id_)] if id_ and id_ != "0" else []
    phone = next(filter(None, (_e164(number, country) for number, country in phones)), None)
    if phone:
        found.append(Address("sms", phone))
    email = next((one.lower() for one in emails if _is_email(one)), None)
    if email:
        found.append(Address("email", email))
    return tuple(found)


def _e164(number: str, country: str) -> str | None:
    """Return a number as E.164, read as in its address's country; None for what can be none."""
    try:
        parsed = phonenumbers.parse(number, country.upper() if len(country) == 2 else None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _is_email(text: str) -> bool:
    name, at, host = text.partition("@")
    return bool(name and at and "." in host and len(text) < 255 and not any(sign.isspace() for sign in text))


def postal(address: Body) -> str:
    """Return an address as one line."""
    street = ", ".join(filter(None, (word(address, "address1", "address_1"), word(address, "address2", "address_2"))))
    town = " ".join(filter(None, (word(address, "zip", "postcode"), word(address, "city"))))
    return ", ".join(filter(None, (word(address, "company"), street, town)))


def known(**values: Any) -> dict[str, Any]:
    """Return what is known of these."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def fulfilment_kind(*words: str) -> Way:
    """Return how an order reaches the customer, by what the shop calls it, in French or English."""
    said = " ".join(words).casefold()
    if any(one in said for one in ("relais", "relay", "pickup point", "pick-up point", "locker", "consigne")):
        return "relay"
    if any(one in said for one in ("pickup", "pick up", "pick-up", "retrait", "click", "magasin", "boutique")):
        return "click_and_collect"
    return "home"
