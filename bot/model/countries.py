"""Which country a phone number belongs to."""

from __future__ import annotations

from phonenumbers import NumberParseException, parse, region_code_for_number


def country_of(number: str) -> str | None:
    """Return the country of a number in E.164; None for a short code, a name, or a number of the whole world (+800)."""
    try:
        country = region_code_for_number(parse(number))
    except NumberParseException:
        return None
    return country if country is not None and country.isalpha() else None
