"""The doors on an SQLite file; what must hold on both databases takes `store` itself."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.store import Store
from bot.web.doors import Doors
from tests.web.doorway import Pen, app_of, client_of, open_doors


@pytest.fixture
async def shop_store(sqlite_url: str) -> AsyncIterator[Store]:
    opened = await Store.open(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def doors(shop_store: Store) -> Doors:
    return open_doors(shop_store)


@pytest.fixture
async def client(doors: Doors) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app_of(doors)) as opened:
        yield opened


@pytest.fixture
def pen(shop_store: Store, doors: Doors) -> Pen:
    return Pen(shop_store, doors.clock)
