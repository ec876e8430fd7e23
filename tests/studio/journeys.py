"""A small journey map and its customers, for tests of drawings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.playbook.compiled import JourneyMap, Signal, Stage
from bot.store.reports.journey_history import Moved, Standing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PATH = JourneyMap(
    id="coffee",
    title="Du premier café à l’habitude",
    stages=(
        Stage(id="looks", expected=timedelta(days=2), goal="a trouvé"),
        Stage(id="buys", expected=timedelta(days=3), goal="commande"),
        Stage(id="drinks_it", expected=timedelta(days=20), goal="l’apprécie"),
        Stage(id="again", expected=timedelta(days=9), next="buys"),
    ),
    silences=(
        Signal(journey="coffee", on="silence", stage="looks", certain=True, after=timedelta(days=14), within=("buys",)),
    ),
    source={"touchpoints": {"looks": {"in": ["telegram", "web"], "out": ["telegram"]}, "buys": {"out": ["sms"]}}},
)


def ago(days: float) -> datetime:
    return NOON - timedelta(days=days)


def stands(customer: str, stage: str, since: float) -> Standing:
    return Standing(customer, "coffee", stage, ago(since))


def moved(customer: str, left: str, entered: str, days_ago: float, lasted: float | None = None) -> Moved:
    return Moved(customer, "coffee", left, entered, ago(days_ago), timedelta(days=lasted) if lasted else None)
