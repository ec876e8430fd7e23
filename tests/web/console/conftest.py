"""The console's app on an SQLite file, and browsers for it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette

from bot.web.doors import Doors
from tests.web.console.people import Browser, browser_of
from tests.web.doorway import app_of


@pytest.fixture
def app(doors: Doors) -> Starlette:
    return app_of(doors)


@pytest.fixture
async def stranger(app: Starlette) -> AsyncIterator[Browser]:
    async with browser_of(app) as browser:
        yield browser
