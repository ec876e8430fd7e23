"""Amounts: "400 balles", "moins de 400 €", "1 200,50", "$40", "3€50", "entre 300 et 400"."""

from __future__ import annotations

import re

from bot.rules.texts.plain_text import plain
from bot.understanding.replies.courtesies import without_courtesies
from bot.understanding.replies.outcome import NotAnAnswer, Reply, Unclear, Understood
from bot.understanding.values.numbers import LOOKED_AT, Number, certainty, numbers_in, prepared, without_articles

#: How currencies are called, over prepared text. What is said without any is in the store's.
_CALLED: dict[str, re.Pattern[str]] = {
    "EUR": re.compile(r"€|\d ?e\b|\beuros?\b|\beur\b|\bballes?\b|\bboules\b|\bbrouzoufs?\b"),
    "USD": re.compile(r"(?<!ca)(?<!au)\$|\bdollars?\b|\busd\b|\bbucks?\b"),
    "GBP": re.compile(r"£|\bpounds?\b|\bquid\b|\bgbp\b|\blivres? sterling\b"),
    "CHF": re.compile(r"\bchf\b|\bfrancs?\b|\bfr\."),
}
_DOLLARS = frozenset({"USD", "CAD", "AUD"})
_CENTS_AFTER = re.compile(r"(?<!\d)(\d{1,9}) ?(?:€|euros?|e|\$|£) ?(\d{2})\b(?! ?(?:€|euros?|\d))")
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,9})(?:([.,])(\d))? ?k\b")
_RANGE = re.compile(r"\d[^\d]{0,12}(?:-|–|à|a|et|ou|to|and|or|/)[^\d]{0,12}\d")


#: What is measured otherwise is no amount: "12000 tonnes", "pour 3 personnes", "40 cm", "en 3 fois".
_UNIT = re.compile(
    r" ?(?:%|°|(?:tonnes?|tons?|kilos?|kg|grammes?|grams?|gr?|mg|litres?|liters?|l|[cm]l|metres?|mètres?|meters?"
    r"|inch(?:es)?|feet|[cmk]?m|m2|personnes?|people|persons?|gens|convives|guests|tasses?|cups?|cafés?|cafes?|coffees?"
    r"|ans?|années?|years?|mois|months?|semaines?|weeks?|jours?|days?|heures?|hours?|h|minutes?|mins?|secondes?|seconds?|db|décibels?"
    r"|decibels?|watts?|w|bars?|fois|times?|machines?|moulins?|grinders?|paquets?|sachets?|bags?|packs?|pièces?|pieces?"
    r"|articles?|items?|étages?|degrés?|degrees?)(?![\w'’]))"
)
_JOINED = re.compile(r" ?(?:-|–|à|a|et|ou|to|and|or|/) ?")
_BUDGET = re.compile(r"\bbudget\b")
#: A bound with nothing measured behind its figure: "à moins de 400 pour ma mère", "under 400"; not "moins de 400 g".
_BOUND = re.compile(
    r"\b(?:mont\w+|all\w+|vais|pouss\w+|mets|met|mettre|go|goes|went|stretch)(?: up)? (?:jusqu'? ?)?(?:a|à|to) ?\d{2,5}"
    r"(?= *(?:$|[?!;,.]))|"
    r"\b(?:moins de|maximum|maxi|max|under|below|less than|up to) ?:? ?\d{2,5}"
    r"(?= *(?:$|[?!;,]|\.(?!\d)|(?:pour|svp|stp|avec|et|for|please|with|and|max|maxi|maximum)\b))"
    r"|(?<![\d.,])\d{2,5} (?:max|maxi|maximum|grand max|au plus|pas plus|tops|at most|no more)(?= *(?:$|[?!;,.]))"
)


def names_money(text: str) -> bool:
    """Return whether a text names a currency, a budget or a bare bound: its figure is an amount."""
    said = text[:LOOKED_AT].lower()
    return any(bound.search(said) for bound in (_BUDGET, _BOUND)) or any(
        pattern.search(said) for pattern in _CALLED.values()
    )


def other_currency(text: str, currency: str) -> str:
    """Return the currency (ISO 4217) that a text counts in where that is not the store's, else nothing."""
    said = text[:LOOKED_AT].lower()
    called = [name for name, pattern in _CALLED.items() if pattern.search(said)]
    return called[0] if _in_another_currency(said, currency) else ""


def read_money(text: str, language: str, currency: str) -> Reply:
    """Return the amount in units of the store's currency.

    A budget given as a range counts by its upper end. Another currency than the store's is unclear, never converted.
    """
    said = _written_out(prepared(text, language))
    if _in_another_currency(said, currency):
        return Unclear(reason="currency")
    found = without_articles(numbers_in(said, language), text)
    found = _without_units(found, said)
    if not found:
        return NotAnAnswer()
    alone = " ".join(without_courtesies(plain(text, LOOKED_AT).split()))
    if "?" in text and not any(map(str.isdigit, text)) and not names_money(text):
        return NotAnAnswer()  # "vous avez une photo ?" is no budget of one
    return _amount(found, said, certainty(text, alone))


def _without_units(found: list[Number], said: str) -> list[Number]:
    """Return the numbers behind which nothing is measured; of "200 à 300 personnes" none."""
    left: list[Number] = []
    for number in found:
        if not _UNIT.match(said, number.end):
            left.append(number)
        elif left and _JOINED.fullmatch(said[left[-1].end : number.start]):
            left.pop()
    return left


def _written_out(said: str) -> str:
    """Write "3€50" as 3.50 € and "1,5k" as 1500."""
    said = _CENTS_AFTER.sub(r"\1.\2 ", said)
    return _THOUSANDS.sub(lambda found: f"{found[1]}{(found[3] or '0')}00", said)


def _in_another_currency(said: str, currency: str) -> bool:
    called = {name for name, pattern in _CALLED.items() if pattern.search(said)}
    if currency in _DOLLARS and "USD" in called:
        return False
    return bool(called) and currency in _CALLED | dict.fromkeys(_DOLLARS) and currency not in called


def _amount(found: list[Number], said: str, sure: float) -> Reply:
    values = [number.value for number in found]
    if min(values) < 0:
        found, values = _unsigned(found), [abs(value) for value in values]
    if len(set(values)) == 1:
        return Understood(values[0], sure)
    if len(values) == 2 and _RANGE.search(said):
        return Understood(max(values), min(sure, 0.92))
    return _beside_a_sign(found, said)


def _unsigned(found: list[Number]) -> list[Number]:
    """The dash of "300-400" is no minus."""
    return [Number(abs(number.value), number.start, number.end) for number in found]


def _beside_a_sign(found: list[Number], said: str) -> Reply:
    """Of several numbers take the only one that a currency stands beside: "2 machines à 400 €"."""
    named = {number.value for number in found if _CURRENCY_BESIDE.match(said, number.end)}
    return Understood(named.pop(), 0.85) if len(named) == 1 else Unclear()


_CURRENCY_BESIDE = re.compile(
    r" ?(?:€|\$|£|e\b|euros?\b|eur\b|balles?\b|dollars?\b|bucks\b|pounds?\b|quid\b|chf\b|francs?\b)"
)
