"""Letting a filtered sender advertise again."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.store import Store, restore
from bot.wiring.clock import now
from tests.cli.installation.test_operations import Says, says
from tests.store.samples import plan, planned

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


async def _hold(file: Path) -> None:
    url = f"sqlite:///{file}"
    store = await Store.open(url)
    await plan(store, planned("part", text="Bonjour Léa"))
    await store.backup(file.with_name("copy"), now())
    await store.close()
    await restore(url, file.with_name("copy"), now())


def test_what_a_restore_holds_is_listed_then_let_go_or_left(says: Says, tmp_path: Path) -> None:
    says("migrate")
    asyncio.run(_hold(tmp_path / "parcours.db"))
    assert "parcours release --held" in says("doctor")[1]
    code, told, _ = says("release", "--held")
    assert (code, "Bonjour Léa" in told, "Messages: 1, follow-ups: 0. Nothing was changed" in told) == (0, True, True)
    assert "Messages: 1, follow-ups: 0. They leave now" in says("release", "--held", "--send")[1]
    assert "Messages: 0, follow-ups: 0. They stay unsent" in says("release", "--held", "--leave")[1]
    code, _, told = says("release", "--held", "--customer", "+33600000000")
    assert (code, "nobody is known as" in told) == (1, True)
    assert says("release", "--send")[0] == 2
