"""An address that has just been read back, set right in a few words: "c'est 21 pas 12", "18 rue Garibaldi"."""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.values.addresses import may_be_a_street, parts_of, without_a_lead
from bot.understanding.values.contacts import LOOKED_AT, postcodes_in

MOST_WORDS: Final = 8
"""Of a street; a longer text says more than that."""
_NUMBER: Final = re.compile(
    r"\b(?P<right>\d{1,4}(?: ?(?:bis|ter|quater))?) (?:et )?(?:pas|non pas|not|au lieu du|au lieu de|instead of)"
    r"(?: (?:le|du|the|numero|no))? (?P<wrong>\d{1,4}(?: ?(?:bis|ter|quater))?)\b"
)


def with_number(text: str, address: str) -> str | None:
    """Return the address with the house number that a text says instead of the one that it has; None for another."""
    found = _NUMBER.search(plain(text, LOOKED_AT))
    if found is None:
        return None
    wrong = re.compile(rf"(?<!\d){re.escape(found['wrong'])}(?!\d)", re.IGNORECASE)
    return wrong.sub(found["right"], address, count=1) if wrong.search(address) else None


def with_street(text: str, address: str, country: str) -> str | None:
    """Return the address with the street, and its number, that a text says without a town; None where it says none."""
    text = without_a_lead(text)
    there = parts_of(text, country)
    is_street = there.street and not there.place and may_be_a_street(text) and any(sign.isdigit() for sign in text)
    if not is_street or len(text.split()) > MOST_WORDS:
        return None
    code = next(iter(postcodes_in(address, country)), "")
    town = address[address.index(code) :] if code and code in address else address.rpartition(",")[2].strip()
    return f"{text.strip(' .!,')}, {town}"
