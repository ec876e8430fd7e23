"""What this process counts about its doors, for `/metrics`."""

from __future__ import annotations

from functools import cache
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


@cache
def _of(counter: Counter, door: str) -> Counter:
    return counter.labels(door)


def left_out(door: str) -> None:
    _of(_LEFT_OUT, door).inc()


def forged(door: str) -> None:
    _of(_FORGED, door).inc()


def received(door: str) -> None:
    _of(_RECEIVED, door).inc()


def unreadable(door: str) -> None:
    _of(_UNREADABLE, door).inc()
