"""Figures of reports in the reader's language: counts, shares with how sure they are, how much more or less, spans of
time.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from bot.rules.calendar.first_of_month import as_said
from bot.rules.intervals import Lift, Share
from bot.web.console.words import marked, words

MINUS = "−"
NUMBER = "#,##0.##"
_THIN = "\u00a0"


def count(value: float, language: str) -> str:
    """Return a whole number with its groups."""
    return str(format_decimal(round(value), "#,##0", locale=language))


def per_cent(value: float | None, language: str) -> str:
    """Return a share of 0 to 1 in per cent, to one decimal; a dash for none."""
    if value is None:
        return "–"
    return f"{decimal(100 * value, language)}{_THIN if language == 'fr' else ''}%"


def file_size(size: int, language: str) -> str:
    """Return a number of bytes as people say it."""
    say = words(language).gettext
    if size < 1_000_000:
        return say(marked("%(size)s KB")) % {"size": count(max(1, size / 1000), language)}
    return say(marked("%(size)s MB")) % {"size": decimal(size / 1_000_000, language)}


def between(share: Share, language: str) -> str:
    """Return the bounds of a share in words; a dash where nobody was asked."""
    if not share.of:
        return "–"
    say = words(language).gettext
    low, high = (decimal(100 * bound, language) for bound in (share.low, share.high))
    return say(marked("between %(low)s and %(high)s")) % {"low": low, "high": high}


def points(value: float, language: str) -> str:
    """Return a difference of shares in points, with its sign."""
    return signed(100 * value, language)


def signed(value: float, language: str, pattern: str = "0.0") -> str:
    """Return how much more or less; « ±0 » for no difference that is shown."""
    told = format_decimal(abs(value), pattern, locale=language)
    if not any(sign in "123456789" for sign in told):
        return "±0"
    return f"{MINUS if value < 0 else '+'}{told}"


def more_or_less(now: float, before: float, language: str) -> str:
    """Return how many more or fewer than before."""
    return signed(now - before, language, "#,##0")


def lift_bounds(lift: Lift, language: str) -> str:
    """Return the bounds of a lift in words."""
    say = words(language).gettext
    low, high = points(lift.low, language), points(lift.high, language)
    return say(marked("between %(low)s and %(high)s")) % {"low": low, "high": high}


def span(lasted: timedelta | None, language: str) -> str:
    """Return a length of time in few letters; a dash for none."""
    if lasted is None:
        return "–"
    say = words(language).gettext
    seconds = lasted.total_seconds()
    if seconds < 60:
        return f"{round(seconds)} s"
    if seconds < 3600:
        return f"{round(seconds / 60)} min"
    if seconds < 86_400:
        return f"{decimal(seconds / 3600, language, '0.#')} h"
    return say(marked("%(days)s days")) % {"days": decimal(seconds / 86_400, language, "0.#")}


def decimal(value: float, language: str, pattern: str = "0.0") -> str:
    """Return a number with its decimals."""
    return str(format_decimal(value, pattern, locale=language))


def money(value: Decimal, currency: str, language: str, *, exact: bool = False) -> str:
    """Return an amount with its currency, to the cent; `exact`: with all its decimals, as a price of a part is."""
    decimals = -int(value.normalize().as_tuple().exponent) if exact else 2
    pattern = f"#,##0.{'0' * max(decimals, 2)}\u00a0¤" if language == "fr" else f"¤#,##0.{'0' * max(decimals, 2)}"
    return str(format_currency(value, currency, pattern, locale=language, currency_digits=False))


def day(at: date, language: str) -> str:
    """Return a day in few letters, for a scale of time."""
    return str(format_date(at, as_said("d MMM", at.day, language), locale=language))


def number(value: float, language: str) -> str:
    """Return a number with its groups: « 1 002 », "1,002"."""
    return str(format_decimal(value, NUMBER, locale=language))


def change(value: float, language: str) -> str:
    """Return how much more or less: « +18 », « −5 », « ±0 »."""
    return signed(value, language, NUMBER)


def percent(part: float, whole: float, language: str) -> str:
    """Return a part of a whole: « 3 % », "3%"; a dash where there is no whole."""
    return str(format_percent(part / whole, "#,##0%" if language == "en" else None, locale=language)) if whole else "–"


def lasted(span: timedelta, language: str) -> str:
    """Return a span in few letters: « 3,1 j », « 31 j », « 5 h », "12 min"."""
    say = words(language).gettext
    days = span / timedelta(days=1)
    if days >= 1:
        told = format_decimal(days, "#,##0.#" if days < 10 else "#,##0", locale=language)
        return say(marked("%(days)s d")) % {"days": told}
    minutes = round(span / timedelta(minutes=1))
    return f"{round(minutes / 60)} h" if minutes >= 60 else f"{minutes} min"
