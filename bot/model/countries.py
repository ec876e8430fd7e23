"""Which country a phone number belongs to."""

from __future__ import annotations

from phonenumbers import NumberParseException, parse, region_code_for_country_code, region_code_for_number


def country_of(number: str) -> str | None:
    """Return the country of a number in E.164; None for a short code, a name, or a number of the whole world (+800)."""
    try:
        country = region_code_for_number(parse(number))
    except NumberParseException:
        return None
    return country if country is not None and country.isalpha() else None


def billed_as(number: str) -> str | None:
    """Return the country at whose price an SMS to a number is billed: its own, else the first one of its dialling code
    (a number that nobody gives out is dialled there all the same); None where there is none.
    """
    own = country_of(number)
    if own is not None:
        return own
    try:
        first = region_code_for_country_code(parse(number).country_code or 0)
    except NumberParseException:
        return None
    return first if first.isalpha() and first != "ZZ" else None
