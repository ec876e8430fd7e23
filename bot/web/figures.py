"""What `/metrics` tells of sending, beside what this process has counted itself: it was counted in workers, so it is
kept in the database. (Reliability, section 8, "Operational gauges".)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from bot.store import Store

#: name in the store -> (metric, meaning, what its label is)
_COUNTS: Final = {
    "provider_errors": (
        "parcours_provider_errors",
        "Messages that a provider or a carrier refused, by its code",
        "code",
    ),
    "dropped": ("parcours_dropped", "Parts of messages not sent after a last look, by rule", "rule"),
    "uncertain_sends": ("parcours_uncertain_sends", "Sends that ended without our knowing how", "channel"),
    "sweep_recovered": ("parcours_sweep_recovered", "Messages that no webhook brought and the sweep found", None),
}
_VALUES: Final = {
    "pending_updates": ("parcours_pending_updates", "Updates waiting at the provider for our webhook", "provider"),
    "last_error_at": (
        "parcours_webhook_last_error_timestamp_seconds",
        "When the provider last failed to bring us an update; 0: never",
        "provider",
    ),
    "clock_skew": ("parcours_clock_skew_seconds", "Our clock ahead of the provider's, by its last answer", "provider"),
}


class _Ready:
    """A collector of what was read already: Prometheus' own collectors can't wait for a database."""

    def __init__(self, found: list[Metric]) -> None:
        self._found = found

    def collect(self) -> Iterator[Metric]:
        yield from self._found


async def register_figures(registry: CollectorRegistry, store: Store, now: datetime) -> None:
    """Put the store's figures into a registry. Raises `StoreUnavailable`."""
    kept = await store.measures.all()
    found: list[Metric] = [
        _counter("parcours_opt_outs", "Consents refused or taken back", await store.measures.opt_outs()),
        _gauge(
            "parcours_senders_without_marketing",
            "Senders whose marketing stands still because carriers filter them",
            len(await store.senders.stopped(now)),
        ),
    ]
    found.append(
        _values(
            "parcours_sms_sent_last_day",
            "SMS that left within a day, by the country of their number; SMS_COUNTRY_DAILY_CAP holds them",
            "country",
            {country: float(count) for country, count in (await store.sms_counts.by_country(now)).items()},
        )
    )
    log = store.measures.log_bytes()
    if log is not None:
        found.append(_gauge("parcours_sqlite_wal_bytes", "Size of SQLite's write-ahead log", log))
    found += [_counts(*_COUNTS[name], kept.get(name, {})) for name in _COUNTS]
    found += [_values(*_VALUES[name], kept.get(name, {})) for name in _VALUES]
    registry.register(_Ready(found))


def _counts(name: str, meaning: str, label: str | None, kept: dict[str, float]) -> Metric:
    if label is None:
        return _counter(name, meaning, kept.get("", 0.0))
    family = CounterMetricFamily(name, meaning, labels=[label])
    for value, count in kept.items():
        family.add_metric([value], count)
    return family


def _values(name: str, meaning: str, label: str, kept: dict[str, float]) -> Metric:
    family = GaugeMetricFamily(name, meaning, labels=[label])
    for value, figure in kept.items():
        family.add_metric([value], figure)
    return family


def _counter(name: str, meaning: str, count: float) -> Metric:
    return CounterMetricFamily(name, meaning, value=count)


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(name, meaning, value=value)
