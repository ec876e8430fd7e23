"""French counts the days of a month but for the first: « mardi 1er décembre », then « mercredi 2 décembre ».

CLDR's patterns, and Babel after them, write « 1 décembre », which nobody says or writes (Imprimerie nationale, *Lexique
des règles typographiques*, "Dates").
"""

from __future__ import annotations

import re
from typing import Final

#: A day without a leading zero, before a month in letters; what stands in quotes is not looked at.
_DAY: Final = re.compile(r"('[^']*')|(?<!d)d(?=[ \u00a0\u202f](?:M{3,4}|L{3,4}))")


def as_said(pattern: str, day: int, language: str) -> str:
    """Return a CLDR pattern for a date of that day of the month, as it is said in a language ("fr", "fr-FR")."""
    if day != 1 or not language.startswith("fr"):
        return pattern
    return _DAY.sub(lambda found: found[1] or "d'er'", pattern)
