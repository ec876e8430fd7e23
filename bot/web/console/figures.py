"""Numbers as reports write them: in the reader's language, with their change, and spans of time in few letters."""

from __future__ import annotations

from datetime import timedelta

from babel.numbers import format_decimal, format_percent

from bot.web.console.words import marked, words


def number(value: float, language: str) -> str:
    """Return a number with its groups: « 1 002 », "1,002"."""
    return str(format_decimal(value, "#,##0.##", locale=language))


def change(value: float, language: str) -> str:
    """Return how much more or less: « +18 », « −5 », « ±0 »."""
    if value == 0:
        return "±0"
    return ("+" if value > 0 else "−") + number(abs(value), language)


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
