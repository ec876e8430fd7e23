"""When marketing and care may be sent, country by country: the limits that ship with the program.

`usual` hours apply where a playbook says nothing; `outer` hours no playbook can widen. All are local to the customer,
in minutes past midnight. Days without hours and public holidays are silent for both purposes. Read 2026-11-21; the
sources and how strong they are stand beside each row. This is input to engineering, not legal advice; a store in
doubt narrows it in `policy.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from msgspec import Struct

Hours = tuple[int, int]
Days = tuple[Hours | None, ...]
"""Monday to Sunday: the first and the last minute in which one may speak, or None."""


#: Years from which a child consents alone in a country that has set no other age: article 8(1) GDPR. Where a country
#: has set a lower one than France's 15 (article 45 of its data protection act), ours stays 15. Ireland (Data Protection
#: Act 2018, s. 31), Luxembourg (law of 1 August 2018), Germany and the Netherlands have 16: Bird & Bird's GDPR tracker,
#: "Children online", and Cullen International, 2018-10-11, read 2026-11-26; not read in the acts themselves. In doubt
#: it is 16, which the regulation gives where nothing else is said.
OF_AGE_ELSEWHERE: Final = 16


class Country(Struct, frozen=True, kw_only=True):
    """What a country allows. `zones` are its time zones: a customer of whom no more is known is spoken to only when
    it is a permitted hour in all of them. `code` and `part` find its public holidays. `clock`: marketing also keeps
    these hours of one zone, whatever the customer's own. `double_opt_in`: an agreement counts once it has been
    confirmed. `soft_opt_in`: who has bought may be told of analogous products until they
    object, for `soft_for` at most. `of_age`: from how many years on somebody may be advertised to."""

    usual: Days
    outer: Days
    zones: tuple[str, ...]
    code: str
    part: str | None = None
    clock: tuple[str, Hours] | None = None
    double_opt_in: bool = False
    soft_opt_in: bool = True
    soft_for: timedelta | None = None
    of_age: int = 15
    source: str = ""


def _at(hour: str) -> int:
    hours, _, minutes = hour.partition(":")
    return int(hours) * 60 + int(minutes or 0)


def days_of(weekdays: str, saturday: str | None, sunday: str | None = None) -> Days:
    """Return a week's hours from "10-19:30", None for a silent day."""

    def hours(text: str | None) -> Hours | None:
        if text is None:
            return None
        start, _, end = text.partition("-")
        return _at(start), _at(end)

    return (hours(weekdays),) * 5 + (hours(saturday), hours(sunday))


def narrowed(days: Days, outer: Days) -> Days:
    """Return what two tables of hours both allow."""
    return tuple(
        (max(one[0], other[0]), min(one[1], other[1])) if one and other else None
        for one, other in zip(days, outer, strict=True)
    )


CARE_USUAL: Final = days_of("9-20", "9-19")
"""Follow-ups on a purchase: working days too, a little longer than marketing (ours, kinder than the charter's
08-22).
"""

COURTESY: Final = days_of("8-21", "8-21", "8-21")
"""Nudges in a conversation of the customer's own, a reminder or a planned pause: no law, good manners."""

_AF2M = "af2m Business Messaging charter, in force 2024-09-01: working days 08:00-22:00 but for functional messages"
_FR_USUAL = days_of("10-19:30", "10-18")
_FR_OUTER = days_of("8-22", "8-22")


def _france(zone: str, part: str | None = None) -> Country:
    return Country(usual=_FR_USUAL, outer=_FR_OUTER, zones=(zone,), code="FR", part=part, source=_AF2M)


_NO_STATUTE = "no statute on hours seen; conservative practice"
_NEAR_OUTER = days_of("9-20", "9-20")


def _near(
    code: str, *zones: str, usual: str = "10-19", source: str = _NO_STATUTE, double: bool = False, age: int = 15
) -> Country:
    return Country(
        usual=days_of(usual, usual),
        outer=_NEAR_OUTER,
        zones=zones,
        code=code,
        source=source,
        double_opt_in=double,
        of_age=age,
    )


_UWG = "UWG §7 on consent, double opt-in its proof; hours are conservative practice"
_PECR = "PECR r.22 on consent (direct messages on social media too); no statutory hours, conservative practice"
_BRITISH_OUTER = days_of("8-21", "8-21")


def _british(code: str, zone: str, age: int = 15) -> Country:
    usual = days_of("10-19:30", "10-19:30")
    return Country(usual=usual, outer=_BRITISH_OUTER, zones=(zone,), code=code, source=_PECR, of_age=age)


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
    "PM": _france("America/Miquelon", "PM"),
    "NC": _france("Pacific/Noumea", "NC"),
    "PF": _france("Pacific/Tahiti", "PF"),
    "WF": _france("Pacific/Wallis", "WF"),
    "BE": _near("BE", "Europe/Brussels", usual="10-19:30"),
    "CH": _near("CH", "Europe/Zurich"),
    "LU": _near("LU", "Europe/Luxembourg", age=OF_AGE_ELSEWHERE),
    # Double opt-in is the courts' standard of proof (UWG §7); hours are conservative practice.
    "DE": _near("DE", "Europe/Berlin", source=_UWG, double=True, age=OF_AGE_ELSEWHERE),
    "AT": _near("AT", "Europe/Vienna", source=_UWG, double=True),
    "ES": _near("ES", "Europe/Madrid", "Atlantic/Canary"),
    "IT": _near("IT", "Europe/Rome"),
    "PT": _near("PT", "Europe/Lisbon", "Atlantic/Azores"),
    "NL": _near("NL", "Europe/Amsterdam", age=OF_AGE_ELSEWHERE),
    "GB": _british("GB", "Europe/London"),
    "IE": _british("IE", "Europe/Dublin", OF_AGE_ELSEWHERE),
    # The state is not known: weekdays, 13 to 17 in the East, which is within the strictest state's hours in every
    # mainland zone, and never before 8 in any.
    "US": Country(
        usual=days_of("8-18", None),
        outer=days_of("8-18", None),
        zones=_US_ZONES,
        code="US",
        clock=("America/New_York", (13 * 60, 17 * 60)),
        soft_opt_in=False,
        source="TCPA 08-21 at the recipient's; the strictest states 09-18 on weekdays (vendor's table of state rules)",
    ),
    "CA": Country(
        usual=days_of("10-19", "10-19"),
        outer=_NEAR_OUTER,
        zones=_CA_ZONES,
        code="CA",
        soft_for=timedelta(days=730),
        source="CASL on consent; hours are conservative practice",
    ),
}


def rules_of(country: str) -> Country:
    """Return a country's limits; for one that is not in the table the strictest that ship, and no zone of its own."""
    known = COUNTRIES.get(country)
    return known or Country(
        usual=days_of("10-18", "10-18"),
        outer=_NEAR_OUTER,
        zones=(),
        code=country,
        soft_opt_in=False,
        of_age=OF_AGE_ELSEWHERE,
        source=_NO_STATUTE,
    )
