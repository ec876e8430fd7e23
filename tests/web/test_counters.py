"""What a process counts about its doors."""

from __future__ import annotations

from prometheus_client import generate_latest

from bot.web.counters import REGISTRY, forged, received, unreadable


def _value(name: str, door: str) -> float:
    return REGISTRY.get_sample_value(name, {"door": door}) or 0.0


def test_each_door_is_counted_by_itself() -> None:
    before = _value("parcours_received_total", "twilio")
    received("twilio")
    received("telegram")
    assert _value("parcours_received_total", "twilio") == before + 1


def test_refusals_and_dead_letters_are_counted() -> None:
    forged("events")
    unreadable("telegram")
    written = generate_latest(REGISTRY).decode()
    assert 'parcours_webhook_auth_failures_total{door="events"}' in written
    assert 'parcours_unreadable_total{door="telegram"}' in written
