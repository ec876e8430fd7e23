"""The difference between two playbooks as text: file by file, a few lines around each change, the words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal

from msgspec import Struct

State = Literal["added", "removed", "changed"]
Kind = Literal["same", "gone", "new", "gap"]

#: Lines that stand around a change.
AROUND: Final = 3
#: Lines of a file that are shown: who needs more has the files.
MOST_LINES: Final = 1500
#: Two lines less alike than this are two lines, not one that was changed.
ALIKE: Final = 0.4
_WORDS: Final = re.compile(r"\w+|\s+|[^\w\s]")


class Piece(Struct, frozen=True):
    """A part of a line; `marked`: it is what differs."""

    text: str
    marked: bool = False


class Line(Struct, frozen=True):
    """A line with its numbers, from 1, before and after; a `gap` stands for lines that are the same."""

    kind: Kind
    before: int | None = None
    after: int | None = None
    pieces: tuple[Piece, ...] = ()


class FileDifference(Struct, frozen=True, kw_only=True):
    """A file that differs, and how many lines went and came. `cut`: there are more than are shown."""

    path: str
    state: State
    lines: tuple[Line, ...]
    gone: int
    new: int
    cut: bool = False


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[FileDifference]:
    """Return the files that differ, by path."""
    paths = sorted(before.keys() | after.keys())
    return [_of(path, before.get(path), after.get(path)) for path in paths if before.get(path) != after.get(path)]


def _of(path: str, before: str | None, after: str | None) -> FileDifference:
    old, new = (before or "").splitlines(), (after or "").splitlines()
    lines = tuple(_lines(old, new))
    return FileDifference(
        path=path,
        state="added" if before is None else "removed" if after is None else "changed",
        lines=lines[:MOST_LINES],
        gone=sum(line.kind == "gone" for line in lines),
        new=sum(line.kind == "new" for line in lines),
        cut=len(lines) > MOST_LINES,
    )


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    reached = 0  # of the old lines
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        if group[0][1] > reached:
            yield Line("gap")
        for tag, i, j, k, m in group:
            if tag == "equal":
                for step, text in enumerate(old[i:j]):
                    yield Line("same", i + step + 1, k + step + 1, (Piece(text),))
            else:
                yield from _changed(old[i:j], new[k:m], i, k)
        reached = group[-1][2]
    if reached and reached < len(old):
        yield Line("gap")


def _changed(old: Sequence[str], new: Sequence[str], i: int, k: int) -> Iterator[Line]:
    """Yield the lines that went, then those that came; where one became another, their words are held together."""
    pairs = [_words(one, other) for one, other in zip(old, new, strict=False)]
    for step, text in enumerate(old):
        yield Line("gone", i + step + 1, None, pairs[step][0] if step < len(pairs) else (Piece(text),))
    for step, text in enumerate(new):
        yield Line("new", None, k + step + 1, pairs[step][1] if step < len(pairs) else (Piece(text),))


def _words(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both lines with the words marked that differ; nothing is marked where hardly anything is the same."""
    olds, news = _WORDS.findall(one), _WORDS.findall(other)
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    if matcher.ratio() < ALIKE:
        return (Piece(one),), (Piece(other),)
    before: list[Piece] = []
    after: list[Piece] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if i < j:
            before.append(Piece("".join(olds[i:j]), tag != "equal"))
        if k < m:
            after.append(Piece("".join(news[k:m]), tag != "equal"))
    return tuple(before), tuple(after)
