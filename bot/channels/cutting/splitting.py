"""Cutting a long text where a reader would pause, never inside what a reader sees as one sign.

Lengths are UTF-16 units: Telegram and Twilio both count those, so that an emoji is two, and a family of emoji eleven.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

#: Where to cut, the best first: paragraph, line, sentence, word.
_BORDERS: Final = tuple(
    regex.compile(pattern)
    for pattern in (r"\n[^\S\n]*\n\s*", r"\n\s*", r"[.!?…:;。！？](?:\s?[\p{Pe}\p{Pf}])*\K\s+", r"\s+")
)
_GRAPHEME: Final = regex.compile(r"\X")


def width(text: str) -> int:
    """Return the length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int) -> list[str]:
    """Return `text` in pieces of at most `limit` UTF-16 units, none of them blank; only blanks at the cuts are lost.

    A border counts when it leaves a piece at least half full, so that a short first paragraph does not become a message
    of its own. A single sign longer than `limit` (a letter under thousands of accents) is cut between code points.
    """
    pieces, rest = [], text.strip()
    while width(rest) > limit:
        end, begin = _cut(rest, limit)
        pieces.append(rest[:end].rstrip())
        rest = rest[begin:].lstrip()
    return [*pieces, rest] if rest else pieces


def _cut(text: str, limit: int) -> tuple[int, int]:
    """Return where the piece ends and where the rest begins."""
    reach = _reach(text, limit)
    for border in _BORDERS:
        cuts = [found for found in border.finditer(text, 0, reach + 1) if reach // 2 <= found.start() <= reach]
        if cuts and cuts[-1].start() > 0:
            return cuts[-1].start(), cuts[-1].end()
    return reach, reach


def _reach(text: str, limit: int) -> int:
    """Return how many code points of whole signs fit into `limit` units; at least one code point."""
    reach = used = 0
    for sign in _signs(text):
        used += width(sign)
        if used > limit:
            break
        reach += len(sign)
    return reach or _points(text, limit)


def _signs(text: str) -> Iterator[str]:
    return (found.group() for found in _GRAPHEME.finditer(text))


def _points(text: str, limit: int) -> int:
    """How many code points fit, where the first sign alone is too long."""
    count = used = 0
    for point in text:
        used += width(point)
        if used > limit:
            break
        count += 1
    return count
