"""Words that take what is shown without naming it: "je la prends", "j'en veux 3", "deux sachets", "yes, two please".

Read without a model; what is shown is not known here.
"""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import (
    APPROVAL,
    COURTESIES,
    FILLERS,
    JOINS,
    PACKAGES,
    PLEASE,
    SECOND_THOUGHTS,
    YES,
    after,
    any_of,
    before,
)
from bot.understanding.replies.outcome import Understood
from bot.understanding.spelling import written_out
from bot.understanding.values.numbers import read_number

LOOKED_AT: Final = 120  # characters
MOST: Final = 999  # pieces
_BEFORE: Final = before(YES, JOINS, FILLERS, SECOND_THOUGHTS, APPROVAL, PLEASE, "tant pis, oh well, si")
_PIECES: Final = f" {any_of(PACKAGES, 'exemplaires?, unites?, pieces?, units?, paires?, pairs?')}"
_AFTER: Final = r"(?: of (?:them|those|it|these))?" + after(
    COURTESIES, SECOND_THOUGHTS, "alors, then, cette fois(?: ci)?, this time, now, tout de suite, aussi, too",
    "quand meme, anyway"
)  # fmt: skip
#: Words of taking with nothing but a pronoun, or with nothing at all: "je prends".
_TAKES: Final = re.compile(
    rf"{_BEFORE}(?:je (?:la|le|les) (?:prends|prend|veux|commande|garde|choisis)"
    r"|je (?:vais|voudrais|veux|souhaite|aimerais) (?:la|le|les) (?:prendre|commander|acheter|reserver|garder)"
    r"|j ?l ?[ae]? (?:prends?|veux|commande)|on (?:la |le |les )?prend|je prends?"
    r"|je prends (?:celle|celui) (?:la|ci)|celle la(?: alors)?|(?:la|le) commander|je l achete|je la veux bien"
    r"|va pour (?:celle|celui) (?:la|ci)"
    r"|(?:vous )?(?:pouvez|pourriez|peux|pourrais)(?: vous)? (?:me )?(?:la|le|les) (?:me )?"
    r"(?:mettre de cote|garder|reserver)"
    r"|(?:mettez|gardez|reservez) (?:la|le|les) (?:moi|nous)(?: de cote)?"
    r"|(?:can|could) you (?:please )?(?:keep|hold|reserve|put) (?:it|one|that one|this one|them)(?: aside)?(?: for me)?"
    r"|(?:i ll|ill|i will|i d like to|i want to|let me|we ll|can i) (?:take|have|buy|order|get) (?:it|this|that|them"
    r"|this one|that one)|(?:order|buy) (?:it|this|that|them|this one|that one)|i want (?:it|this one|that one))"
    rf"{_AFTER}"
)
_TAKING: Final = (
    r"(?:j en (?:veux|prends|voudrais|prendrai|prendrais|aimerais|commande|vais prendre)|je vais en prendre"
    r"|(?:il )?m en faut|on en prend(?:ra)?"
    r"|(?:vous )?(?:mettez|mets|met|donnez|comptez|faites|envoyez|ajoutez)(?: (?:m|moi))?"
    r"(?: en| (?:la|le)(?: plutot)? en)"
    r"|(?:i|we) (?:ll|will) (?:take|have|get)|i want|i d like|(?:give|get) me|let me have|can i (?:have|get|take)"
    r"|make (?:it|that)|let s (?:say|do)|put me down for)(?: aussi| bien| plutot)?"
)
_SO_MANY: Final = re.compile(rf"{_BEFORE}{_TAKING} (?P<count>\d{{1,3}}|[a-z]+)(?:{_PIECES})?{_AFTER}")
_COUNT_ALONE: Final = re.compile(
    rf"(?:{any_of(YES, APPROVAL, SECOND_THOUGHTS, 'alors, mettons, disons, let s say')} )+(?P<count>\d{{1,3}}|[a-z]+)"
    rf"{after(PLEASE, SECOND_THOUGHTS, 'alors, then')}"
)
_COUNT_CHANGED: Final = re.compile(rf"(?P<count>\d{{1,3}}|[a-z]+) {any_of(SECOND_THOUGHTS)}")
_SO_MANY_PIECES: Final = re.compile(rf"{_BEFORE}(?P<count>\d{{1,3}}|[a-z]+){_PIECES}{_AFTER}")


def pieces_pointed(text: str, language: str) -> int | None:
    """Return how many of what is shown a text takes that names nothing: "j'en veux 3", "deux sachets"."""
    return _count_in(text, language, _SO_MANY, _SO_MANY_PIECES)


def count_after_all(text: str, language: str) -> int | None:
    """Return how many a text says of what was spoken of, with nothing but a yes or a second thought: "oui, deux",
    "finalement 3", "yes, two please"."""
    return _count_in(text, language, _COUNT_ALONE, _COUNT_CHANGED)


def _count_in(text: str, language: str, *patterns: re.Pattern[str]) -> int | None:
    flat = plain(text, LOOKED_AT)
    found = next((met for one in patterns if (met := one.fullmatch(flat)) is not None), None)
    read = read_number(found["count"], language) if found is not None else None
    count = read.value if isinstance(read, Understood) else None
    return count if isinstance(count, int) and 0 < count <= MOST else None


def takes_unnamed(text: str) -> bool:
    """Return whether a text takes what is shown and names nothing of it: "je la prends", "j'en veux 3"."""
    flat = plain(written_out(text[:LOOKED_AT]), LOOKED_AT)
    return _TAKES.fullmatch(flat) is not None or takes_so_many(text)


def takes_so_many(text: str) -> bool:
    """Return whether a text only says how many it takes, in either language."""
    return any(pieces_pointed(text, one) is not None for one in ("fr", "en"))
