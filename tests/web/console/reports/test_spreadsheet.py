"""Files for spreadsheets: they say what the table says, and nothing in them is run."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.web.console.reports.spreadsheet import Cell, field, file, harmless, line, paged, pieces

PARIS = ZoneInfo("Europe/Paris")


async def rows(*given: Sequence[Cell]) -> AsyncIterator[Sequence[Cell]]:
    for row in given:
        yield row


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+33612345678",
        "-2",
        "@SUM(A1)",
        "\x00=1",
        " =cmd|'/c calc'!A1",
        "＝1+1",
        "＋1",
        "－1",
        "＠a",
        "\u200b=1",
        "\ufeff=1",
        "\u00a0=1",
    ],
)
def test_what_begins_like_a_formula_is_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Camille", "a=b", "1+1", "'=1", "", "l’été", "a - b", "x@y.example"])
def test_other_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [("a;=1", "a;'=1"), ("a\n=1", "a\n'=1"), ("a\t@x", "a\t'@x"), ("\t=1", "'\t'=1"), ("\r=1", "'\r'=1")],
)
def test_nothing_begins_a_formula_for_a_reader_that_splits_elsewhere(text: str, safe: str) -> None:
    assert harmless(text) == safe


def test_fields_are_quoted_and_told_in_the_zone() -> None:
    assert field('dit "oui"') == '"dit ""oui"""'
    assert field(None) == '""'
    assert field(-2) == '"-2"'
    assert field(0.5) == '"0.5"'
    assert field(date(2026, 3, 9)) == '"2026-03-09"'
    assert field(datetime(2026, 3, 9, 17, tzinfo=UTC), PARIS) == '"2026-03-09 18:00"'
    assert line(["a", 1]) == '"a","1"\r\n'


async def test_a_file_is_read_back_as_it_was_told() -> None:
    told = [("Léa", 'un "mot", deux\nlignes', 3), *[(f"n{number}", "", number) for number in range(200)]]
    given = [piece async for piece in pieces(["Nom", "Mot", "N"], rows(*told))]
    assert len(given) > 2, "more than one piece: nothing is held whole"
    text = b"".join(given).decode()
    assert text.startswith("\ufeff")
    found = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert found == [["Nom", "Mot", "N"], *[[*row[:2], str(row[2])] for row in told]]


async def test_the_file_is_not_shown_but_kept() -> None:
    answer = file("stages-2026-03-09", ["a"], rows())
    assert answer.headers["content-disposition"] == 'attachment; filename="stages-2026-03-09.csv"'
    assert answer.headers["content-type"].startswith("text/csv; charset=utf-8")


async def test_a_list_is_read_a_page_at_a_time_until_there_is_no_more() -> None:
    asked = []

    async def page(after: tuple[int, int] | None) -> list[int]:
        asked.append(after)
        start = after[0] if after else 0
        return list(range(start + 1, min(start + 3, 6)))

    lines = [cells async for cells in paged(page, lambda one: (one, 0), lambda one: [one, "x"])]
    assert lines == [[number, "x"] for number in range(1, 6)]
    assert asked == [None, (2, 0), (4, 0), (5, 0)]
