"""The figures of sending, for Prometheus."""

from __future__ import annotations

from datetime import timedelta

from prometheus_client import CollectorRegistry, generate_latest

from bot.store import Store
from bot.store.database.script import Script, once
from bot.web.figures import register_figures
from tests.web.doorway import NOW


async def figures(store: Store) -> dict[str, float]:
    registry = CollectorRegistry()
    await register_figures(registry, store, NOW)
    lines = generate_latest(registry).decode().splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}


async def test_an_empty_store_has_nothing_to_tell(store: Store) -> None:
    told = await figures(store)
    assert told["parcours_opt_outs_total"] == told["parcours_sweep_recovered_total"] == 0.0
    assert ("parcours_sqlite_wal_bytes" in told) is store.is_sqlite


async def test_everything_that_was_kept_is_told(store: Store) -> None:
    def opts_out() -> Script[None]:
        for number, granted in enumerate((0, 1, 0)):
            yield once(
                "INSERT INTO consents (id, customer, at, purpose, channel, granted, wording, version, source, "
                "evidence, language) VALUES ($1, 'lea', 0, 'all', 'all', $2, '', '', '', '', 'fr')",
                str(number),
                granted,
            )

    await store.database.transact(opts_out)
    await store.measures.add("provider_errors", "21610")
    await store.measures.add("dropped", "carrier filter", by=2)
    await store.measures.add("uncertain_sends", "telegram")
    await store.measures.add("sweep_recovered", by=3)
    await store.measures.set("pending_updates", 7, "telegram")
    await store.measures.set("last_error_at", 1.7e9, "telegram")
    await store.measures.set("clock_skew", -31.5, "twilio")
    await store.senders.stop_marketing("twilio:+33937000001", NOW + timedelta(hours=1), "filtered", NOW)
    told = await figures(store)
    assert told["parcours_opt_outs_total"] == 2.0
    assert told['parcours_provider_errors_total{code="21610"}'] == 1.0
    assert told['parcours_dropped_total{rule="carrier filter"}'] == 2.0
    assert told['parcours_uncertain_sends_total{channel="telegram"}'] == 1.0
    assert told["parcours_sweep_recovered_total"] == 3.0
    assert told['parcours_pending_updates{provider="telegram"}'] == 7.0
    assert told['parcours_webhook_last_error_timestamp_seconds{provider="telegram"}'] == 1.7e9
    assert told['parcours_clock_skew_seconds{provider="twilio"}'] == -31.5
    assert told["parcours_senders_without_marketing"] == 1.0
    assert not any("+33" in name for name in told)
