"""Whose address is it? One number is one person by SMS and by WhatsApp; everything else is a person by itself."""

from __future__ import annotations

from hashlib import blake2b

from bot.model.address import Address


def identity_of(address: Address) -> str:
    """Return what two addresses of one person have in common: `phone:+33…`, `telegram:42`."""
    family = "phone" if address.channel in ("sms", "whatsapp") else address.channel
    return f"{family}:{address.id}"


def customer_id_of(address: Address) -> str:
    """Return the id of a customer who is first met at this address: 32 hex digits, the same on every machine."""
    return blake2b(f"customer {identity_of(address)}".encode(), digest_size=16).hexdigest()
