"""`/healthz`, `/readyz` and `/metrics`: for operations. They hold numbers and states, never a name, a text or an id."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.store import StoreFault
from bot.store.database.migrate import migrations
from bot.web.counters import REGISTRY
from bot.web.doors import Doors
from bot.web.figures import register_figures

#: Seconds that the database has to answer.
PATIENCE: Final = 5.0
_log = structlog.get_logger(__name__)


async def alive(_request: Request) -> Response:
    """Answer as long as the process answers at all."""
    return PlainTextResponse("alive")


async def ready(request: Request) -> Response:
    """Answer 200 when customers can be served (database, its schema, a playbook), else 503."""
    doors: Doors = request.app.state.doors
    states = {
        "database": await _database(doors),
        "schema": await _schema(doors),
        "playbook": "ok" if doors.playbook() is not None else "missing",
    }
    status = 200 if set(states.values()) == {"ok"} else 503
    return JSONResponse(states, status)


async def _database(doors: Doors) -> str:
    """It can be read; and written, where a write was refused lately (a full disk is read like any other)."""
    if doors.store.database.damaged:
        return "damaged"
    state = await _state(doors.store.inbox.overdue(doors.clock()))
    if state == "ok" and doors.store.database.refused:
        state = await _state(doors.store.try_writing(doors.clock()))
    return state


async def _state(question: Awaitable[object]) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            await question
    except (StoreFault, TimeoutError) as fault:
        _log.warning("not ready", reason=str(fault))
        return "not available"
    return "ok"


async def _schema(doors: Doors) -> str:
    try:
        at = await doors.store.schema()
    except StoreFault:
        return "not available"
    return "ok" if at == migrations()[-1][0] else "not migrated"


Reading = Callable[[Doors, datetime], Awaitable[float]]


async def _outbox(doors: Doors, state: str) -> float:
    counts = await doors.store.outbox.open_counts()
    return float({str(name): count for name, count in counts.items()}.get(state, 0))


async def _oldest(doors: Doors, now: datetime) -> float:
    since = await doors.store.outbox.oldest_due(now)
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())


async def _dead(doors: Doors, _now: datetime) -> float:
    return float(await doors.store.inbox.count_dead())


async def _overdue(doors: Doors, now: datetime) -> float:
    return float(await doors.store.inbox.overdue(now))


#: reliability 8, "Operational gauges": those that the database knows, read at each scrape.
GAUGES: Final[dict[str, tuple[str, Reading]]] = {
    "parcours_inbox_lag_seconds": (
        "How long the oldest due event has waited",
        lambda doors, now: doors.store.inbox.lag(now),
    ),
    "parcours_inbox_overdue": ("Events that are due and not met", _overdue),
    "parcours_dead_letters": ("Events that can't be met or read", _dead),
    "parcours_outbox_queued": ("Parts of messages waiting", lambda doors, _: _outbox(doors, "queued")),
    "parcours_outbox_sending": ("Parts of messages being sent", lambda doors, _: _outbox(doors, "sending")),
    "parcours_outbox_unknown": (
        "Parts of which nobody knows whether they arrived",
        lambda doors, _: _outbox(doors, "unknown"),
    ),
    "parcours_outbox_oldest_seconds": ("How long the oldest part that may leave has waited", _oldest),
}


async def metrics(request: Request) -> Response:
    """Answer in Prometheus' text format: what the database knows, and what this process has counted."""
    doors: Doors = request.app.state.doors
    registry = CollectorRegistry()
    now = doors.clock()
    for name, (meaning, read) in GAUGES.items():
        Gauge(name, meaning, registry=registry).set(await read(doors, now))
    Gauge("parcours_web_streams", "Web chat streams open in this process", registry=registry).set(
        len(request.app.state.streams)
    )
    await register_figures(registry, doors.store, now)
    body = generate_latest(registry) + generate_latest(REGISTRY)
    return Response(body, media_type=CONTENT_TYPE_LATEST)
