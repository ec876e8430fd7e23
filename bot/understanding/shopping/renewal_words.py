"""What customers say of buying again: "j'en ai encore", "dans deux mois", "j'ai changé de marque", "plus besoin".

The ways of saying it stand in `renewal_table`; here are the days that go with them, and what is none of it. In a
conversation about buying again a day alone is an answer; out of it only what can mean nothing else counts (`sure`):
"j'ai encore une question" is not about coffee.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.model.renewal import RenewalWord
from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import (
    COURTESIES,
    EXCLAMATIONS,
    FILLERS,
    GREETINGS,
    JOINS,
    RELATIVES,
    after,
    any_of,
    before,
)
from bot.understanding.life_words import tells_of_a_death
from bot.understanding.replies.free_text import is_asking
from bot.understanding.shopping.renewal_table import row_met
from bot.understanding.spelling import written_out
from bot.understanding.values.dates import days_in
from bot.understanding.values.days import MONTHS

LOOKED_AT: Final = 300  # characters
LONGEST: Final = 18  # words; a longer message says more than this


class RenewalReply(Struct, frozen=True):
    """`until`: the day that they named, in their zone. `sure`: it can be said of nothing else. `by_another`: they need
    no more of it themselves, somebody else at home sees to it.
    """

    word: RenewalWord
    until: date | None = None
    sure: bool = False
    by_another: bool = False


#: How thumbs write it, over the plain words: "jen ai encor", "havent opened it", "ds 2 moi".
_TYPED: Final = (
    (re.compile(r"\bj ?en (?:ai|e|est)\b"), "j en ai"),
    (re.compile(r"\bjen\b"), "j en"),
    (re.compile(r"\bencor\b"), "encore"),
    (re.compile(r"\bplu\b"), "plus"),
    (re.compile(r"\b(\d+|un|deux|trois|six) moi\b"), r"\1 mois"),
    (re.compile(r"\b(have|has|had|did|does|do|is|was|wo|ca)nt\b"), r"\1n t"),
    (re.compile(r"\b(i|we)(ve|m|ll)\b"), r"\1 \2"),
    (re.compile(r"\bmths?\b"), "months"),
    (re.compile(r"\bwks?\b"), "weeks"),
)


_SOMEONE: Final = (
    rf"(?:(?:mon|ma|mes|notre|le|la|my|our|the) {any_of(RELATIVES)}"
    r"|(?:mon|ma|mes|le|la) (?:coloc\w*|patronn?e?|assistante?|moitie|chef)"
    r"|(?:my|our|the) (?:flatmate|roommate|other half|boss|office manager|missus|hubby))"
)
_BY_ANOTHER: Final = re.compile(
    rf"\b{_SOMEONE}(?: (?:ki|qui))?(?: (?:s en|en|s|l|y|les|usually|always|normally))* (?:occupe|charge|gere|commande"
    r"|achete|prend|voit|fait|decide|deals|sorts|handles|takes care|does|orders|buys|gets|looks after|decides)\b"
    rf"|\b(?:demande[rz]?|vois|voyez|ask|check with|talk to|speak to|c est)(?: (?:a|ca avec|avec|plutot|to))*"
    rf" {_SOMEONE}\b"
    rf"|\b(?:that s|it s|its) (?:up to )?{_SOMEONE}(?: s)?(?: job| department| thing)?$"
)
#: Who comes for it wants it: "je viendrai le chercher samedi" puts nothing off.
_COMES: Final = re.compile(
    r"\b(?:chercher|recuperer|prendre en (?:boutique|magasin)|collect|pick (?:it |them )?up|come by|pop in)\b"
)
_LATER: Final = re.compile(
    r"\b(?:reparlez|reparle|reproposez|redemandez|repassez)\b|\b(?:ask|try|offer) (?:me )?again\b|\bremind me\b"
)
#: "pour deux mois", "encore trois semaines", "for six weeks" name the same day as "dans deux mois".
_FOR: Final = re.compile(
    r"\b(?:pour (?:encore |environ )?|encore (?:pour )?|pendant |for (?:about |another )?|another )"
    r"(?=(?:un|une|deux|trois|quatre|cinq|six|huit|dix|quinze|\d+|a|one|two|three|four|five|eight|ten)"
    r" (?:jours?|semaines?|mois|ans?|days?|weeks?|months?|years?)\b)"
)
_ANOTHER: Final = re.compile(r"\b(?:for )?another(?= (?:week|month|year)\b)")
_NEXT_WEEK: Final = re.compile(r"\b(?:la )?semaine prochaine\b|\bnext week\b|\b(?:pas cette semaine|not this week)\b")
_NEXT_MONTH: Final = re.compile(
    r"\b(?:le )?mois prochain\b|\bnext month\b|\b(?:pas ce mois|not this month)\b|\ba la fin du mois\b|\bpay ?day\b"
)
_DAY_ALONE: Final = re.compile(
    r"\b(?:jusqu au|pas avant le|apres le|until the|till the|after the) (\d{1,2})(?:er|st|nd|rd|th)?$"
)
_AUTUMN: Final = re.compile(r"\b(?:a|apres|pour) la rentree\b")
_MONTH: Final = re.compile(
    r"\b(?:en|avant|debut|fin|d ici|courant|in|before|until|till) (?:le mois de )?(?P<month>"
    + "|".join(MONTHS)
    + r")\b"
)


def read_renewal(text: str, language: str, now: datetime) -> RenewalReply | None:
    """Return what a text says of buying again. `now` is in the customer's own zone."""
    said = plain(written_out(text[:LOOKED_AT]))
    if not said or len(said.split()) > LONGEST or is_asking(text) or tells_of_a_death(text):
        return None
    for typed, meant in _TYPED:
        said = typed.sub(meant, said)
    if _BY_ANOTHER.search(said):
        return RenewalReply("no_need", sure=False, by_another=True)
    if _COMES.search(said):
        return None
    met = row_met(said)
    until = _day(said, language, now)
    if met is None:
        return RenewalReply("not_before", until, bool(_LATER.search(said))) if until is not None else None
    return RenewalReply(met.word, until if met.word in ("still_some", "away") else None, met.sure)


_RUN_OUT: Final = re.compile(
    rf"{before(GREETINGS, FILLERS, EXCLAMATIONS, JOINS, 'no, la')}"
    r"(?:(?:je n en|j en|on n en|on en|nous n en) (?:ai|a|avons) (?:presque |bientot |deja )?plus(?: du tout)?"
    r"|(?:il )?(?:ne |n )?(?:m|nous) en reste (?:presque |bientot )?(?:plus|rien)(?: du tout)?"
    r"|je suis (?:presque |bientot )?a court(?: de (?:cafe|grains|the|filtres?|capsules?))?"
    r"|(?:j ai|on a|nous avons) (?:tout )?(?:fini|termine|vide) (?:le|mon|notre) (?:dernier )?"
    r"(?:paquet|sachet|sac|cafe)"
    r"|(?:i ve|i have|we ve|we have|i m|i am|we re|we are|i|we|ive) (?:just |almost |nearly |already )?"
    r"(?:all )?(?:run |running |ran )?(?:out|low)(?: of (?:it|them|coffee|beans|filters))?"
    r"|(?:i ve |i have |we have |there s |there is )?(?:got )?(?:none|nothing) left|no more left)"
    rf"{after(COURTESIES, 'de cafe, du tout, encore, again, a la maison, chez moi, at home')}"
)


def has_run_out(text: str) -> bool:
    """Return whether a text says that there is none left at home: "je n'en ai plus", "I've run out"."""
    return _RUN_OUT.fullmatch(plain(text[:LOOKED_AT])) is not None


def _day(said: str, language: str, now: datetime) -> date | None:
    """Return the one day that they name and that lies ahead; the first of a month, or of a week or month to come."""
    if _NEXT_WEEK.search(said):
        return now.date() + timedelta(days=7)
    if _NEXT_MONTH.search(said):
        return (now.date().replace(day=1) + timedelta(days=32)).replace(day=1)
    if _AUTUMN.search(said):
        return _first_of(9, now.date())
    said = _ANOTHER.sub("for one", said)
    ahead = _FOR.sub("in " if language == "en" else "dans ", said)
    days = {day for day in days_in(ahead, language, now) if day > now.date()}
    if len(days) == 1:
        return days.pop()
    alone = _DAY_ALONE.search(said) if not days else None
    if alone is not None:
        return _next_such_day(int(alone[1]), now.date())
    month = _MONTH.search(said) if not days else None
    return _first_of(MONTHS[month["month"]], now.date()) if month else None


def _next_such_day(day: int, today: date) -> date | None:
    """Return the next day of that number: of this month, else of the next that has one."""
    month = today.replace(day=1)
    for _ in range(3):
        if 1 <= day <= monthrange(month.year, month.month)[1] and month.replace(day=day) > today:
            return month.replace(day=day)
        month = (month + timedelta(days=32)).replace(day=1)
    return None


def _first_of(month: int, today: date) -> date:
    ahead = date(today.year, month, 1)
    return ahead if ahead > today else ahead.replace(year=today.year + 1)
