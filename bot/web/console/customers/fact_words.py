"""The facts on a customer as a person would say them: under the name that the shop gave them, in the reader's language.

What the shop declares (`customer_facts` of its `store.yaml`) goes first, in its order; what nobody has named stands
under its own name. An offer is called what it is called today, one that is no more by its id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from babel.dates import format_date
from msgspec import Struct

from bot.engine.offers.comparisons import ids_in
from bot.engine.offers.recommendations import COMPLEMENTED, RECOMMENDED, REFUSED
from bot.engine.renewal.purchases import PROPOSED
from bot.model.message import Value
from bot.playbook.compiled import Playbook
from bot.rules.calendar.first_of_month import as_said
from bot.rules.offers.comparison import PRICE
from bot.web.console.threads.thread_items import written
from bot.web.console.wording.amounts import money, number
from bot.web.console.wording.customer_words import fact_name
from bot.web.console.wording.sold_words import sold_words
from bot.web.console.words import marked, words
from bot.web.doors import Doors

COMPARED: Final = "last_comparison"
#: Facts that hold offers by their ids, and those that are an offer with the day it was named.
_OFFERS: Final = frozenset({PROPOSED, REFUSED, COMPLEMENTED})
_ADVICE: Final = frozenset({RECOMMENDED, COMPARED})
_MATTERS: Final = "matters"
_DAYS: Final = frozenset({"birthday"})
_NOTHING: Final[tuple[Value, ...]] = (None, "", [], {})


class Fact(Struct, frozen=True):
    """A fact by its own name, what it is called, and what it says."""

    id: str
    name: str
    value: str


async def facts_in_words(doors: Doors, facts: Mapping[str, Value], language: str) -> list[Fact]:
    """Return what is known, those facts that the shop has named first."""
    playbook = doors.playbook()
    known = {name: value for name, value in facts.items() if value not in _NOTHING}
    saying = _Saying(playbook, await _offers(doors, playbook, known, language), language, doors.clock().year)
    order = {name: place for place, name in enumerate(playbook.facts if playbook is not None else ())}
    told = [Fact(name, saying.name(name), saying.value(name, value)) for name, value in known.items()]
    return sorted(told, key=lambda fact: order.get(fact.id, len(order)))


async def _offers(doors: Doors, playbook: Playbook | None, facts: Mapping[str, Value], language: str) -> dict[str, str]:
    """Return the names of the offers that facts speak of, in the reader's language."""
    declared = playbook.facts if playbook is not None else {}
    theirs = {name for name, fact in declared.items() if fact.shown_as == "offer"} | _OFFERS | _ADVICE
    ids = {one for name, value in facts.items() if name in theirs for one in _ids(value)}
    sold = await sold_words(doors, ids, language)
    return {one: sold.name(one) for one in sold.offers}


def _ids(value: Value) -> list[str]:
    """Return the offers that a fact names: of advice those that were looked at, of a text what its semicolons part."""
    found = ids_in(value.get("offers")) if isinstance(value, dict) else ids_in(value)
    return [part.strip() for one in found for part in one.split(";") if part.strip()]


class _Saying:
    def __init__(self, playbook: Playbook | None, offers: Mapping[str, str], language: str, year: int) -> None:
        self._year = year
        self._playbook = playbook
        self._offers = offers
        self._language = language
        self._say = words(language).gettext

    def name(self, fact: str) -> str:
        declared = self._playbook.facts.get(fact) if self._playbook is not None else None
        if declared is not None and declared.name is not None:
            return declared.name.render({}, self._language)
        return fact_name(fact, self._language)

    def value(self, fact: str, value: Value) -> str:
        label = self._label(fact, value)
        if label is not None:
            return label
        if isinstance(value, bool):
            return self._say(marked("yes")) if value else self._say(marked("no"))
        if fact in _ADVICE and isinstance(value, dict):
            return self._advice(fact, value)
        if fact in _OFFERS or self._shown_as(fact) == "offer":
            return self._listed([self._offers.get(one, one) for one in _ids(value)])
        if fact == _MATTERS:
            return self._listed([self._criterion(one) for one in ids_in(value)])
        return self._plain(self._shown_as(fact), value)

    def _label(self, fact: str, value: Value) -> str | None:
        """Return what the shop calls a value: where it declares the fact, else on the button that was pressed."""
        if self._playbook is None or isinstance(value, (dict, list)):
            return None
        key = str(value).lower() if isinstance(value, bool) else written(value)
        declared = self._playbook.facts.get(fact)
        text = declared.values.get(key) if declared is not None else None
        text = text or self._playbook.labels.get(f"customer.{fact}", {}).get(key)
        return text.render({}, self._language) if text is not None else None

    def _shown_as(self, fact: str) -> str:
        declared = self._playbook.facts.get(fact) if self._playbook is not None else None
        if declared is not None and declared.shown_as:
            return declared.shown_as
        return "date" if fact in _DAYS else ""

    def _plain(self, shown_as: str, value: Value) -> str:
        if shown_as == "money" and self._playbook is not None:
            return _amount(value, self._playbook.store.currency, self._language)
        if shown_as == "date":
            return _day(value, self._language)
        if isinstance(value, (int, float)):
            return number(value, self._language)
        said = written(value)
        return self._playbook.offer_words.called(said, self._language) if self._playbook is not None else said

    def _advice(self, fact: str, value: dict[str, Value]) -> str:
        """Say which offer it was, beside which others, its price then, and when."""
        chosen = str(value.get("chosen") or value.get("id") or "")
        name = self._offers.get(chosen) or str(value.get("name") or chosen)
        others = [self._offers.get(one, one) for one in _ids(value) if one != chosen]
        if others and fact == COMPARED:
            name = self._say(marked("%(offer)s rather than %(others)s")) % {
                "offer": name,
                "others": self._listed(others),
            }
        currency = self._playbook.store.currency if self._playbook is not None else ""
        price = _amount(value["price"], currency, self._language) if value.get("price") and currency else ""
        return ", ".join(filter(None, (name, price, _day(value.get("at"), self._language, self._year))))

    def _criterion(self, id_: str) -> str:
        if id_ == PRICE:
            return self._say(marked("the price"))
        criteria = self._playbook.criteria if self._playbook is not None else ()
        label = next((one.label for one in criteria if one.id == id_), None)
        return label.render({}, self._language) if label is not None else id_

    def _listed(self, names: Sequence[str]) -> str:
        return ", ".join(names)


def _amount(value: Any, currency: str, language: str) -> str:
    """Return an amount, without the cents that it has not; what is none stands as it is."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return written(value)
    told = money(amount, currency, language)
    return told.replace(",00" if language == "fr" else ".00", "") if amount == amount.to_integral_value() else told


def _day(value: Any, language: str, this_year: int = 0) -> str:
    """Return a day, with its year unless it is this one; what is none stands as it is."""
    try:
        day = date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return written(value)
    if day is None:
        return ""
    pattern = "d MMM" if day.year == this_year else "d MMM y"
    return str(format_date(day, as_said(pattern, day.day, language), locale=language))
