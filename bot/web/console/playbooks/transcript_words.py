"""A transcript of `parcours test` in the reader's language: who speaks, what was expected and heard, the days.

The report of a run is kept as the terminal prints it, in English, once for all who read it. What stands before the
words of a line, and the few words that describe an expectation, are said again here; what was said stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from babel.dates import format_date

from bot.rules.calendar.first_of_month import as_said
from bot.web.console.words import marked, words

#: Who speaks, after the time.
_WHO: Final = {
    "customer": marked("customer"),
    "bot": marked("bot"),
    "staff": marked("staff"),
    "shop": marked("shop"),
}
#: What stands before a failure's lines.
_HEADS: Final = {
    "expected": marked("expected"),
    "heard": marked("heard"),
    "because": marked("because"),
}
#: What describes an expectation and what differs from it.
_TOLD: Final = {
    "nothing": marked("nothing"),
    "any message": marked("any message"),
    "the text": marked("the text"),
    "the choices": marked("the choices"),
}
_BEFORE: Final = {
    "contains “": marked("contains “"),
    "is “": marked("is “"),
    "choices [": marked("choices ["),
    "offers ": marked("offers "),
    "offer ": marked("offer "),
    "flow ": marked("flow "),
    "the flow is ": marked("the flow is "),
    "the channel is ": marked("the channel is "),
    "channel ": marked("channel "),
}
_DAY: Final = re.compile(r"( +— )\w+ (\d{4}-\d\d-\d\d)( —)")
_SAID: Final = re.compile(r"( +\d\d:\d\d  )(\w+)( +)(.*)", re.DOTALL)
_HEAD: Final = re.compile(r"( +✗? +)(expected|heard|because)( +)(.*)", re.DOTALL)
_WIDTH: Final = 10  # of what stands before the words, with the blank after it


def in_words(lines: Iterable[tuple[str, str]], language: str) -> list[tuple[str, str]]:
    """Return the lines of a transcript, each with its tone, in a language."""
    return [(tone, _line(line, language)) for tone, line in lines]


def _line(line: str, language: str) -> str:
    say = words(language).gettext
    if found := _DAY.fullmatch(line):
        day = date.fromisoformat(found[2])
        said = format_date(day, as_said("EEEE d MMMM y", day.day, language), locale=language)
        return f"{found[1]}{said}{found[3]}"
    if (found := _SAID.fullmatch(line)) and found[2] in _WHO:
        return f"{found[1]}{say(_WHO[found[2]]):<{_WIDTH - 1}}{found[4]}"
    if found := _HEAD.fullmatch(line):
        told = found[4] if found[2] == "heard" and found[4] not in _TOLD else _told(found[4], language)
        return f"{found[1]}{say(_HEADS[found[2]]):<{_WIDTH}}{told}"
    return line


def _told(text: str, language: str) -> str:
    say = words(language).gettext
    if text in _TOLD:
        return say(_TOLD[text])
    before = next((one for one in _BEFORE if text.startswith(one)), None)
    return say(_BEFORE[before]) + text.removeprefix(before) if before is not None else text
