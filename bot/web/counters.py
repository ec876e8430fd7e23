"""What this process counts about its doors, for `/metrics`."""

from __future__ import annotations

from typing import Final

from prometheus_client import CollectorRegistry, Counter

REGISTRY: Final = CollectorRegistry()

_FORGED: Final = Counter(
    "parcours_webhook_auth_failures_total",
    "Requests refused at a door for their secret or signature",
    ["door"],
    registry=REGISTRY,
)
_RECEIVED: Final = Counter("parcours_received_total", "Deliveries that are on disk", ["door"], registry=REGISTRY)
_UNREADABLE: Final = Counter(
    "parcours_unreadable_total",
    "Deliveries kept as dead letters because nobody could read them",
    ["door"],
    registry=REGISTRY,
)


_LEFT_OUT: Final = Counter(
    "parcours_left_out_total", "Deliveries about something that is of no use here", ["door"], registry=REGISTRY
)


def left_out(door: str) -> None:
    _LEFT_OUT.labels(door).inc()


def forged(door: str) -> None:
    _FORGED.labels(door).inc()


def received(door: str) -> None:
    _RECEIVED.labels(door).inc()


def unreadable(door: str) -> None:
    _UNREADABLE.labels(door).inc()
