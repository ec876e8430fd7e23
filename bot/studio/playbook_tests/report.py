"""Test results as a person reads them in a terminal: transcripts, what differs, what no test reaches.

Lines with a tone, for whoever prints them; this module knows no terminal but its width.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Final, Literal

from bot.studio.playbook_tests.coverage import Coverage
from bot.studio.playbook_tests.expectations import shown_choices
from bot.studio.playbook_tests.running import Entry, Failure, Result

Tone = Literal["plain", "dim", "good", "bad", "strong"]
Toned = tuple[Tone, str]

_MARGIN: Final = " " * 19
_WIDTH: Final = 100
_NAMES: Final = {"customer": "customer", "bot": "bot", "staff": "staff", "shop": "shop", "clock": "·"}


def result_lines(result: Result, *, in_full: bool) -> Iterator[Toned]:
    """Yield a test's line, and its transcript where it failed or `in_full` is asked for."""
    if result.passed:
        yield "good", f"✓ {result.script.name}"
    else:
        yield "bad", f"✗ {result.script.name}  ({result.script.place})"
    if in_full or not result.passed:
        yield from transcript_lines(result.entries)
        yield "plain", ""


def transcript_lines(entries: Iterable[Entry]) -> Iterator[Toned]:
    """Yield a conversation as it went, each failure where it happened."""
    day = ""
    for entry in entries:
        if f"{entry.at:%Y-%m-%d}" != day:
            day = f"{entry.at:%Y-%m-%d}"
            yield "dim", f"     — {entry.at:%A} {day} —"
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[Toned]:
    told_by_failure = entry.failure is not None and entry.who == "bot"
    if (entry.text or entry.labels) and not told_by_failure:
        words = " ".join(part for part in (entry.text, shown_choices(entry.labels) if entry.labels else "") if part)
        head = f"   {entry.at:%H:%M}  {_NAMES[entry.who]:<9}"
        tone: Tone = "dim" if entry.who == "clock" else "plain"
        yield from _folded(tone, head, words)
    if entry.failure is not None:
        yield from _failure(entry.failure)


def _failure(failure: Failure) -> Iterator[Toned]:
    yield from _folded("good", " ✗       expected  ", failure.expected)
    yield from _folded("bad", "         heard     ", failure.heard)
    if failure.differs:
        yield from _folded("bad", "         because   ", failure.differs)
    yield "dim", f"{_MARGIN}{failure.place}"


def _folded(tone: Tone, head: str, words: str) -> Iterator[Toned]:
    lines = [part for line in words.split("\n") for part in (wrap(line, _WIDTH - len(_MARGIN)) or [""])]
    for number, line in enumerate(lines):
        yield tone, (head if number == 0 else _MARGIN) + line


def summary_lines(results: Iterable[Result]) -> Iterator[Toned]:
    """Yield how many passed."""
    counted = Counter(result.passed for result in results)
    if not counted:
        yield "plain", "no tests: flows/tests/ holds none"
        return
    tone: Tone = "bad" if counted[False] else "good"
    passed = f"{counted[True]} passed" + (f", {counted[False]} failed" if counted[False] else "")
    yield tone, f"{_counted(counted.total(), 'test')}: {passed}"


def coverage_lines(coverage: Coverage) -> Iterator[Toned]:
    """Yield how much of the flows was reached, and every step and branch that was not."""
    steps = coverage.steps - len(coverage.missed_steps)
    branches = coverage.branches - len(coverage.missed_branches)
    reached = f"{steps} of {_counted(coverage.steps, 'step')}, {branches} of {_counted(coverage.branches, 'branch')}"
    yield "plain", f"reached {reached}: {coverage.percent} %"
    for missed in sorted((*coverage.missed_steps, *coverage.missed_branches), key=lambda each: _where(str(each))):
        yield "dim", f"  not reached  {missed}"


def _where(line: str) -> tuple[str, int]:
    file, number, _ = line.split(":", 2)
    return file, int(number)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}{'es' if word.endswith('ch') else 's'}"
