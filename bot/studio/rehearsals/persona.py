"""Who talks in a rehearsal, and under which address."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Final, Literal

import phonenumbers
from msgspec import Struct, field

from bot.model.address import Address, Channel
from bot.model.message import Value

#: Channels whose choices are buttons; elsewhere a choice is typed.
WITH_BUTTONS: Final[frozenset[Channel]] = frozenset({"telegram", "web"})


class Persona(Struct, frozen=True, kw_only=True):
    """Who is talking. `consent` holds on their channel; `facts` are known of them beforehand."""

    channel: Channel = "telegram"
    first_name: str | None = None
    language: str | None = None
    consent: tuple[Literal["care", "marketing"], ...] = ()
    facts: Mapping[str, Value] = field(default_factory=dict)

    @property
    def known(self) -> dict[str, Value]:
        """All facts, the first name among them."""
        return {**self.facts, "first_name": self.first_name} if self.first_name else dict(self.facts)


def address_of(persona: Persona, country: str) -> Address:
    """Return the address of a persona; a phone number is the one that `country` keeps for examples."""
    match persona.channel:
        case "telegram":
            return Address("telegram", "100200300")
        case "web":
            return Address("web", name_id("visitor"))
        case phone:
            return Address(phone, _phone(country))


def name_id(name: str) -> str:
    """Return 32 hex digits that are always the same for a name."""
    return blake2b(name.encode(), digest_size=16).hexdigest()


def _phone(country: str) -> str:
    example = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    return phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164) if example else "+33612345678"
