"""The ledger's words."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.engine.ledger.ledger import moment, reason, words
from bot.model.message import Value


def test_a_sentence_has_the_facts_in_the_language_asked_for() -> None:
    assert words("started", "fr", {"title": "Panier", "cause": "x"}) == "« Panier » commence (x)."
    assert words("started", "en", {"title": "Cart", "cause": "x"}) == "“Cart” starts (x)."
    assert words("started", "de", {"title": "Cart", "cause": "x"}).startswith("“Cart”")


def test_a_fact_that_is_missing_leaves_a_gap_and_no_error() -> None:
    assert words("ended", "en", {"title": "Cart"}) == "“Cart” ends: …."


def test_a_day_among_the_facts_is_written_out() -> None:
    assert "jusqu’au 1er mars 2027" in words("contact_pause", "fr", {"until": "2027-03-01"})
    assert "until 12 March 2027" in words("contact_pause", "en", {"until": "2027-03-12"})
    assert "2027-13-45" in words("contact_pause", "en", {"until": "2027-13-45"})


def test_braces_in_a_fact_are_only_braces() -> None:
    assert "{title}" in words("answered", "fr", {"value": "{title}"})


def test_a_moment_is_named_as_people_do() -> None:
    at = datetime(2026, 3, 23, 10, 5, tzinfo=UTC)
    assert moment(at, "fr") == "lundi 23 mars à 10:05"
    assert moment(at, "en") == "Monday 23 March at 10:05"
    assert moment(at.astimezone(ZoneInfo("Europe/Paris")), "fr") == "lundi 23 mars à 11:05"


def test_a_reason_ends_a_sentence() -> None:
    assert reason("quiet hours", "fr") == "heures calmes"
    assert reason("quiet hours", "en") == "quiet hours"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Accord donné : marketing, SMS."),
        ("en", "Consent given: marketing, SMS."),
    ],
)
def test_purposes_and_channels_have_names_for_staff(language: str, said: str) -> None:
    assert words("consent_given", language, {"purpose": "marketing", "channel": "sms"}) == said
    assert words("sent_follow_up", language, {"purpose": "care"}).count("suivi") == (language == "fr")


def test_a_count_takes_its_plural() -> None:
    cap: dict[str, Value] = {"title": "x", "times": 1}
    assert "in 1 day already" in words("at_most", "en", {**cap, "days": 1.0})
    assert "in 1.5 days already" in words("at_most", "en", {**cap, "days": 1.5})
    assert "en 1 jour, c’est" in words("at_most", "fr", {**cap, "days": 1})
    assert "en 1,5 jour, c’est" in words("at_most", "fr", {**cap, "days": 1.5})
    assert "en 30 jours, c’est" in words("at_most", "fr", {**cap, "days": 30.0})
    assert "in … days already" in words("at_most", "en", cap)
