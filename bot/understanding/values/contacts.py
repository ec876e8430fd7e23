"""Phone numbers, e-mail addresses, postcodes."""

from __future__ import annotations

import re

import phonenumbers

from bot.rules.texts.plain_text import plain
from bot.understanding.replies.outcome import NotAnAnswer, Reply, Unclear, Understood

LOOKED_AT = 300  # characters

_EMAIL = re.compile(r"[a-z0-9._%+'-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}", re.IGNORECASE)
_SPOKEN_AT = re.compile(
    r" ?(?:\barobase\b|\barrobase\b|\barobas\b|\(at\)|\[at\]| at (?=\S+ ?(?:\.|point|dot))) ?", re.IGNORECASE
)
_SPOKEN_DOT = re.compile(r" (?:point|dot) ", re.IGNORECASE)

#: Postcodes by country, over upper case without dashes and points; groups are joined as the post writes them.
_POSTCODES: dict[str, tuple[str, str]] = {
    "FR": (r"(?:F ?)?(0[1-9]|[1-8]\d|9[0-8]) ?(\d{3})", "{0}{1}"),
    "MC": (r"(98) ?(000)", "{0}{1}"),
    "BE": (r"(?:B ?)?([1-9]\d{3})", "{0}"),
    "LU": (r"(?:L ?)?(\d{4})", "{0}"),
    "CH": (r"(?:CH ?)?([1-9]\d{3})", "{0}"),
    "AT": (r"(?:A ?)?([1-9]\d{3})", "{0}"),
    "DE": (r"(?:D ?)?(\d{2}) ?(\d{3})", "{0}{1}"),
    "ES": (r"(0[1-9]|[1-4]\d|5[0-2]) ?(\d{3})", "{0}{1}"),
    "IT": (r"(\d{2}) ?(\d{3})", "{0}{1}"),
    "NL": (r"([1-9]\d{3}) ?([A-Z]{2})", "{0} {1}"),
    "PT": (r"([1-9]\d{3}) ?(\d{3})", "{0}-{1}"),
    "GB": (r"([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})", "{0} {1}"),
    "IE": (r"([A-Z]\d[\dW]) ?([A-Z\d]{4})", "{0} {1}"),
    "US": (r"(\d{5})(?: ?(\d{4}))?", "{0}"),
    "CA": (r"([A-Z]\d[A-Z]) ?(\d[A-Z]\d)", "{0} {1}"),
}
#: Overseas departments and collectivities write French postcodes.
_FRENCH_POST = frozenset({"GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC"})


def read_phone(text: str, country: str) -> Reply:
    """Return the number in E.164, read as one of `country` (ISO 3166) where it has no prefix of its own."""
    text = text[:LOOKED_AT]
    found = {
        phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        for match in phonenumbers.PhoneNumberMatcher(text, country)
    }
    if len(found) == 1:
        return Understood(found.pop())
    if found:
        return Unclear()
    return Unclear(reason="impossible") if sum(map(str.isdigit, text)) >= 6 else NotAnAnswer()


def read_email(text: str) -> Reply:
    """Return the address, in lower case; "lea arobase exemple point fr" is one too."""
    text = text[:LOOKED_AT]
    found = {match.strip(".'-").lower() for match in _EMAIL.findall(text)} or {
        match.lower() for match in _EMAIL.findall(_spelled(text))
    }
    if len(found) == 1:
        return Understood(found.pop())
    if found:
        return Unclear()
    return Unclear(reason="impossible") if "@" in text else NotAnAnswer()


def _spelled(text: str) -> str:
    return _SPOKEN_DOT.sub(".", _SPOKEN_AT.sub("@", text))


def writes_postcodes(country: str) -> bool:
    """Return whether it is known how a country writes its postcodes."""
    return country in _POSTCODES or country in _FRENCH_POST


def postcodes_in(text: str, country: str) -> set[str]:
    """Return the postcodes in a text as the country's post writes them; of a country we do not know, what looks like
    one.
    """
    said = plain(text, LOOKED_AT).upper()
    pattern, written = _POSTCODES.get(
        "FR" if country in _FRENCH_POST else country, (r"([A-Z\d]*\d[A-Z\d ]{1,8})", "{0}")
    )
    return {
        written.format(*(group or "" for group in match.groups()))
        for match in re.finditer(rf"(?<![A-Z\d]){pattern}(?![A-Z\d])", said)
    }


def read_postcode(text: str, country: str) -> Reply:
    """Return the postcode as the country's post writes it; a country we do not know gets what looks like one."""
    said = plain(text, LOOKED_AT).upper()
    found = postcodes_in(text, country)
    if len(found) == 1:
        return Understood(found.pop().strip(), 1.0 if said.count(" ") <= 2 else 0.9)
    if found:
        return Unclear()
    return Unclear(reason="impossible") if any(map(str.isdigit, said)) and said.count(" ") <= 3 else NotAnAnswer()
