"""A number that may have passed to somebody else: operators give it anew once it has been silent for long enough.

The signs are a name that is another one, another account on the same number, and a long silence. Each is a doubt, none
a proof: who is in doubt is not taken for the one who was known.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from typing import Final

from bot.model.customer import Customer, KnownAddress

#: Since the customer's own last word; after that a number may have another owner.
SILENCE: Final = timedelta(days=548)  # 18 months


def doubt(known: Customer, comes: Customer, at: datetime) -> str | None:
    """Return why `known`, who had a number, may not be the one who `comes` with it: a word for the ledger, or None."""
    accounts = [
        {one.address.id for one in side.addresses if one.address.channel == "telegram"} for side in (known, comes)
    ]
    if all(accounts) and not accounts[0] & accounts[1]:
        return "another account"
    if known.last_in is not None and at - known.last_in > SILENCE:
        return "a long silence"
    return "another name" if is_another_name(known.facts.get("first_name"), comes.facts.get("first_name")) else None


def has_passed_on(known: KnownAddress, name: str, first_name: object, at: datetime) -> str | None:
    """Return why whoever writes on a known phone, as `name`, may be somebody else. `first_name` is what the shop calls
    its owner, where nobody has ever written there.
    """
    if known.last_in is not None and at - known.last_in > SILENCE:
        return "a long silence"
    return "another name" if name and is_another_name(known.name or first_name, name) else None


def is_another_name(one: object, other: object) -> bool:
    """Tell whether two first names differ, whatever their accents and case; where one is missing nothing is told."""
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    first, second = _plain(one), _plain(other)
    return bool(first and second) and not (first.startswith(second) or second.startswith(first))


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalpha())
