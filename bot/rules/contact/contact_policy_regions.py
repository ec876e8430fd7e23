"""The parts of a country that differ from the whole: holidays of their own, hours of their own, a zone of their own.

A part is named by its ISO 3166-2 code without the country ("57", "BY", "TX", "QC"), as the tables of `holidays` name
it. Where it is not known, the country's row holds, which is the stricter one where hours differ (the United States).
Read 2026-11-21. Sources: hours of American states, a vendor's table of state rules (Florida: statute 501.059); French
departments from the postcode; Canadian provinces from the postcode's first letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from bot.rules.calendar.holiday_tables import table_of
from bot.rules.contact.contact_policy_countries import COUNTRIES, Country, Days, days_of, narrowed, rules_of

#: French overseas parts are countries of their own here: their zones, holidays and postcodes are.
_OVERSEAS: Final[Mapping[str, str]] = {
    "971": "GP",
    "972": "MQ",
    "973": "GF",
    "974": "RE",
    "975": "PM",
    "976": "YT",
    "977": "BL",
    "978": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
_ALSACE: Final = ("67", "68")
_CANADIAN_POST: Final[Mapping[str, str]] = {
    letter: province
    for province, letters in {
        "NL": "A",
        "NS": "B",
        "PE": "C",
        "NB": "E",
        "QC": "GHJ",
        "ON": "KLMNP",
        "MB": "R",
        "SK": "S",
        "AB": "T",
        "BC": "V",
        "YT": "Y",
    }.items()
    for letter in letters
}
#: Hours that a state's own law sets; elsewhere the federal 08-21 holds. Sundays are silent for us everywhere.
_STATE_HOURS: Final[Mapping[str, Days]] = {
    **dict.fromkeys(("FL", "MD", "MS", "NJ", "OK"), days_of("8-20", "8-20")),
    "CT": days_of("9-20", "9-20"),
    "RI": days_of("9-18", "10-17"),
    "TX": days_of("9-21", "9-21"),
}
_FEDERAL: Final = days_of("8-21", "8-21")
_STATE_USUAL: Final = days_of("9-20", "9-20")


def _zones(text: str) -> dict[str, tuple[str, ...]]:
    """Return the zones of each part, from lines of "zones: parts"."""
    found: dict[str, tuple[str, ...]] = {}
    for line in text.strip().splitlines():
        zones, _, parts = line.strip().partition(": ")
        found |= dict.fromkeys(parts.split(), tuple(zones.split()))
    return found


_ZONES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "US": _zones(
        """
        America/New_York: CT DE DC GA ME MD MA NH NJ NY NC OH PA RI SC VT VA WV
        America/New_York America/Chicago: FL IN KY MI TN
        America/Chicago: AL AR IL IA LA MN MS MO OK WI
        America/Chicago America/Denver: KS NE ND SD TX
        America/Denver: CO MT NM UT WY
        America/Phoenix America/Denver: AZ
        America/Denver America/Los_Angeles: ID NV OR
        America/Los_Angeles: CA WA
        America/Anchorage America/Adak: AK
        Pacific/Honolulu: HI
        America/Puerto_Rico: PR VI
        """
    ),
    "CA": _zones(
        """
        America/St_Johns America/Halifax: NL
        America/Halifax: NS NB PE
        America/Toronto America/Halifax: QC
        America/Toronto America/Winnipeg: ON
        America/Winnipeg: MB
        America/Regina America/Edmonton: SK
        America/Edmonton: AB NT
        America/Vancouver America/Edmonton: BC
        America/Whitehorse: YT
        """
    ),
    "ES": {"CN": ("Atlantic/Canary",)},
    "PT": {"20": ("Atlantic/Azores",), "30": ("Atlantic/Madeira",)},
}


def region_of(country: str, name: str) -> str | None:
    """Return the code of a part of a country from its code or name ("US-TX", "Bavaria"); None for what is none."""
    said = name.strip().removeprefix(f"{country}-").casefold()
    if country == "FR" and said in _OVERSEAS:
        return said
    return _named(country).get(said)


@lru_cache(maxsize=64)
def _named(country: str) -> Mapping[str, str]:
    try:
        table = table_of(country)
    except NotImplementedError:  # how the library says that it does not know the country
        return {}
    names = {code.casefold(): code for code in table.subdivisions}
    return names | {alias.casefold(): code for alias, code in table.subdivisions_aliases.items()}


def region_of_postcode(country: str, postcode: str) -> str | None:
    """Return the part of a country that a postcode tells, where it tells one that matters here."""
    said = "".join(postcode.split()).upper()
    if country == "FR" and len(said) == 5 and said.isdecimal():
        if said[:2] in _ALSACE:
            return "6AE"
        return said[:3] if said[:3] in _OVERSEAS else "57" if said[:2] == "57" else None
    return _CANADIAN_POST.get(said[:1]) if country == "CA" and len(said) in (3, 6) else None


@lru_cache(maxsize=256)
def rules_for(country: str, region: str | None) -> Country:
    """Return the limits where a customer lives: the country's row, or what its part makes of it."""
    whole = rules_of(country)
    if region is None or country not in COUNTRIES:
        return whole
    if country == "FR" and region in _OVERSEAS:
        return COUNTRIES[_OVERSEAS[region]]
    here = replace(whole, part=region, zones=_ZONES.get(country, {}).get(region, whole.zones))
    if country != "US":
        return here
    outer = _STATE_HOURS.get(region, _FEDERAL)
    return replace(here, usual=narrowed(_STATE_USUAL, outer), outer=outer, clock=None)
