"""Until when a customer wants to be left alone: « pause jusqu'en septembre », "no messages for a month".

A pause needs three things: that messages stop ("pause", "ne m'écrivez plus", "leave me alone"), an end, and no word of
anything else: « mettez mon abonnement en pause un mois » is about a subscription. Works on plain words
(`rules.texts.plain_text`); the customer's own day is needed to reckon with.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from bot.rules.texts.plain_text import words
from bot.understanding.contact.contact_wish_words import AROUND, COURTESY, ENOUGH, EXCUSES, NUMBERS, WANTS, WRITING
from bot.understanding.values.days import MONTHS_IN_FULL, WEEKDAYS_IN_FULL

LONGEST: Final = timedelta(days=1100)
_UNITS: Final = {
    **dict.fromkeys(("jour", "jours", "day", "days"), 1),
    **dict.fromkeys(("semaine", "semaines", "week", "weeks"), 7),
    **dict.fromkeys(("quinzaine", "fortnight"), 14),
}
_MONTH_UNITS: Final = {
    **dict.fromkeys(("mois", "month", "months"), 1),
    **dict.fromkeys(("an", "ans", "annee", "year", "years"), 12),
}
_MONTH: Final = "|".join(MONTHS_IN_FULL)
_UNIT: Final = "|".join(sorted([*_UNITS, *_MONTH_UNITS], key=len, reverse=True))
_NUMBER: Final = "|".join(sorted(NUMBERS, key=len, reverse=True))
_DAY: Final = (
    rf"(?:(?:le |the |au )?(?P<d1>\d{{1,2}})(?:er|st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})|(?P<m2>{_MONTH})"
    rf" (?P<d2>\d{{1,2}})"
    rf"(?:st|nd|rd|th)?\b|(?:en |in |mois de |debut |early |the |le mois de |fin )*(?P<m3>{_MONTH})"
    rf"|(?P<back>la rentree)|(?:le |next )?(?P<week>{'|'.join(WEEKDAYS_IN_FULL)})(?: prochain)?"
    r"|(?P<nextweek>la semaine prochaine|next week)|(?P<nextmonth>le mois prochain|next month)"
    r"|(?P<nextyear>l annee prochaine|l an prochain|next year))"
)
_UNTIL: Final = re.compile(rf"\b(?:jusqu(?: a| au| en)?|jusque|until|till|til|avant|before|d ici)(?: a)? {_DAY}")
_FROM: Final = re.compile(
    rf"\b(?:re(?:contact|ecri|cri|nou|vene|li|parl|com)\w*|ecri\w*|write again|writ\w*|contact|message|text|(?:get"
    rf" )?back to me|"
    rf"get in touch|try again|start again|resume|reprenez)(?: me| moi| again| les messages| vos messages)*"
    rf" (?:a partir de |apres |a |au |from |after |starting )?{_DAY}"
)
_FOR: Final = re.compile(
    rf"\b(?:pendant|durant|pour|for|d|de|a|the next|les|ces|les prochain\w+)? ?(?P<count>{_NUMBER}|\d{{1,2}}|few"
    rf"|quelques|couple of)?"
    rf"(?: prochaines?| prochains)? ?(?P<unit>{_UNIT})(?: off)?\b"
)
_PAUSING: Final = words("pause pauser pausez pausing suspendez suspendre suspend break silence")
_STOPPING: Final = words(
    "pas plus rien ne n no not never nothing don t jamais sans arretez arrete arreter stop stopping"
    " hold avoid evitez without dont"
)
#: « Ne plus m'écrire le dimanche » names a day, and no return.
_REFUSING: Final = words("ne n pas plus jamais arretez arrete arreter stop evitez eviter")
_HOW_OFTEN: Final = words("once twice fois times max maximum most than")
_PEACE: Final = words("tranquille tranquil alone paix peace")
_SAYS: Final = words(
    """
    mettez mets mettre faites fais faire prenez prendre take give make wait patientez attendez attendre leave
    laissez laisse fichez foutez en on in un une a an off write writing again before after then quelques few
    next les prochaines apres d jusqu jusque until till for pendant durant getting back get touch me recontactez
    recontacter reecrivez recrivez revenez come try start resume reprenez moi nous contactez bit little while
    """
)
_ALLOWED: Final = COURTESY | WANTS | WRITING | AROUND | ENOUGH | EXCUSES | _PAUSING | _STOPPING | _PEACE | _SAYS


def read_pause(said: str, today: date) -> date | None:
    """Return the day from which they may be written to again, or None. `said` are plain words, `today` theirs."""
    for pattern in (_UNTIL, _FROM, _FOR):
        for found in pattern.finditer(said):
            day = _end(found, today)
            rest = f"{said[: found.start()]} {said[found.end() :]}".split()
            if day is not None and _is_meant(rest, again=pattern is _FROM, cut=found[0]):
                return min(day, today + LONGEST)
    return None


def end_of_pause(said: str, today: date) -> date | None:
    """Return the day that plain words name as an end or a return, whatever else they say; None where there is none."""
    ends = (_end(found, today) for pattern in (_UNTIL, _FROM, _FOR) for found in pattern.finditer(said))
    day = next((day for day in ends if day is not None), None)
    return min(day, today + LONGEST) if day is not None else None


def _is_meant(rest: list[str], *, again: bool, cut: str) -> bool:
    """Tell whether what is left says that messages stop, and nothing else."""
    left = set(rest)
    if not left <= _ALLOWED or left & _HOW_OFTEN:
        return False
    if again:
        said_again = "again" in cut or cut.startswith(("re", "get", "back"))
        return (
            said_again
            or (cut.startswith(("ecri", "contact")) and left.isdisjoint(_REFUSING))
            or bool(left & {"wait", "attendez"})
        )
    if left & _PAUSING or left & _PEACE:
        return True
    if "off" in cut.split() or "off" in left:
        return bool(left & (WRITING | {"give", "take"}))
    if {"wait", "attendez", "patientez"} & left:
        return bool(left & WRITING)
    return bool(left & _STOPPING) and bool(left & (WRITING | {"rien", "nothing", "sms"}))


def _end(found: re.Match[str], today: date) -> date | None:
    parts = found.groupdict()
    if parts.get("unit"):
        return _after(parts.get("count"), parts["unit"], today)
    if parts.get("back"):
        return _next(today, 9, 1)
    if parts.get("week"):
        ahead = (WEEKDAYS_IN_FULL[parts["week"]] - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    if parts.get("nextweek"):
        return today + timedelta(days=7 - today.weekday())
    if parts.get("nextmonth"):
        return _plus_months(today.replace(day=1), 1)
    if parts.get("nextyear"):
        return date(today.year + 1, 1, 1)
    month = MONTHS_IN_FULL[parts.get("m1") or parts.get("m2") or parts.get("m3") or ""]
    return _next(today, month, int(parts.get("d1") or parts.get("d2") or 1))


def _after(count: str | None, unit: str, today: date) -> date | None:
    if count is None:
        return None
    many = NUMBERS.get(count, 2 if count in ("few", "quelques", "couple of") else 0) or (
        int(count) if count.isdecimal() else 0
    )
    if not many:
        return None
    if unit in _MONTH_UNITS:
        return _plus_months(today, many * _MONTH_UNITS[unit])
    return today + timedelta(days=many * _UNITS[unit])


def _plus_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _next(today: date, month: int, day: int) -> date | None:
    """Return that day of the year, the next time it comes; None for one that no calendar has."""
    for year in range(today.year, today.year + 2):
        if not 1 <= day <= monthrange(year, month)[1]:
            return None
        if date(year, month, day) > today:
            return date(year, month, day)
    return None
