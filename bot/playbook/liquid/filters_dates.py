"""Filters for instants: `date`, `time` and `relative`, in the store's time zone.

An instant is an aware datetime, a date, or an ISO 8601 text of either; a time without a zone is the store's. `now` is a
value that the engine gives: nothing here reads a clock, and `"now" | date` is refused when the text is compiled.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from babel.dates import format_datetime, format_time, format_timedelta

from bot.playbook.liquid.filters_base import REMEMBERED, Unsayable
from bot.playbook.liquid.liquid_scene import Filter, Scene, Voice
from bot.rules.calendar.first_of_month import as_said

FORMS: Final = ("short", "medium", "long", "full", "weekday", "day", "month")
_YEAR: Final = re.compile(r"(?:[,\s.]|'[^']*')*y+\s*")

#: CLDR's fields/day/relative -1 and 1, which Babel leaves out of its data; other languages count one day.
_NEXT_DAYS: Final = {
    "de": ("gestern", "morgen"),
    "en": ("yesterday", "tomorrow"),
    "es": ("ayer", "mañana"),
    "fr": ("hier", "demain"),
    "it": ("ieri", "domani"),
    "nl": ("gisteren", "morgen"),
    "pt": ("ontem", "amanhã"),
}
#: What strftime, which Liquid's own `date` takes, is in CLDR's patterns.
_STRFTIME: Final = {
    "d": "dd", "-d": "d", "e": "d", "m": "MM", "-m": "M", "y": "yy", "Y": "yyyy", "A": "EEEE", "a": "EEE", "B": "MMMM",
    "b": "MMM", "h": "MMM", "H": "HH", "-H": "H", "k": "H", "I": "hh", "-I": "h", "l": "h", "M": "mm", "-M": "m",
    "S": "ss", "p": "a", "j": "D", "F": "yyyy-MM-dd", "R": "HH:mm", "%": "'%'",
}  # fmt: skip
_STRFTIME_CODE: Final = re.compile(r"%(-?[A-Za-z%])|([^%]+)")
#: CLDR's fields that a date may be written with, <https://unicode.org/reports/tr35/tr35-dates.html>.
_FIELDS: Final = frozenset(
    "y yy yyyy M MM MMM MMMM LLL LLLL d dd E EEE EEEE c ccc cccc H HH h hh m mm s ss a D w ww Q QQQ".split()  # noqa: SIM905 - readable
)
_RUN: Final = re.compile(r"([A-Za-z])\1*")
_QUOTED: Final = re.compile(r"'[^']*'")


def cldr_pattern(written: str) -> str:
    """Return the CLDR pattern for what the author wrote: a form, strftime codes, or a CLDR pattern itself.

    Raises `ValueError` for anything else, with a message for the author.
    """
    if written in FORMS:
        return written
    if "%" in written:
        return _from_strftime(written)
    if not written or any(run[0] not in _FIELDS for run in _RUN.finditer(_QUOTED.sub("", written))):
        raise ValueError(f"{written!r} is no date format: use {', '.join(FORMS)}, or a pattern such as `d MMMM`")
    return written


def _from_strftime(written: str) -> str:
    pattern = ""
    for code, literal in _STRFTIME_CODE.findall(written):
        if code and code not in _STRFTIME:
            raise ValueError(f"`%{code}` is unknown here: use %d %m %Y %A %B %H %M, or a pattern such as `d MMMM`")
        pattern += _STRFTIME[code] if code else _quoted(literal)
    return pattern


def _quoted(literal: str) -> str:
    return re.sub(r"[A-Za-z]+", lambda letters: f"'{letters[0]}'", literal.replace("'", "''"))


def instant(value: object, voice: Voice) -> datetime:
    """Return the instant in the store's time zone; a date without time is its midnight. Raises `Unsayable`."""
    match value:
        case datetime():
            return value.astimezone(voice.zone) if value.tzinfo else value.replace(tzinfo=voice.zone)
        case date():
            return datetime.combine(value, time(), voice.zone)
        case str():
            try:
                return instant(datetime.fromisoformat(value.strip()), voice)
            except ValueError:
                raise Unsayable(f"{value!r} is no date") from None
    raise Unsayable(f"{value!r} is no date")


def written_date(scene: Scene, value: object, form: str = "medium") -> str:
    """`order.delivery | date: "day"`: "mardi 3 mars", "Tuesday 3 March".

    `form` is one of `FORMS`, a CLDR pattern or strftime codes.
    """
    return _date(instant(value, scene.voice), cldr_pattern(str(form)), scene.voice)


@lru_cache(REMEMBERED)
def _date(moment: datetime, form: str, voice: Voice) -> str:
    pattern = as_said(_pattern(form, voice), moment.day, voice.locale.language)
    return format_datetime(moment, pattern, tzinfo=None, locale=voice.locale)


@lru_cache(256)
def _pattern(form: str, voice: Voice) -> str:
    formats = voice.locale.date_formats
    full = formats["full"].pattern.replace("EEEE, d", "EEEE d")  # "Tuesday 3 March": nobody says the comma
    if form in formats:
        return full if form == "full" else str(formats[form].pattern)
    own = {"weekday": "EEEE", "day": _YEAR.sub("", full), "month": "LLLL"}
    return own.get(form, form)


def written_time(scene: Scene, value: object, form: str = "short") -> str:
    """`order.slot | time`: "18 h 30" in French, "18:30". A bare time of day ("18:00") is in no zone."""
    return _time(_clock(value, scene.voice), str(form), scene.voice)


def _clock(value: object, voice: Voice) -> time:
    if isinstance(value, str):
        try:
            return time.fromisoformat(value.strip())
        except ValueError:
            pass
    return value if isinstance(value, time) else instant(value, voice).time()


@lru_cache(REMEMBERED)
def _time(clock: time, form: str, voice: Voice) -> str:
    if form == "short" and voice.locale.language == "fr":
        return f"{clock.hour}\u00a0h\u00a0{clock.minute:02}" if clock.minute else f"{clock.hour}\u00a0h"
    return format_time(clock, form, locale=voice.locale)


def relative(scene: Scene, value: object) -> str:
    """`order.delivery | relative`: "dans 3 jours", by calendar days; by hours and minutes within the same day."""
    if scene.now is None:
        raise Unsayable("`relative` needs `now`")
    now, moment = scene.now.astimezone(scene.voice.zone), instant(value, scene.voice)
    days = (moment.date() - now.date()).days
    return _in_days(days, scene.voice) if days else _in_minutes(round((moment - now).total_seconds() / 60), scene.voice)


@lru_cache(REMEMBERED)
def _in_days(days: int, voice: Voice) -> str:
    if abs(days) == 1 and voice.locale.language in _NEXT_DAYS:
        return _NEXT_DAYS[voice.locale.language][days > 0]
    # Thirteen days are said as such, and not as "two weeks"; from two of the larger unit on, the larger unit.
    return format_timedelta(timedelta(days), "day", threshold=2, add_direction=True, locale=voice.locale)


@lru_cache(REMEMBERED)
def _in_minutes(minutes: int, voice: Voice) -> str:
    return format_timedelta(timedelta(minutes=minutes), "minute", threshold=1, add_direction=True, locale=voice.locale)


FILTERS: Final[dict[str, Filter]] = {"date": written_date, "time": written_time, "relative": relative}
