"""Letting a filtered sender advertise again."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.store import Store
from bot.wiring.clock import now
from tests.cli.test_operations import Says, says

__all__ = ["says"]

SENDER = "twilio:+33937000001"


async def _stop(file: Path) -> None:
    store = await Store.open(f"sqlite:///{file}")
    await store.senders.stop_marketing(SENDER, now() + timedelta(hours=24), "carriers filtered 3 of the last 60", now())
    await store.close()


def test_doctor_names_a_stopped_sender_and_release_lets_it_go(says: Says, tmp_path: Path) -> None:
    says("migrate")
    asyncio.run(_stop(tmp_path / "parcours.db"))
    assert f"parcours release {SENDER}" in says("doctor")[1]
    code, told, _ = says("release", SENDER)
    assert (code, f"{SENDER} sends marketing again" in told) == (0, True)
    assert "parcours release" not in says("doctor")[1]


def test_there_is_nothing_to_release_where_nothing_is_stopped(says: Says) -> None:
    assert says("release")[0] == 2, "no database"
    says("migrate")
    code, _, told = says("release")
    assert (code, "no such sender is stopped" in told) == (1, True)
