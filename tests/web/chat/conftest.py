"""A visitor of the web chat, and the shelf on which what they send is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.channels.files.file_shelf import FileShelf
from bot.web.doors import Doors
from tests.web.doorway import app_of, client_of


@pytest.fixture
def shelf(tmp_path: Path) -> FileShelf:
    return FileShelf(tmp_path / "files")


@pytest.fixture
async def lea(doors: Doors) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app_of(doors)) as client:
        await client.get("/chat")
        yield client
