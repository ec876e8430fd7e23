"""Tables as files that a spreadsheet opens without being told to do anything: CSV (RFC 4180), UTF-8 with its mark.

A spreadsheet runs what begins with one of a few signs as a formula (OWASP, "CSV Injection"). Whatever text begins so
gets an apostrophe before it, also where a line or a field of a reader that splits at semicolons would begin. Numbers
are ours and stay numbers. Every field stands in quotes.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from starlette.responses import StreamingResponse

T = TypeVar("T")
Cell = str | int | float | date | datetime | None
#: One table: the line of headings, and lines as they are read.
Lines = AsyncIterator[Sequence[Cell]]

MARK: Final = "\ufeff"
#: What makes a formula, and the same signs in full width, which a spreadsheet may fold.
_FORMULA: Final = re.compile(
    r"(?:^|(?<=[;\t\r\n]))(?=[ \u00a0\u200b\u200e\u200f\ufeff]*[=+\-@\t\r\x00\uff1d\uff0b\uff0d\uff20])"
)
_AT_ONCE: Final = 64  # lines of one piece
PAGE: Final = 500  # rows that are read at once


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return _FORMULA.sub("'", text)


def field(value: Cell, zone: ZoneInfo | None = None) -> str:
    """Return one field, in its quotes: times in the zone as `2026-03-09 18:00`, numbers as they are."""
    if value is None:
        return '""'
    if isinstance(value, datetime):
        return f'"{value.astimezone(zone):%Y-%m-%d %H:%M}"'
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    if isinstance(value, str):
        return '"' + harmless(value).replace('"', '""') + '"'
    return f'"{value}"'


def line(values: Iterable[Cell], zone: ZoneInfo | None = None) -> str:
    """Return one line with its end."""
    return ",".join(field(value, zone) for value in values) + "\r\n"


async def each(rows: Iterable[Sequence[Cell]]) -> Lines:
    """Yield lines that are at hand already."""
    for row in rows:
        yield row


async def paged(
    page: Callable[[tuple[int, int] | None], Awaitable[Sequence[T]]],
    place: Callable[[T], tuple[int, int]],
    row: Callable[[T], Sequence[Cell]],
) -> Lines:
    """Yield the lines of a list that is read a page at a time, each after the `place` of the one before."""
    after = None
    while found := await page(after):
        for one in found:
            yield row(one)
        after = place(found[-1])


async def pieces(headings: Sequence[str], lines: Lines, zone: ZoneInfo | None = None) -> AsyncIterator[bytes]:
    """Yield the file, a piece at a time: no more of it is held than that."""
    kept = [MARK, line(headings)]
    async for values in lines:
        kept.append(line(values, zone))
        if len(kept) >= _AT_ONCE:
            yield "".join(kept).encode(errors="replace")
            kept.clear()
    yield "".join(kept).encode(errors="replace")


def file(name: str, headings: Sequence[str], lines: Lines, zone: ZoneInfo | None = None) -> StreamingResponse:
    """Answer with the file; `name` is of plain letters, without its ending."""
    return StreamingResponse(
        pieces(headings, lines, zone),
        media_type="text/csv; charset=utf-8; header=present",
        headers={"content-disposition": f'attachment; filename="{name}.csv"', "cache-control": "no-store"},
    )
