"""Times of day: "18h", "6 pm", "midi et demi", "half past six", "dans une heure".

What is said in words is first written as a clock would show it; then clock times are read off.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.rules.texts.plain_text import plain
from bot.understanding.replies.outcome import NotAnAnswer, Reply, Unclear, Understood
from bot.understanding.values.numbers import prepared

_NOW = re.compile(r"maintenant|tout de suite|de suite|immediatement|now|right now|right away|asap|des que possible")
_FROM_NOW = re.compile(
    r"\b(?:dans|in|d ici) (?:environ |about )?(\d{1,3}|une|un|an|a) ?(minutes?|mins?|mn|heures?|hours?|h)\b"
)
_HALF_HOUR = re.compile(r"\b(?:dans|in) (?:une |a |1 )?(?:demi heure|half an hour|half hour)\b")
_EVENING = re.compile(r"\b(?:soir|soiree|aprem|aprm|apres midi|afternoon|evening|tonight|night)\b")
_MORNING = re.compile(r"\b(?:matin|matinee|morning|du mat)\b")
_HOUR = r"(\d{1,2}) ?(?:h|heures?)?"


def _clock(hour: int, minute: int) -> str:
    return f" {hour % 24}:{minute:02d} "


_Rewriting = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
_SPOKEN: tuple[_Rewriting, ...] = (
    (re.compile(r"(?<!apr[eè]s[ -])\bmidi\b|\bnoon\b|\bmidday\b"), lambda _: "12h"),
    (re.compile(r"\bminuit\b|\bmidnight\b"), lambda _: "0h"),
    (re.compile(_HOUR + r" et demie?\b"), lambda found: _clock(int(found[1]), 30)),
    (re.compile(_HOUR + r" et quart\b"), lambda found: _clock(int(found[1]), 15)),
    (re.compile(_HOUR + r" moins (?:le )?quart\b"), lambda found: _clock(int(found[1]) - 1, 45)),
    (re.compile(_HOUR + r" moins (\d{1,2})\b"), lambda found: _clock(int(found[1]) - 1, 60 - int(found[2]) % 60)),
    (re.compile(r"\bhalf(?: past)? (\d{1,2})\b"), lambda found: _clock(int(found[1]), 30)),
    (re.compile(r"\b(?:a )?quarter past (\d{1,2})\b"), lambda found: _clock(int(found[1]), 15)),
    (re.compile(r"\b(?:a )?quarter to (\d{1,2})\b"), lambda found: _clock(int(found[1]) - 1, 45)),
    (re.compile(r"\b(\d{1,2}) past (\d{1,2})\b"), lambda found: _clock(int(found[2]), int(found[1]) % 60)),
    (
        re.compile(r"\b(\d{1,2}) to (\d{1,2})\b(?! ?[ap]m)"),
        lambda found: _clock(int(found[2]) - 1, 60 - int(found[1]) % 60),
    ),
)
_MARKED = re.compile(
    r"(?<![\d/.,:])(?P<hour>\d{1,2}) ?(?:"
    r"(?:h(?![a-z])|:|heures?|o'?clock|hrs?) ?(?P<minute>[0-5]\d)?(?!\d)(?: ?(?P<half>[ap])\.?m\b)?"
    r"|(?:\.(?P<pointed>[0-5]\d) ?)?(?P<only_half>[ap])\.?m\b)"
)
_BARE = re.compile(r"(?<![\d/.,:€$-])(\d{1,2})(?![\d/.,:€]*\d)(?! ?(?:€|euros?|%|kg|jours?|days?))")


def read_time(text: str, language: str, now: datetime) -> Reply:
    """Return a time of day as `18:30`. `now` is in the customer's own zone, for "in an hour"."""
    said = plain(text, 200)
    if (ahead := _ahead(said)) is not None:
        return Understood((now + ahead).strftime("%H:%M"), 0.95)
    written = _as_a_clock_shows(prepared(text, language))
    marked = {time for found in _MARKED.finditer(written) if (time := _marked(found, said, language))}
    if len(marked) == 1:
        return Understood(marked.pop(), 0.5 if "?" in text else 0.95)
    return Unclear() if marked else _bare(written, said, asks="?" in text)


def _ahead(said: str) -> timedelta | None:
    if _NOW.fullmatch(said):
        return timedelta()
    if _HALF_HOUR.search(said):
        return timedelta(minutes=30)
    found = _FROM_NOW.search(said)
    if found is None:
        return None
    count = int(found[1]) if found[1].isdigit() else 1
    return timedelta(minutes=count) if found[2].startswith("m") else timedelta(hours=count)


def _as_a_clock_shows(text: str) -> str:
    for pattern, written in _SPOKEN:
        text = pattern.sub(written, text)
    return text


def _marked(found: re.Match[str], said: str, language: str) -> str | None:
    hour, minute = int(found["hour"]), int(found["minute"] or found["pointed"] or 0)
    half = found["half"] or found["only_half"]
    if hour > 24 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    else:
        hour = _in_its_half(hour, said)
        if language == "en" and 1 <= hour <= 7 and not _MORNING.search(said):
            hour += 12  # "half past six", to a shop
    return f"{hour % 24:02d}:{minute:02d}"


def _in_its_half(hour: int, said: str) -> int:
    """ "8 heures du soir" is 20:00."""
    return hour + 12 if 1 <= hour < 12 and _EVENING.search(said) and not _MORNING.search(said) else hour


def _bare(written: str, said: str, *, asks: bool) -> Reply:
    """Read "vers 18", "at 6": a number alone, less certain; one to seven are taken for the afternoon, a shop's
    hours.
    """
    hours = {int(found[1]) for found in _BARE.finditer(written)}
    if len(hours) != 1 or max(hours) > 24 or said.count(" ") > 5 or asks:
        partial = _EVENING.search(said) or _MORNING.search(said)
        return Unclear(reason="partial" if partial and not hours else "several") if hours or partial else NotAnAnswer()
    hour = _in_its_half(hours.pop(), said)
    if 1 <= hour <= 7 and not _MORNING.search(said):
        return Understood(f"{hour + 12:02d}:00", 0.7)
    return Understood(f"{hour % 24:02d}:00", 0.9)
