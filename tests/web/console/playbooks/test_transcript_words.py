"""The transcript of a test that failed, in the reader's language."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.playbook.compiled import Place
from bot.studio.playbook_tests.report import transcript_lines
from bot.studio.playbook_tests.running import Entry, Failure
from bot.web.console.playbooks.transcript_words import in_words

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PLACE = Place("flows/tests/a.yaml", 81, 7)


def told(*entries: Entry, language: str = "fr") -> list[str]:
    return [line for _, line in in_words(transcript_lines(entries), language)]


def failing(**said: str) -> Entry:
    return Entry(at=AT, who="bot", text="", failure=Failure(place=PLACE, **said))


def test_who_speaks_and_when_is_said_in_french_and_what_was_said_stays() -> None:
    lines = told(
        Entry(at=AT, who="customer", text="expected nothing, because the text"),
        Entry(at=AT, who="staff", text="Ici Théo."),
    )
    assert lines == [
        "     — lundi 2 mars 2026 —",
        "   12:00  client   expected nothing, because the text",
        "   12:00  équipe   Ici Théo.",
    ]


def test_what_was_expected_is_said_in_french_and_what_was_heard_stays() -> None:
    assert told(failing(expected="contains “dans les minutes”", heard="“nothing”", differs="the text"))[1:] == [
        " ✗       attendu   contient “dans les minutes”",
        "         entendu   “nothing”",
        "         parce que le texte",
        "                   flows/tests/a.yaml:81:7",
    ]
    assert told(failing(expected="nothing", heard="nothing", differs=""))[1:3] == [
        " ✗       attendu   rien",
        "         entendu   rien",
    ]
    assert told(failing(expected="flow order", heard="x", differs="the flow is none"))[3].endswith("le flux est none")


def test_in_english_only_the_day_is_another() -> None:
    entries = (Entry(at=AT, who="customer", text="hi"), failing(expected="any message", heard="nothing", differs=""))
    english = [line for _, line in transcript_lines(entries)]
    assert told(*entries, language="en") == ["     — Monday 2 March 2026 —", *english[1:]]
