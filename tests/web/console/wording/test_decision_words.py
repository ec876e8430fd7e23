"""Beside a decision stands what it came from and what it looked at, in the reader's language and time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.web.console.wording.clock import Clock
from bot.web.console.wording.decision_words import fact_told, looked_at

NOW = datetime(2026, 3, 16, 12, 0, tzinfo=UTC)


def clock(language: str) -> Clock:
    return Clock(language, ZoneInfo("Europe/Paris"), NOW)


def test_moments_are_in_the_readers_zone_and_what_was_not_found_is_left_out() -> None:
    facts = {"purpose": "marketing", "opens": "2026-03-16T10:00:00+00:00", "channel": None, "rule": "quiet hours"}
    assert looked_at(facts, clock("fr")) == (
        "But\u00a0: marketing · Début des heures permises\u00a0: 16 mars, 11:00 · Règle\u00a0: heures calmes"
    )
    assert looked_at({"consent": False, "times": 2.0}, clock("en")) == "Consent: no · Times: 2"


def test_what_stands_within_is_told_too() -> None:
    assert looked_at({"why": {"tries": 3}, "offers": ["a", "b"]}, clock("en")) == "Why: Tries: 3 · Offers: a, b"


def test_a_moment_that_stands_in_a_sentence_is_in_the_readers_language() -> None:
    assert fact_told("due", "vendredi 30 octobre à 18:00", clock("en")) == "Friday 30 October at 18:00"
    assert fact_told("due", "vendredi 30 octobre à 18:00", clock("fr")) == "vendredi 30 octobre à 18:00"
    assert fact_told("reason", "quiet hours", clock("fr")) == "heures calmes"
    assert fact_told("looked_at", {"tries": 2}, clock("en")) == "Tries: 2"
