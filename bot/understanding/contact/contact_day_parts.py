"""At which part of the day a customer wishes to be written to: « pas de messages le soir », "stop texting me at night".

A part of the day has the hours that people mean by it: the morning ends at noon, the evening begins at six, "late" at
eight, the night lasts from nine to eight, "early" is before nine. A day before it, or a "this", makes it one morning
of many and no wish: « dimanche matin », « ce soir », "text me in the morning". Over plain words (`plain_text`),
French and English.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from msgspec.structs import replace

from bot.model.customer import ContactWishes
from bot.rules.contact.wishes import kept
from bot.rules.texts.plain_text import words
from bot.understanding.contact.contact_wish_words import WRITING

Window = tuple[int | None, int | None]
"""Nothing before, nothing after, in minutes of the day."""

#: What is left of the day where a part of it is to be silent.
_WITHOUT: Final[dict[str, Window]] = {
    "late": (None, 20 * 60),
    "early": (9 * 60, None),
    "night": (8 * 60, 21 * 60),
    "morning": (12 * 60, None),
    "evening": (None, 18 * 60),
}
#: What is left of it where only that part is wanted.
_ONLY_IN: Final[dict[str, Window]] = {
    "morning": (None, 12 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (18 * 60, None),
}
_THE: Final = (
    r"(?:(?:le|les|la|l|en|dans|pendant|durant|de|chaque|tous|toutes|in|the|at|on|during|over|by|every|each|through"
    r"|middle|milieu|of|au|pleine) )*"
)
_VERY: Final = r"(?:si|trop|aussi|so|too|that|this|as) "
_DARK: Final = rf"{_THE}(?:soirs?|soirees?|evenings?|nights?|nuit)"
_DAWN: Final = rf"{_THE}(?:matins?|matinees?|mornings?)"


def _part(name: str) -> str:
    """Return the pattern of a part of the day, its kinds named after `name`."""
    return (
        rf"(?:(?P<{name}late>{_VERY}(?:tard|late)(?: {_DARK})?|(?:tard|late) {_DARK})"
        rf"|(?P<{name}early>{_VERY}(?:tot|early)(?: {_DAWN})?|(?:tot|early) {_DAWN})"
        rf"|(?P<{name}night>{_THE}(?:nuits?|nights?(?: ?time)?|overnight))"
        rf"|(?P<{name}morning>{_DAWN})"
        rf"|(?P<{name}afternoon>{_THE}(?:apres midis?|afternoons?))"
        rf"|(?P<{name}evening>{_THE}(?:soirs?|soirees?|evenings?)))(?![a-z0-9])"
    )


_PARTS: Final = re.compile(rf"\b{_part('a')}")
_ONLY: Final = r"(?:seulement|uniquement|exclusivement|plutot|juste|que|de preference|only|just|rather|preferably)"
_ONLY_THEN: Final = re.compile(rf"\b{_ONLY} {_part('a')}")
_THEN_ONLY: Final = re.compile(rf"\b{_part('a')} (?:{_ONLY}|c est mieux|is better|works better)(?![a-z0-9])")
_WORKS_NIGHTS: Final = re.compile(
    r"\b(travaille|bosse|work|working) (?:de |at |la |le )?(?:nuits?|nights?|matin|soir)\b"
)
#: One morning, or a courtesy.
_ONE: Final = words(
    """
    ce cet cette this bon bonne good demain tomorrow hier yesterday lundi mardi mercredi jeudi vendredi samedi dimanche
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays
    sundays lendemain next
    """
)
#: In English "in the evening" may be this one's: more of them, or "only", make a habit.
_ENGLISH_ONE: Final = re.compile(r"\b(?:morning|afternoon|evening)$")
DENYING: Final = words(
    """
    pas plus jamais rien ni ne n non sans aucun evitez eviter evite arretez arrete arreter stop stoppez cessez cesser
    moins no not never nothing none t dont don without avoid quit cease fewer less ou or nor et and
    """
)
"""Words with which a part of the day is refused; a wish may have them beside it."""
AND: Final = words("ou or nor et and")
_REFUSING: Final = DENYING - AND
_HABIT: Final = words("only just seulement uniquement always generally usually rather")
_SPEAKS: Final = WRITING | words("sms whatsapp telegram")


class DayParts(NamedTuple):
    """What is left of the day, and of the words."""

    window: Window
    rest: str


def read_day_parts(said: str) -> DayParts | None:
    """Return when somebody may be written to, as plain words have it by parts of the day; None where they say nothing
    of it, or what has no hours: a day without its afternoon, one evening.
    """
    window: Window = (None, None)
    rest, known = _WORKS_NIGHTS.sub(r"\1", said), False
    while (found := _ONLY_THEN.search(rest) or _THEN_ONLY.search(rest)) is not None:
        kind = _kind(found)
        if kind not in _ONLY_IN or _is_one(rest, found):
            return None
        window, rest, known = _narrowed(window, _ONLY_IN[kind]), _cut(rest, found), True
    habit = not _HABIT.isdisjoint(said.split())
    denied = not _REFUSING.isdisjoint(rest.split())
    while (found := _PARTS.search(rest)) is not None:
        kind, table = _kind(found), _WITHOUT if denied else _ONLY_IN
        if kind not in table or _is_one(rest, found) or (_ENGLISH_ONE.search(found[0]) and not (denied or habit)):
            return None
        window, rest, known = _narrowed(window, table[kind]), _cut(rest, found), True
    start, end = window
    if not known or (start is not None and end is not None and start >= end):
        return None
    return DayParts(window, rest)


def in_day_parts(wishes: ContactWishes, said: str) -> tuple[ContactWishes, str]:
    """Return the wishes with what is said of parts of the day beside a word of writing, and what is left of the words:
    « pas le matin » alone may say when somebody comes by.
    """
    found = None if "hours" in kept(wishes) or _SPEAKS.isdisjoint(said.split()) else read_day_parts(said)
    if found is None:
        return wishes, said
    return replace(wishes, not_before=found.window[0], not_after=found.window[1]), found.rest


def _kind(found: re.Match[str]) -> str:
    return next(name[1:] for name, text in found.groupdict().items() if text is not None)


def _is_one(said: str, found: re.Match[str]) -> bool:
    before = said[: found.start()].split()[-1:]
    return bool(before) and before[0] in _ONE


def _narrowed(one: Window, other: Window) -> Window:
    starts = [at for at in (one[0], other[0]) if at is not None]
    ends = [at for at in (one[1], other[1]) if at is not None]
    return max(starts, default=None), min(ends, default=None)


def _cut(said: str, found: re.Match[str]) -> str:
    return f"{said[: found.start()]} {said[found.end() :]}".strip()
