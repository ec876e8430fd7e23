"""libyaml's complaints in the words of someone who writes texts, where the mistake was most likely made."""

from __future__ import annotations

import re
from typing import Final

import yaml

from bot.playbook.compiled import Place
from bot.playbook.faults import Fault, error

#: A part of the parser's problem, what it means, and whether the mistake stands where the construct began (`context`).
_WORDS: Final = (
    (
        "mapping values are not allowed",
        "a text with `: ` in it needs quotes around it, or this line is indented too far",
        False,
    ),
    (
        "cannot start any token",
        "a text can't begin with this character (a tab, `@`, `` ` `` or `%`); put the text in quotes",
        False,
    ),
    ("found unexpected end of stream", "a quote opened here is never closed", True),
    ("found unexpected document indicator", "a quote opened here is never closed", True),
    ("unexpected end of the stream within", "a `[` or `{` opened here is never closed", True),
    ("did not find expected ',' or ']'", "a `[` opened here is never closed, or a comma is missing", True),
    ("did not find expected ',' or '}'", "a `{` opened here is never closed, or a comma is missing", True),
    ("expected ',' or ']'", "a `[` opened here is never closed, or a comma is missing", True),
    ("expected ',' or '}'", "a `{` opened here is never closed, or a comma is missing", True),
    (
        "could not find expected ':'",
        "a `:` is missing here, or the line before it is not indented as it should be",
        True,
    ),
    (
        "did not find expected key",
        "this line does not fit those above it; look at its indentation and its quotes",
        False,
    ),
    ("expected <block end>", "this line does not fit those above it; look at its indentation and its quotes", False),
    (
        "did not find expected '-' indicator",
        "this line does not fit the list above it; begin it with `- `, or indent it",
        False,
    ),
    ("block sequence entries are not allowed", "a list can't begin here; put `- ` on a line of its own", False),
    ("block mapping entries are not allowed", "a `key:` can't begin here; put it on a line of its own", False),
    ("mapping keys are not allowed", "a text that begins with `?` needs quotes around it", False),
    (
        "did not find expected node content",
        "something is missing before this sign, or a text needs quotes around it",
        False,
    ),
    ("found undefined alias", "a text that begins with `*` needs quotes around it", False),
    (
        "unknown escape character",
        "`\\` has a meaning inside \"double quotes\"; use 'single quotes' or write it twice",
        False,
    ),
    ("found a tab character", "this line is indented with a tab; use spaces", False),
    ("undefined tag handle", "a text that begins with `!` needs quotes around it", False),
    ("alphabetic or numeric character", "a text that begins with `&` or `*` needs quotes around it", False),
    ("block scalar", "after `|` or `>` the text begins on the next line", False),
    ("leading '0'", "after `|` or `>` the text begins on the next line", False),
    ("comment or line break", "after `|` or `>` the text begins on the next line", False),
    ("directive", "a line that begins with `%` needs quotes around it", False),
    ("did not find expected <document start>", "this line does not fit those above it; look at its indentation", False),
    ("did not find URI escaped", "a text that begins with `!` needs quotes around it", False),
    ("tag", "a text that begins with `!` needs quotes around it", False),
)


def explain(problem: yaml.YAMLError, text: str, file: str) -> Fault:
    """Return the fault for what the parser could not read."""
    if not isinstance(problem, yaml.MarkedYAMLError):
        return error(Place(file, 1, 1), "this is no YAML text")
    said = problem.problem or problem.context or ""
    for part, words, began in _WORDS:
        if part in said:
            mark = (problem.context_mark if began else None) or problem.problem_mark
            return _indented(text, mark, file) or error(_place(mark, file), words)
    return error(_place(problem.problem_mark, file), f"this can't be read as YAML: {said}")


def _indented(text: str, mark: yaml.Mark | None, file: str) -> Fault | None:
    """Name what indents a line, where it is no space: nothing on the screen shows it. What a no-break space begins is a
    word to the parser, who stumbles over the line after it.
    """
    lines = text.splitlines()
    if mark is None or mark.line >= len(lines):
        return None
    if re.match(r" *\t", lines[mark.line]):
        return error(_place(mark, file), "this line is indented with a tab; use spaces")
    for number in (mark.line, max(mark.line - 1, 0)):
        if found := re.match(r" *(?=[\u00a0\u202f])", lines[number]):
            place = Place(file, number + 1, found.end() + 1)
            return error(place, "this line is indented with a no-break space; use spaces")
    return None


def _place(mark: yaml.Mark | None, file: str) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark is not None else Place(file, 1, 1)
