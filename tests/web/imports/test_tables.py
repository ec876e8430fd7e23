"""Lines of files as exports have them."""

from __future__ import annotations

import pytest

from bot.web.imports.tables import Line, Unreadable, lines_of, text_of


def read(raw: bytes | str) -> list[Line | Unreadable]:
    return list(lines_of(text_of(raw.encode() if isinstance(raw, str) else raw)))


@pytest.mark.parametrize(
    "raw",
    [
        "id;nom\na;Café\n".encode("cp1252"),
        "\ufeffid,nom\r\na,Café\r\n".encode(),
        "id\tnom\na\tCafé".encode(),
        "id,nom\n\n,\na,Café\n".encode(),
        "id\tnom\r\na\tCafé\r\n".encode("utf-16"),
    ],
)
def test_whatever_wrote_it_the_cells_are_the_same(raw: bytes) -> None:
    (line,) = read(raw)
    assert isinstance(line, Line)
    assert line.cells == {"id": "a", "nom": "Café"}


def test_a_line_is_numbered_by_where_it_begins() -> None:
    found = read('id,text\na,"one\ntwo"\nb,x,y\nc,z\n')
    assert [(one.number, isinstance(one, Line)) for one in found] == [(2, True), (4, False), (5, True)]
    assert found[1] == Unreadable(4, "3 cells in a table of 2 columns")


def test_a_quotation_mark_that_is_never_closed_costs_its_own_line_only() -> None:
    assert read('id,name\na,"Léa\nb,Max\nc,"Zoé"\n') == [
        Unreadable(2, "a quotation mark is opened here and never closed"),
        Line(3, {"id": "b", "name": "Max"}),
        Line(4, {"id": "c", "name": "Zoé"}),
    ]
    assert read('id,screen\na,24"\n') == [Line(2, {"id": "a", "screen": '24"'})]


def test_json_is_an_object_a_line_or_one_document() -> None:
    assert read('{"id": 1}\n\nno\n{"id": 2}\n') == [
        Line(1, {"id": 1}),
        Unreadable(3, "no JSON object"),
        Line(4, {"id": 2}),
    ]
    assert read('{\n "id": 1\n}') == [Line(1, {"id": 1})]
    assert read('[{"id": 1}, 7]') == [Line(1, {"id": 1}), Unreadable(2, "no JSON object")]


def test_what_is_no_text_is_said_once() -> None:
    (told,) = read(b"SQLite format 3\0" + b"x,\n" * 5_000)
    assert told == Unreadable(1, "this file is no text; export it as CSV, or as a JSON object a line")


def test_an_empty_file_has_no_lines() -> None:
    assert read("") == read("id,name\n") == []
