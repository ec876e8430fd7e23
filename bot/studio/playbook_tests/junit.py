"""Test results as JUnit XML, which every CI reads: a suite for each file of tests, a case for each test."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.studio.playbook_tests.report import transcript_lines
from bot.studio.playbook_tests.running import Result

#: What XML 1.0 can't carry, escaped or not.
_UNSPEAKABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(results: Sequence[Result], seconds: Sequence[float]) -> bytes:
    """Return the XML document; `seconds` is how long each test took."""
    root = Element("testsuites", name="parcours test", tests=str(len(results)), failures=_failed(results))
    timed = list(zip(results, seconds, strict=True))
    for file in dict.fromkeys(result.script.place.file for result in results):
        _suite(root, file, [pair for pair in timed if pair[0].script.place.file == file])
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode").encode()


def _suite(root: Element, file: str, timed: Sequence[tuple[Result, float]]) -> None:
    results = [result for result, _ in timed]
    suite = SubElement(
        root,
        "testsuite",
        name=file,
        tests=str(len(results)),
        failures=_failed(results),
        errors="0",
        skipped="0",
        time=f"{sum(spent for _, spent in timed):.3f}",
    )
    for result, spent in timed:
        case = SubElement(suite, "testcase", classname=file, name=_spoken(result.script.name), time=f"{spent:.3f}")
        _tell(case, result)


def _tell(case: Element, result: Result) -> None:
    if result.failures:
        first = _spoken(str(result.failures[0]))
        failure = SubElement(case, "failure", type="expectation", message=first)
        failure.text = _spoken("\n".join(str(each) for each in result.failures))
    out = SubElement(case, "system-out")
    out.text = _spoken("\n".join(line for _, line in transcript_lines(result.entries)))


def _failed(results: Sequence[Result]) -> str:
    return str(sum(not result.passed for result in results))


def _spoken(text: str) -> str:
    return _UNSPEAKABLE.sub("\ufffd", text)
