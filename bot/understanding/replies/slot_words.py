"""When a customer would like to come, in their own words: "samedi matin", "mardi à 15h", "any day after 5pm".

The days are read by `dates`, an hour alone by `times`; what is here is what stands between them: a part of the day, an
hour to come after or before, a week. A text that says nothing of a day or an hour is no wish.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from msgspec.structs import replace

from bot.model.draft import TimeWish
from bot.rules.appointment.appointments import days_from
from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import COURTESIES, FILLERS, SECOND_THOUGHTS, YES, after, before
from bot.understanding.replies.outcome import Understood
from bot.understanding.values.dates import days_and_rest
from bot.understanding.values.days import MONTHS, WEEKDAYS_IN_FULL
from bot.understanding.values.numbers import prepared
from bot.understanding.values.times import read_time

LOOKED_AT: Final = 200  # characters
_DAY: Final = 24 * 60
_AROUND: Final = 60  # minutes on either side of "vers 15 h"

#: Parts of the day: from when to when a visit may begin. The first that is named counts.
_PARTS: Final[tuple[tuple[re.Pattern[str], int, int], ...]] = tuple(
    (re.compile(pattern), first, last)
    for pattern, first, last in (
        (r"\b(?:en )?fin (?:de |d )?(?:la )?matinee\b|\blate morning\b", 11 * 60, 12 * 60 + 30),
        (r"\bdebut d apres midi\b|\bearly afternoon\b", 13 * 60, 15 * 60),
        (r"\b(?:en )?fin d apres midi\b|\blate afternoon\b", 16 * 60, 19 * 60),
        (
            r"\b(?:en )?fin de journee\b|\bapres le (?:travail|boulot)\b|\bend of the day\b|\bafter work\b"
            r"|\bsoir(?:ee)?\b|\bevening\b|\btonight\b",
            17 * 60,
            _DAY,
        ),
        (r"\bapres midi\b|\baprem\b|\baprm\b|\bafternoon\b", 13 * 60, 18 * 60),
        (r"\bmatin(?:ee)?\b|\bmorning\b", 0, 12 * 60 - 1),
        (
            r"\b(?:pause|heure) (?:de )?(?:dejeuner|midi)\b|\bentre midi et (?:deux|2)\b|\blunch ?(?:time|break)?\b",
            690,
            840,
        ),
    )
)
_AFTER: Final = re.compile(r"\b(?:apres|a partir de|pas avant|des|after|from|not before|as of)\b(?! ?midi\b)")
_BEFORE: Final = re.compile(r"\b(?:avant|jusqu a|pas apres|before|until|by)\b")
_ABOUT: Final = re.compile(r"\b(?:vers|environ|autour de|aux alentours de|plutot vers|around|about|-ish)\b")
_BETWEEN: Final = re.compile(r"\b(?:entre|between|de|from) (.{1,12}?) (?:et|and|a|to) (.{1,12})")
_WEEKEND: Final = re.compile(r"\b(?:week ?end|fin de semaine)s?\b")
_NEXT_WEEK: Final = re.compile(r"\b(?:la )?semaine (?:prochaine|pro)\b|\bnext week\b")
#: Of English alone: "jeudi prochain" is the first one to come.
_NEXT_DAY: Final = re.compile(rf"\bnext (?:{'|'.join(WEEKDAYS_IN_FULL)})\b")
_THIS_WEEK: Final = re.compile(r"\bcette semaine\b|\bthis week\b")
_SOONEST: Final = re.compile(
    r"\b(?:des que possible|(?:le )?plus tot possible|au plus (?:tot|vite)|le plus vite possible|asap"
    r"|as soon as possible|soonest|earliest)\b"
)
#: A place in a list, not a day of the month: "le 2", "the 3rd", "le premier svp", "the first one".
_OF_A_LIST: Final = re.compile(
    rf"{before(YES, FILLERS, SECOND_THOUGHTS, 'va pour, je prends, i ll take')}"
    r"(?:(?:le |la |the |option |choix |numero |number |n )?\d(?:er|e|eme|nd|rd|st|th)?"
    r"|(?:le |la |the )?(?:tout )?(?:premiere?|1er|1ere|deuxieme|seconde?|troisieme|derniere?|first|third|last)"
    r"(?: (?:one|horaire|choix|option|proposition|creneau|slot|time))?)"
    rf"{after(COURTESIES)}"
)
#: A day that is named otherwise than by its weekday alone.
_DATED: Final = re.compile(
    r"\b(?:ce|cette|this|demain|tomorrow|aujourd|today|prochaine?|next)\b"
    rf"|\b(?:{'|'.join(WEEKDAYS_IN_FULL)}) (?:le |the )?\d{{1,2}}(?:er|st|nd|rd|th)?\b"
    r"(?! ?(?:h\b|heures?|am\b|pm\b|\d))"
    rf"|\b\d{{1,2}}(?:er|st|nd|rd|th)? (?:of )?(?:{'|'.join(MONTHS)})\b|\b\d{{1,2}}/\d"
)
_NOON_ALONE: Final = re.compile(r"(?<!apres )\bmidi\b|\bnoon\b")
_CLAUSE_ENDS: Final = re.compile(r"[,.;!?\n]+")
_PAST: Final = re.compile(
    r"\b(?:étai[st]|j'ai|j’ai|on a|avais|pu venir|oublié|zappé|was|were|had|couldn['’]?t|forgot|missed)\b",
    re.IGNORECASE,
)


def read_time_wish(text: str, language: str, now: datetime) -> TimeWish | None:
    """Return when they would like to come; None where they say nothing of it. `now` is in the shop's own zone."""
    text = text[:LOOKED_AT]
    said = plain(text, LOOKED_AT)
    if _OF_A_LIST.fullmatch(said):
        return None
    days, rest = days_and_rest(text, language, now)
    days |= _or_the_week_after(said, days, now.date())
    named = tuple(sorted(day.isoformat() for day in days)) or _stretch(said, now.date())
    hours = _hours(said, rest, language, now)
    if not named and hours is None:
        return TimeWish() if _SOONEST.search(said) else None
    first, last, exact = hours or (0, _DAY, False)
    return TimeWish(days=named, first=first, last=last, exact=exact)


def _or_the_week_after(said: str, days: set[date], today: date) -> set[date]:
    """Return the other day that "next Thursday", said on a Monday, may mean: both are offered, each with its date."""
    sunday = today + timedelta(days=6 - today.weekday())
    is_either = len(days) == 1 and min(days) <= sunday and _NEXT_DAY.search(said) is not None
    return {min(days) + timedelta(weeks=1)} if is_either else set()


def among(text: str, wish: TimeWish, spoken_of: tuple[str, ...]) -> TimeWish:
    """Return a wish for a weekday ("jeudi à 15 h") as one of the days that are being spoken of: of those of next week,
    next week's Thursday. A date, or "ce jeudi", is what it says.
    """
    if _DATED.search(plain(text, LOOKED_AT)) or not wish.days or set(wish.days) & set(spoken_of):
        return wish
    weekdays = {date.fromisoformat(day).weekday() for day in wish.days}
    meant = tuple(day for day in spoken_of if date.fromisoformat(day).weekday() in weekdays)
    return replace(wish, days=meant) if {date.fromisoformat(day).weekday() for day in meant} == weekdays else wish


def without_the_past(text: str) -> str:
    """Return a text without its parts that tell of what was: "j'étais malade lundi, plutôt samedi" names Saturday."""
    return ", ".join(part for part in _CLAUSE_ENDS.split(text) if not _PAST.search(part))


def _stretch(said: str, today: date) -> tuple[str, ...]:
    """Return the days of a week or a week-end that is named."""
    monday = today - timedelta(days=today.weekday())
    is_next = _NEXT_WEEK.search(said) is not None or "prochain" in said
    if _WEEKEND.search(said):
        saturday = monday + timedelta(days=5)
        return days_from(saturday + timedelta(weeks=1) if is_next and today.weekday() < 5 else saturday, 2)
    if is_next and _NEXT_WEEK.search(said):
        return days_from(monday + timedelta(weeks=1), 7)
    return days_from(today, 7 - today.weekday()) if _THIS_WEEK.search(said) else ()


def _hours(said: str, rest: str, language: str, now: datetime) -> tuple[int, int, bool] | None:
    """Return from when to when, and whether it is that time and no other."""
    left = plain(rest.replace("#", " "), LOOKED_AT)
    between = _BETWEEN.search(left)
    if between is not None:
        ends = [_minutes(part, language, now, alone=True) for part in between.groups()]
        if ends[0] is not None and ends[1] is not None and ends[0] < ends[1]:
            return ends[0], ends[1], False
    part = next(((first, last) for pattern, first, last in _PARTS if pattern.search(said)), None)
    at = _minutes(rest.replace("#", " "), language, now, alone=bool(_AFTER.search(left) or _BEFORE.search(left)))
    if at is None:
        return (*part, False) if part is not None else None
    if _AFTER.search(left):
        return at, part[1] if part is not None and part[1] > at else _DAY, False
    if _BEFORE.search(left):
        return part[0] if part is not None and part[0] < at else 0, at, False
    if _ABOUT.search(left):
        return max(0, at - _AROUND), at + _AROUND, False
    return at, at, True


def _minutes(text: str, language: str, now: datetime, *, alone: bool) -> int | None:
    """Return the time of day in a text, as minutes past midnight. A bare number is an hour only after a word such as
    "after", or written as one.
    """
    shown = prepared(text, language)
    has_hour = re.search(r"\d ?(?:h\b|h\d|:|heures?\b|am\b|pm\b|a\.m|p\.m|o'clock)", shown) is not None
    if not (
        alone or has_hour or _NOON_ALONE.search(plain(text)) or re.search(r"\b(?:a|at|vers|around) \d", plain(text))
    ):
        return None
    read = read_time(text, language, now)
    if not isinstance(read, Understood):
        return None
    hours, _, minutes = str(read.value).partition(":")
    return int(hours) * 60 + int(minutes)
