"""Dates: "mardi prochain", "dans deux semaines", "le 3", "March 12th"."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

import dateparser

from bot.rules.texts.plain_text import plain
from bot.understanding.replies.courtesies import without_courtesies
from bot.understanding.replies.outcome import NotAnAnswer, Reply, Unclear, Understood
from bot.understanding.values.date_rules import RULES, STRETCH
from bot.understanding.values.days import day_of_month
from bot.understanding.values.numbers import certainty, prepared

LOOKED_AT = 200  # characters
PARSED_AT_MOST = 60  # characters that dateparser is given: it tries every locale pattern on them
_BARE_DAY = re.compile(r"(?P<day>\d{1,2})")


def read_date(text: str, language: str, now: datetime) -> Reply:
    """Return the day as `2026-03-17`. `now` is in the customer's own zone."""
    text = text[:LOOKED_AT]
    alone = " ".join(without_courtesies(plain(text).split()))
    said = _unaccented(prepared(text, language))
    found, impossible = _by_rules(said, now.date())
    if len(found) == 1:
        return Understood(found.pop().isoformat(), certainty(text, alone))
    if found:
        return Unclear()
    if impossible:
        return Unclear(reason="impossible")
    return _by_shape(text, alone, said, language, now)


def days_in(text: str, language: str, now: datetime) -> set[date]:
    """Return the days that a text names; what is not one of the rules' ways is left out."""
    return _by_rules(_unaccented(prepared(text[:LOOKED_AT], language)), now.date())[0]


def days_and_rest(text: str, language: str, now: datetime) -> tuple[set[date], str]:
    """Return the days that a text names, and the text without them: signs stand in their place."""
    days, _, rest = _read_off(_unaccented(prepared(text[:LOOKED_AT], language)), now.date())
    return days, rest


def _unaccented(text: str) -> str:
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if unicodedata.category(letter) != "Mn")


def _by_rules(said: str, today: date) -> tuple[set[date], bool]:
    """Return the days named, and whether one was named that does not exist ("le 31 juin")."""
    days, impossible, _ = _read_off(said, today)
    return days, impossible


def _read_off(said: str, today: date) -> tuple[set[date], bool, str]:
    """The same, and what is left of the text, with signs in the place of what was read."""
    days: set[date] = set()
    impossible = False
    for pattern, means in RULES:
        for match in pattern.finditer(said):
            day = means(match, today)
            impossible = impossible or day is None
            days |= {day} if day is not None else set()
        said = pattern.sub(lambda match: "#" * len(match[0]), said)
    return days, impossible, said


def _by_shape(text: str, alone: str, said: str, language: str, now: datetime) -> Reply:
    """Read a bare day of the month, a stretch of time, or what only dateparser knows."""
    if alone.isdecimal() and len(alone) <= 2:
        match = _BARE_DAY.match(alone)
        day = day_of_month(match, now.date()) if match else None
        return Understood(day.isoformat(), 0.95) if day else Unclear(reason="impossible")
    if STRETCH.search(said):
        return Unclear(reason="partial")
    return _by_library(text, language, now)


def _by_library(text: str, language: str, now: datetime) -> Reply:
    if len(text) > PARSED_AT_MOST or not any(map(str.isdigit, text)):
        return NotAnAnswer()
    parsed = dateparser.parse(
        text,
        languages=["en", "fr"] if language == "en" else ["fr", "en"],
        settings={
            "RELATIVE_BASE": now.replace(tzinfo=None),
            "PREFER_DATES_FROM": "future",
            "REQUIRE_PARTS": ["day", "month"],
            "DATE_ORDER": "DMY",
        },
    )
    return NotAnAnswer() if parsed is None else Understood(parsed.date().isoformat(), 0.85)
