"""What SMS cost: the segments that left, by the country that they went to, at the prices that the policy knows
(`sms: { prices: { FR: … } }`).

Providers bill by country and change what they ask, so this is an estimate at today's prices. No price of ours stands in
for one that nobody wrote: segments without one are counted, and said to have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from babel import Locale
from msgspec import Struct
from starlette.requests import Request

from bot.model.staff import Staff
from bot.playbook.compiled import Playbook
from bot.playbook.sms_prices import SmsPrices
from bot.web.console.reports.dates import period_of
from bot.web.console.reports.sheets import Sheet
from bot.web.console.reports.spreadsheet import Lines, each
from bot.web.console.wording import amounts
from bot.web.console.words import language_of, marked, words
from bot.web.doors import Doors

DEFAULT_DAYS: Final = 30


class Country(Struct, frozen=True):
    """The segments of one country: what one costs and what all do, empty where no price is known."""

    name: str
    segments: str
    price: str
    cost: str


def cost_of(playbook: Playbook | None, sent: Mapping[str, int], language: str) -> dict[str, str]:
    """Return the segments of the SMS that left, what they cost (empty where no price is known) and at which prices."""
    prices, currency = _prices(playbook)
    priced = {country: price for country in sent if (price := prices.of(country)) is not None}
    cost = sum((sent[country] * price for country, price in priced.items()), Decimal())
    return {
        "segments": amounts.count(sum(sent.values()), language),
        "cost": amounts.money(cost, currency, language) if priced else "",
        "beside": _beside(prices, sent, priced, currency, language),
    }


def _beside(
    prices: SmsPrices, sent: Mapping[str, int], priced: Mapping[str, Decimal], currency: str, language: str
) -> str:
    say = words(language).gettext
    if not priced and (sent or (not prices.by_country and prices.other is None)):
        return say(marked("no price known; policy.yaml can say it under `sms`"))
    without = sum(segments for country, segments in sent.items() if country not in priced)
    if without:
        return say(marked("without %(count)s segments whose price nobody knows")) % {
            "count": amounts.count(without, language)
        }
    if len(different := set(priced.values())) == 1:
        at = amounts.money(different.pop(), currency, language, exact=True)
        return say(marked("at %(price)s a segment")) % {"price": at}
    return say(marked("at the price of each country")) if different else ""


def countries_of(playbook: Playbook | None, sent: Mapping[str, int], language: str) -> list[Country]:
    """Return the countries that SMS went to, the most first."""
    prices, currency = _prices(playbook)
    rows = []
    for country, segments in sorted(sent.items(), key=lambda item: (-item[1], item[0])):
        price = prices.of(country)
        rows.append(
            Country(
                _name(country, language),
                amounts.count(segments, language),
                amounts.money(price, currency, language, exact=True) if price is not None else "",
                amounts.money(segments * price, currency, language) if price is not None else "",
            )
        )
    return rows


def _prices(playbook: Playbook | None) -> tuple[SmsPrices, str]:
    if playbook is None:
        return SmsPrices(), ""
    return playbook.policy.sms, playbook.policy.sms.currency or playbook.store.currency


def _name(country: str, language: str) -> str:
    say = words(language).gettext
    return Locale(language).territories.get(country, country) if country else say(marked("Country not known"))


async def _lines(request: Request) -> Lines:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    period, language = period_of(request, DEFAULT_DAYS), language_of(request)
    sent = await doors.store.sms_days.by_country(period.first, period.last, staff.points_of_sale)
    prices, currency = _prices(doors.playbook())

    def row(country: str, segments: int) -> list[str | int]:
        price = prices.of(country)
        if price is None:
            return [country, _name(country, language), segments, "", "", ""]
        return [country, _name(country, language), segments, str(price), str(segments * price), currency]

    return each(row(*one) for one in sorted(sent.items(), key=lambda item: (-item[1], item[0])))


SHEET: Final = Sheet(
    title=marked("SMS by country"),
    headings=(
        marked("Country code"),
        marked("Country"),
        marked("SMS segments"),
        marked("Price of a segment"),
        marked("Cost"),
        marked("Currency"),
    ),
    lines=_lines,
)
