"""When marketing and care may be sent, country by country: the limits that ship with the program.

`usual` hours apply where a playbook says nothing; `outer` hours no playbook can widen. All are local to the customer,
in minutes past midnight. Days without hours and public holidays are silent for both purposes. Read 2026-11-21; the
sources and how strong they are stand beside each row. This is input to engineering, not legal advice; a store in
doubt narrows it in `policy.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from msgspec import Struct

READ_ON: Final = date(2026, 11, 21)

Hours = tuple[int, int]
Days = tuple[Hours | None, ...]
"""Monday to Sunday: the first and the last minute in which one may speak, or None."""


class Country(Struct, frozen=True, kw_only=True):
    """What a country allows. `zones` are its time zones: a customer of whom no more is known is spoken to only when
    it is a permitted hour in all of them. `code` and `part` find its public holidays."""

    usual: Days
    outer: Days
    zones: tuple[str, ...]
    code: str
    part: str | None = None
    source: str = ""


def _at(hour: str) -> int:
    hours, _, minutes = hour.partition(":")
    return int(hours) * 60 + int(minutes or 0)


def _days(weekdays: str, saturday: str | None, sunday: str | None = None) -> Days:
    def hours(text: str | None) -> Hours | None:
        if text is None:
            return None
        start, _, end = text.partition("-")
        return _at(start), _at(end)

    return (hours(weekdays),) * 5 + (hours(saturday), hours(sunday))


CARE_USUAL: Final = _days("9-20", "9-19")
"""Follow-ups on a purchase: working days too, a little longer than marketing (ours, kinder than the charter's
08-22).
"""

COURTESY: Final = _days("8-21", "8-21", "8-21")
"""Nudges in a conversation of the customer's own, a reminder or a planned pause: no law, good manners."""

_AF2M = "af2m Business Messaging charter, in force 2024-09-01: working days 08:00-22:00 but for functional messages"
_FR_USUAL = _days("10-19:30", "10-18")
_FR_OUTER = _days("8-22", "8-22")


def _france(zone: str, part: str | None = None) -> Country:
    return Country(usual=_FR_USUAL, outer=_FR_OUTER, zones=(zone,), code="FR", part=part, source=_AF2M)


_NO_STATUTE = "no statute on hours seen; conservative practice"
_NEAR_OUTER = _days("9-20", "9-20")


def _near(code: str, *zones: str, usual: str = "10-19", source: str = _NO_STATUTE) -> Country:
    return Country(usual=_days(usual, usual), outer=_NEAR_OUTER, zones=zones, code=code, source=source)


_PECR = "PECR r.22 on consent (direct messages on social media too); no statutory hours, conservative practice"
_BRITISH_OUTER = _days("8-21", "8-21")


def _british(code: str, zone: str) -> Country:
    return Country(usual=_days("10-19:30", "10-19:30"), outer=_BRITISH_OUTER, zones=(zone,), code=code, source=_PECR)


_US_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
)
_CA_ZONES = (
    "America/St_Johns",
    "America/Halifax",
    "America/Toronto",
    "America/Winnipeg",
    "America/Regina",
    "America/Edmonton",
    "America/Vancouver",
)

COUNTRIES: Final[Mapping[str, Country]] = {
    "FR": _france("Europe/Paris"),
    # Overseas: the customer's own zone and holidays (D.223-9 counts in the consumer's time zone).
    "GP": _france("America/Guadeloupe", "971"),
    "MQ": _france("America/Martinique", "972"),
    "GF": _france("America/Cayenne", "973"),
    "RE": _france("Indian/Reunion", "974"),
    "YT": _france("Indian/Mayotte", "976"),
    "BL": _france("America/St_Barthelemy", "BL"),
    "MF": _france("America/Marigot", "MF"),
    "PM": _france("America/Miquelon"),
    "NC": _france("Pacific/Noumea", "NC"),
    "PF": _france("Pacific/Tahiti", "PF"),
    "WF": _france("Pacific/Wallis", "WF"),
    "BE": _near("BE", "Europe/Brussels", usual="10-19:30"),
    "CH": _near("CH", "Europe/Zurich"),
    "LU": _near("LU", "Europe/Luxembourg"),
    "DE": _near("DE", "Europe/Berlin", source="UWG §7 on consent; hours are conservative practice"),
    "AT": _near("AT", "Europe/Vienna"),
    "ES": _near("ES", "Europe/Madrid", "Atlantic/Canary"),
    "IT": _near("IT", "Europe/Rome"),
    "PT": _near("PT", "Europe/Lisbon", "Atlantic/Azores"),
    "NL": _near("NL", "Europe/Amsterdam"),
    "GB": _british("GB", "Europe/London"),
    "IE": _british("IE", "Europe/Dublin"),
    # The state is not known: weekdays, in the hours that every state's rule and every zone allow.
    "US": Country(
        usual=_days("11-17", None),
        outer=_days("9-18", None),
        zones=_US_ZONES,
        code="US",
        source="TCPA 08-21 at the recipient's; the strictest states 09-18 on weekdays (vendor's table of state rules)",
    ),
    "CA": Country(
        usual=_days("10-19", "10-19"),
        outer=_NEAR_OUTER,
        zones=_CA_ZONES,
        code="CA",
        source="CASL on consent; hours are conservative practice",
    ),
}


def rules_of(country: str) -> Country:
    """Return a country's limits; for one that is not in the table the strictest that ship, and no zone of its own."""
    known = COUNTRIES.get(country)
    return known or Country(
        usual=_days("10-18", "10-18"), outer=_NEAR_OUTER, zones=(), code=country, source=_NO_STATUTE
    )
