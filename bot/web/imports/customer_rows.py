"""A line of a list of customers, as its export or another system writes it, and the events that it comes to.

Columns are known by their names, whatever their case and punctuation: our own, Shopify's customer export, WooCommerce's
(its analytics export, and the columns that its customer exporters share). Anything else in a line is left out. A line
brings a consent only with its whole proof (the words shown, where, when); a bare "yes" is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import phonenumbers
from msgspec import Struct, json
from pydantic import ValidationError

from bot.channels.event_ids import event_id
from bot.model.address import Address
from bot.model.events import ConsentGiven, CustomerImported
from bot.web.imports.tables import plain_name
from bot.web.problems import is_ahead
from bot.web.shop.shop_events import CustomerName

COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "id": frozenset({"id", "customerid", "shopid", "userid"}),
    "phone": frozenset({"phone", "billingphone", "mobile", "telephone"}),
    "phone_at_home": frozenset({"defaultaddressphone"}),
    "email": frozenset({"email", "useremail", "billingemail", "customeremail"}),
    "telegram_id": frozenset({"telegramid", "telegram"}),
    "name": frozenset({"name", "displayname", "fullname"}),
    "first_name": frozenset({"firstname", "billingfirstname", "prenom"}),
    "last_name": frozenset({"lastname", "billinglastname", "nom"}),
    "city": frozenset({"city", "billingcity", "defaultaddresscity", "ville"}),
    "postcode": frozenset({"postalcode", "postcode", "zip", "billingpostcode", "defaultaddresszip"}),
    "country": frozenset({"country", "countrycode", "countryregion", "billingcountry", "defaultaddresscountrycode"}),
    "language": frozenset({"language", "locale", "langue"}),
    "orders_count": frozenset({"orders", "totalorders", "orderscount", "ordercount"}),
    "total_spent": frozenset({"totalspent", "totalspend"}),
    "tags": frozenset({"tags"}),
    "consent_purpose": frozenset({"consentpurpose"}),
    "consent_channel": frozenset({"consentchannel"}),
    "consent_wording": frozenset({"consentwording"}),
    "consent_source": frozenset({"consentsource"}),
    "consent_at": frozenset({"consentat"}),
    "consent_evidence": frozenset({"consentevidence"}),
    "bare_yes": frozenset({"acceptsmarketing", "acceptsemailmarketing", "acceptssmsmarketing", "consent", "optin"}),
}
_NO_SUCH: Final = {"email": "e-mail address", "phone": "telephone number", "telegram_id": "Telegram id"}
FACTS: Final = ("first_name", "last_name", "city", "postcode", "country", "orders_count", "total_spent", "tags")
NUMBERS: Final = frozenset({"orders_count", "total_spent"})
LONGEST: Final = 500  # characters of a value
_YES: Final = frozenset({"yes", "true", "1", "oui", "y", "subscribed"})
_PROOF: Final = ("consent_wording", "consent_source", "consent_at")


class BadLine(ValueError):
    """What is wrong with a line, in words for whoever has the file."""


class CustomerRow(Struct, frozen=True, kw_only=True):
    """`without_proof`: it says yes to something, and does not prove it."""

    addresses: tuple[Address, ...]
    imported: CustomerImported
    consent: ConsentGiven | None
    without_proof: bool


def read_row(row: Mapping[str, Any], region: str | None, now: datetime) -> CustomerRow:
    """Return what a line says. `region` is the country (FR) of numbers without one. Raises `BadLine`, also for
    a consent of more than a day after `now`.
    """
    said = _said(row)
    name = _name(said, region)
    facts: dict[str, Any] = {key: _fact(key, said[key]) for key in FACTS if key in said}
    if "first_name" not in facts and "name" in said:
        facts["first_name"] = said["name"].split()[0]
    language = said.get("language", "")[:2].casefold() or None
    key = event_id("import", json.encode(sorted(said.items())).decode())
    imported = CustomerImported(id=key, facts=facts, addresses=name.addresses, language=language)
    consent = _consent(said, key, now)
    yes = any(value.casefold() in _YES for column, value in _texts(row) if plain_name(column) in COLUMNS["bare_yes"])
    return CustomerRow(
        addresses=name.addresses, imported=imported, consent=consent, without_proof=yes and consent is None
    )


def _texts(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Spreadsheets put a quote before a number that is text."""
    return [
        (column, text)
        for column, value in row.items()
        if isinstance(value, str | int | float)
        if (text := str(value).strip().lstrip("'").strip()[:LONGEST])
    ]


def _said(row: Mapping[str, Any]) -> dict[str, str]:
    said: dict[str, str] = {}
    for column, text in _texts(row):
        name = next((name for name, columns in COLUMNS.items() if plain_name(column) in columns), None)
        if name is not None:
            said.setdefault(name, text)
    return said


def _fact(name: str, text: str) -> Any:
    if name not in NUMBERS:
        return text
    try:
        number = float(text.replace("\u202f", "").replace(" ", "").replace(",", "."))
    except ValueError:
        raise BadLine(f"{name} {text!r} is no number") from None
    return int(number) if number.is_integer() else number


def _name(said: Mapping[str, str], region: str | None) -> CustomerName:
    names: dict[str, Any] = {key: said[key] for key in ("id", "email", "telegram_id") if key in said}
    phone = said.get("phone") or said.get("phone_at_home")
    if phone is not None:
        names["phone"] = _phone(phone, said.get("country") or region)
    try:
        return CustomerName(**names)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        if not names:
            raise BadLine("names nobody: it has no id, phone, email or telegram_id") from None
        where = ".".join(str(step) for step in fault["loc"]) or "customer"
        if where in _NO_SUCH:
            raise BadLine(f"{where} {names[where]!r} is no {_NO_SUCH[where]}") from None
        raise BadLine(f"{where}: {fault['msg'][0].lower()}{fault['msg'][1:]}") from None


def _phone(text: str, country: str | None) -> str:
    region = country.upper() if country and len(country) == 2 else None
    try:
        parsed = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise BadLine(f"phone {text!r}: write it with its country, as +33612345678, or add --country") from None
    if not phonenumbers.is_possible_number(parsed):
        raise BadLine(f"phone {text!r} is no telephone number")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _consent(said: Mapping[str, str], key: str, now: datetime) -> ConsentGiven | None:
    if not all(name in said for name in _PROOF):
        return None
    purpose, channel = said.get("consent_purpose", "marketing"), said.get("consent_channel", "all")
    if purpose not in ("care", "marketing"):
        raise BadLine(f"consent_purpose {purpose!r}: marketing or care")
    if channel not in ("telegram", "sms", "whatsapp", "web", "all"):
        raise BadLine(f"consent_channel {channel!r}: telegram, sms, whatsapp, web or all")
    try:
        at = datetime.fromisoformat(said["consent_at"])
    except ValueError:
        raise BadLine(f"consent_at {said['consent_at']!r}: write it as 2025-03-01T14:30:00+01:00") from None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    if is_ahead(at, now):
        raise BadLine(f"consent_at of {at:%Y-%m-%d} lies more than a day ahead")
    return ConsentGiven(
        id=event_id("import", key, "consent"),
        happened_at=at,
        purpose=purpose,  # type: ignore[arg-type] # one of the two
        channel=channel,
        wording=said["consent_wording"],
        source=f"import: {said['consent_source']}",
        evidence=said.get("consent_evidence", ""),
    )
