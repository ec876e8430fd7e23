"""Which SMS are not sent because they may be somebody's way to make money of ours.

SMS pumping: numbers of premium or far-away carriers are fed to a form or a bot, which writes to them; the carrier
shares what we pay. Three limits hold it, for every purpose: SMS go to the countries that the store serves and no
others, to one number only so many a day, and to all numbers of one country only so many. (Reliability, sections 2
"Geo/fraud" and 7, E11.)
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from bot.model.address import Address
from bot.model.countries import country_of

#: Parts of France whose numbers have a code of their own; a customer in La Réunion is in France. Not New Caledonia,
#: French Polynesia, Wallis and Futuna: other operators, several times the price, and usual targets of this fraud.
_OVERSEAS: Final = {"FR": frozenset({"GP", "MQ", "GF", "RE", "YT", "BL", "MF", "PM"})}
COUNTRY: Final = "SMS country"
DAILY_CAP: Final = "SMS daily cap"
COUNTRY_CAP: Final = "SMS country daily cap"


def pumping(
    address: Address,
    countries: Collection[str] | None,
    *,
    sent_today: int,
    cap: int,
    sent_to_country: int,
    country_cap: int,
) -> tuple[str, str] | None:
    """Return why an SMS is not sent, in words and as a rule; None where it may be, or is no SMS.

    `countries` are ISO 3166 codes, None for any; `cap` is for one number within a day, `country_cap` for all numbers of
    its country.
    """
    if address.channel != "sms":
        return None
    country = country_of(address.id)
    if countries is not None and country not in countries:
        words = f"no SMS to {country or 'a number of no country'}: SMS_COUNTRIES names where they go"
        return words, COUNTRY
    if sent_today >= cap:
        return f"{sent_today} SMS to this number within a day; SMS_DAILY_CAP is {cap}", DAILY_CAP
    if sent_to_country >= country_cap:
        words = f"{sent_to_country} SMS to {country or 'numbers of no country'} within a day"
        return f"{words}; SMS_COUNTRY_DAILY_CAP is {country_cap}", COUNTRY_CAP
    return None


def with_overseas(countries: Collection[str] | None) -> frozenset[str] | None:
    """Return the countries with the parts of them that have codes of their own; None, any, stays any."""
    if countries is None:
        return None
    return frozenset(countries).union(*(_OVERSEAS.get(country, ()) for country in countries))
