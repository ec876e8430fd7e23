"""The console's app on an SQLite file, and browsers for it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser as Chromium
from starlette.applications import Starlette

from bot.web.doors import Doors
from tests.databases import _apart
from tests.web.chromium import chromium
from tests.web.console.crowded import TEXTS, Crowd, at_work, crowd_on
from tests.web.console.people import Browser, browser_of
from tests.web.doorway import app_of, served


@pytest.fixture
def app(doors: Doors) -> Starlette:
    return app_of(doors)


@pytest.fixture
async def stranger(app: Starlette) -> AsyncIterator[Browser]:
    async with browser_of(app) as browser:
        yield browser


@pytest.fixture
async def browser() -> AsyncIterator[Chromium]:
    async with chromium() as opened:
        yield opened


@pytest.fixture
async def address(doors: Doors) -> AsyncIterator[str]:
    async with served(app_of(doors), doors) as where:
        yield where


@pytest.fixture(scope="session")
def hostile_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Crowd]:
    """The file of a shop whose every field holds a hostile text, filled once, and what is in it."""
    path = tmp_path_factory.mktemp("hostile") / "shop.db"
    shutil.copy(sqlite_template, path)
    return path, _apart(crowd_on(path, TEXTS))


@pytest.fixture
async def shop(hostile_file: tuple[Path, Crowd], tmp_path: Path) -> AsyncIterator[Crowd]:
    """That shop at work, on a file of the test's own."""
    filled, found = hostile_file
    async with at_work(Path(shutil.copy(filled, tmp_path / "shop.db")), found) as opened:
        yield opened
