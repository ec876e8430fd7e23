"""Contacts by stage and channel."""

from __future__ import annotations

from typing import Literal

from bot.store.reports.journey_history import Contact
from bot.studio.touchpoints import Contacts, Timelines, intended, tallied
from tests.studio.journeys import PATH, ago, moved, stands


def wrote(customer: str, days_ago: float, way: Literal["in", "out"] = "in", channel: str = "telegram") -> Contact:
    return Contact(customer, ago(days_ago), way, channel)


def test_a_contact_counts_for_the_stage_of_its_time() -> None:
    moves = [moved("a", "looks", "buys", 10), moved("a", "buys", "drinks_it", 5)]
    met = [wrote("a", 12), wrote("a", 7, "out"), wrote("a", 6, "out"), wrote("a", 1, channel="sms"), wrote("b", 1)]
    assert tallied(PATH, [stands("a", "drinks_it", 5)], moves, met).counts == {
        ("looks", "telegram", "in"): 1,
        ("buys", "telegram", "out"): 2,
        ("drinks_it", "sms", "in"): 1,
    }


def test_a_move_at_the_very_time_of_a_message_came_of_it() -> None:
    timelines = Timelines("coffee", [stands("a", "buys", 10)], [moved("a", "looks", "buys", 10)])
    assert [timelines.stage("a", ago(days)) for days in (11, 10, 9)] == ["looks", "looks", "buys"]
    assert timelines.stage("nobody", ago(1)) is None


def test_what_the_file_intends_is_beside_it() -> None:
    assert intended(PATH) == {
        ("looks", "telegram", "in"),
        ("looks", "web", "in"),
        ("looks", "telegram", "out"),
        ("buys", "sms", "out"),
    }


def test_channels_come_in_their_usual_order() -> None:
    met = Contacts(intended=intended(PATH), counts={("looks", "pigeon", "in"): 1, ("looks", "whatsapp", "in"): 2})
    assert met.channels == ("telegram", "whatsapp", "sms", "web", "pigeon")
    assert met.total == 3
