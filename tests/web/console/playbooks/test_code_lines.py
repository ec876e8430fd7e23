"""A file's lines with what is wrong in them, exactly where it is."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Place
from bot.playbook.faults import Fault, error, warning
from bot.web.console.playbooks.code_lines import MOST_LINES, Row, code_lines

PATH = "flows/conversations/order.yaml"


def at(line: int, column: int, message: str = "wrong") -> Fault:
    return error(Place(PATH, line, column), message)


def waved(row: Row) -> str:
    return "".join(piece.text for piece in row.pieces if piece.wave)


def test_lines_are_all_there_and_parts_have_their_kinds() -> None:
    text = 'flow: order\n  - say: "Bonjour {{ customer.name }}"  # salut\n\n'
    rows = code_lines(text, PATH, ())
    assert ["".join(piece.text for piece in row.pieces) for row in rows] == text.split("\n")[:-1]
    kinds = {piece.text: piece.kind for row in rows for piece in row.pieces}
    assert (kinds["flow"], kinds["say"], kinds["{{ customer.name }}"]) == ("k", "k", "l")
    assert kinds['"Bonjour '] == "v"
    assert next(kind for words, kind in kinds.items() if "# salut" in words) == "c"


@pytest.mark.parametrize(("column", "word"), [(7, "order.total"), (1, "flow"), (20, "x"), (99, "x"), (0, "flow")])
def test_the_wave_lies_under_the_word_at_the_column(column: int, word: str) -> None:
    [row] = code_lines("flow: order.total  x", PATH, [at(1, column)])
    assert waved(row).rstrip(":") == word


def test_what_is_said_stands_by_its_line_the_worst_first_in_its_colour() -> None:
    faults = [warning(Place(PATH, 1, 1), "hm"), at(1, 1), at(9, 1, "past the end"), error(Place("other", 1, 1), "no")]
    one, two = code_lines("a: 1\nb: 2\n", PATH, faults)
    assert (one.severity, [fault.message for fault in one.says]) == ("error", ["hm", "wrong"])
    assert [fault.message for fault in two.says] == ["past the end"]


def test_an_empty_file_has_a_line_to_say_it_at() -> None:
    [row] = code_lines("", PATH, [at(1, 1, "this file is empty")])
    assert (row.pieces, len(row.says)) == ((), 1)


def test_a_very_long_file_shows_its_beginning_and_what_is_wrong() -> None:
    rows = code_lines("x\n" * (MOST_LINES + 50), PATH, [at(MOST_LINES + 20, 1)])
    assert [row.number for row in rows[-2:]] == [MOST_LINES, MOST_LINES + 20]


def test_what_is_no_yaml_is_not_coloured() -> None:
    [row] = code_lines("sku: 1 # x", "flows/catalog/a.csv", ())
    assert {piece.kind for piece in row.pieces} == {""}
