"""An installation that is open: it takes up what is published, and closes behind itself."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.playbook import load
from bot.playbook.source.files import read_folder
from bot.settings import Settings, read_settings
from bot.store import AlreadyRunning
from bot.wiring.clock import now
from bot.wiring.installation import opened
from tests.wiring.test_playbooks import MINIMAL, a_playbook


def settings_of(tmp_path: Path) -> Settings:
    return read_settings(
        database_url=f"sqlite:///{tmp_path / 'shop.db'}", playbook=a_playbook(tmp_path / "shop"), secret_key="k" * 32
    )


async def test_a_second_instance_on_the_same_file_is_refused(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    async with opened(settings, migrating=True, reader_of=None):
        with pytest.raises(AlreadyRunning, match="another instance"):
            async with opened(settings, migrating=True, reader_of=None):
                pass
    async with opened(settings, migrating=True, reader_of=None) as installation:
        assert installation.playbook.store.name == "Maison Test"


async def test_what_is_published_meanwhile_is_taken_up_and_the_earlier_version_stays_at_hand(tmp_path: Path) -> None:
    async with opened(settings_of(tmp_path), migrating=True, reader_of=None) as installation:
        stop = asyncio.Event()
        following = asyncio.create_task(installation.follow_publishing(stop))
        before = installation.playbook.version
        folder = a_playbook(tmp_path / "new", MINIMAL.replace("Maison Test", "Maison Neuve"))
        other = load(folder).playbook
        assert other is not None
        await installation.store.playbooks.put(other.version, read_folder(folder), "softer", now())
        await installation.store.playbooks.make_current(other.version, now())
        while installation.playbook.version != other.version:
            await asyncio.sleep(0.01)
        assert installation.shelves.shelf.at(before) is not None
        assert installation.playbook.store.name == "Maison Neuve"
        stop.set()
        await following
