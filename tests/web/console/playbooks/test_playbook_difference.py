"""Differences as text: the right files, lines and words."""

from __future__ import annotations

import pytest

from bot.web.console.playbooks.playbook_difference import AROUND, MOST_LINES, Line, differences

TEXT = "\n".join(f"line {number}" for number in range(1, 31)) + "\n"


def shown(lines: tuple[Line, ...]) -> list[str]:
    signs = {"same": " ", "gone": "-", "new": "+", "gap": "~"}
    return [
        signs[line.kind] + "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in line.pieces)
        for line in lines
    ]


def test_what_is_the_same_is_not_told() -> None:
    assert differences({"a": TEXT}, {"a": TEXT}) == []


def test_a_changed_line_has_its_words_marked_and_its_neighbours_around_it() -> None:
    [file] = differences({"a": TEXT}, {"a": TEXT.replace("line 15", "line fifteen")})
    assert (file.state, file.gone, file.new) == ("changed", 1, 1)
    around = [" line 12", " line 13", " line 14", "-line [15]", "+line [fifteen]", " line 16", " line 17", " line 18"]
    assert shown(file.lines) == ["~", *around, "~"]
    gone = next(line for line in file.lines if line.kind == "gone")
    new = next(line for line in file.lines if line.kind == "new")
    assert (gone.before, gone.after, new.before, new.after) == (15, None, None, 15)


def test_lines_that_have_nothing_in_common_are_marked_whole() -> None:
    [file] = differences({"a": "abc def\n"}, {"a": "1: [x, y]\n"})
    assert shown(file.lines) == ["-abc def", "+1: [x, y]"]


@pytest.mark.parametrize(("before", "after", "state"), [({}, {"a": "x\n"}, "added"), ({"a": "x\n"}, {}, "removed")])
def test_files_come_and_go(before: dict[str, str], after: dict[str, str], state: str) -> None:
    [file] = differences(before, after)
    assert (file.path, file.state) == ("a", state)


def test_files_are_told_by_path_and_numbers_are_the_files_own() -> None:
    found = differences({"b": "1\n", "a": TEXT}, {"b": "2\n", "a": "first\n" + TEXT})
    assert [file.path for file in found] == ["a", "b"]
    assert [(line.before, line.after) for line in found[0].lines[: AROUND + 1]] == [(None, 1), (1, 2), (2, 3), (3, 4)]


def test_a_very_long_difference_is_cut_and_says_so() -> None:
    [file] = differences({}, {"a": "x\n" * (MOST_LINES + 1)})
    assert file.cut
    assert (len(file.lines), file.new) == (MOST_LINES, MOST_LINES + 1)
