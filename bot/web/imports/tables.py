"""A file of lines as somebody's export has them: CSV of any common kind, lines of JSON, or one JSON document.

UTF-8 with or without its mark, UTF-16 (Excel's "Unicode text"), else Windows' Latin-1; commas, semicolons or tabs,
whichever the header has most of. A line is numbered as an editor counts it, by where it begins.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any, Final

import msgspec
from msgspec import Struct

#: Cells may hold whole pages of HTML; the csv module's own limit is 128 KB.
LONGEST_CELL: Final = 2**20
#: So many signs of a file are looked at for one that no text has (a workbook, a picture, a database).
BEGINNING: Final = 4096


class Line(Struct, frozen=True):
    """A line, and what it holds by column: texts, or any JSON."""

    number: int
    cells: dict[str, Any]


class Unreadable(Struct, frozen=True):
    """A line that holds nothing that can be read, and why."""

    number: int
    reason: str


def text_of(raw: bytes) -> str:
    """Return a file's text, whatever it was written in."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def lines_of(text: str) -> Iterator[Line | Unreadable]:
    """Yield the lines of a file. One that begins with a brace or a bracket is JSON."""
    begins = text.lstrip()[:1]
    if "\0" in text[:BEGINNING]:
        yield Unreadable(1, "this file is no text; export it as CSV, or as a JSON object a line")
    elif begins in {"{", "["}:
        yield from _json(text)
    else:
        yield from _csv(text)


def _json(text: str) -> Iterator[Line | Unreadable]:
    whole = _whole(text)
    if whole is not None:
        yield from (
            Line(number, one) if isinstance(one, dict) else Unreadable(number, "no JSON object")
            for number, one in enumerate(whole, 1)
        )
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield Line(number, msgspec.json.decode(line, type=dict[str, Any]))
        except msgspec.MsgspecError:
            yield Unreadable(number, "no JSON object")


def _whole(text: str) -> list[Any] | None:
    """Return the objects of one JSON document, numbered by their place; None where each line is one of its own."""
    try:
        found = msgspec.json.decode(text)
    except msgspec.MsgspecError:
        return None
    return found if isinstance(found, list) else [found]


def _csv(text: str) -> Iterator[Line | Unreadable]:
    rows = list(io.StringIO(text, newline=""))
    delimiter = max(",;\t", key=(rows[0] if rows else "").count)
    csv.field_size_limit(LONGEST_CELL)
    reader, before = csv.reader(iter(rows), delimiter=delimiter), 0
    header: list[str] = []
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield Unreadable(begins, f"this row can't be read: {fault}")
            begins = before + reader.line_num + 1
            continue
        if begins < before + reader.line_num == len(rows) and _quotes(rows[begins - 1 :]) % 2:
            yield Unreadable(begins, "a quotation mark is opened here and never closed")
            reader, before = csv.reader(iter(rows[begins:]), delimiter=delimiter), begins
            begins += 1
            continue
        if header and any(cell.strip() for cell in cells):
            if len(cells) > len(header):
                yield Unreadable(begins, f"{len(cells)} cells in a table of {len(header)} columns")
            else:
                yield Line(begins, {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name})
        header = header or [cell.strip() for cell in cells]
        begins = before + reader.line_num + 1


def _quotes(rows: list[str]) -> int:
    return sum(row.count('"') for row in rows)


def plain_name(column: str) -> str:
    """Return a column's name as it is looked up: small letters and digits alone."""
    return "".join(letter for letter in column.casefold() if letter.isalnum())
