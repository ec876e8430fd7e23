"""The wire to PostgreSQL that can be cut."""

from __future__ import annotations

import pytest

from bot.store.database.database import Database
from bot.store.database.faults import StoreUnavailable
from bot.store.database.script import Script, once
from tests.emulators.wire import Moment, Wire


def put(name: str) -> Script[None]:
    yield once("INSERT INTO cursors (name, value) VALUES ($1, '')", name)


async def names(url: str) -> list[str]:
    database = await Database.open(url)
    try:
        return [row[0] for row in await database.read("SELECT name FROM cursors ORDER BY name")]
    finally:
        await database.close()


@pytest.mark.parametrize(("moment", "written"), [("before", []), ("after", ["a"])])
async def test_a_commit_is_lost_on_its_way_there_or_on_the_way_back(
    moment: Moment, written: list[str], postgres_url: str
) -> None:
    async with Wire(postgres_url) as wire:
        database = await Database.open(wire.url)
        wire.moments = [moment]
        with pytest.raises(StoreUnavailable):
            await database.transact(lambda: put("a"))
        assert wire.cuts == [moment]
        assert await names(postgres_url) == written
        await database.transact(lambda: put("b"))
        await database.close()
    assert await names(postgres_url) == [*written, "b"]


async def test_a_wire_that_is_torn_takes_nobody_until_it_is_mended(postgres_url: str) -> None:
    async with Wire(postgres_url) as wire:
        database = await Database.open(wire.url)
        await wire.tear()
        with pytest.raises(StoreUnavailable):
            await database.transact(lambda: put("a"))
        with pytest.raises(StoreUnavailable):
            await Database.open(wire.url)
        await wire.mend()
        await database.transact(lambda: put("b"))
        await database.close()
    assert await names(postgres_url) == ["b"]
