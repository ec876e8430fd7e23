"""A shop with Telegram and SMS on, for the tests of sending."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.channels.base import Channel
from bot.store import Store
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.twilio import TwilioEmulator
from tests.work.sending.sending_shop import Shop, sms_at, telegram_at

#: Long ago, so that what the emulators date with the real clock is later.
TUESDAY_NOON = datetime(2025, 11, 25, 11, 0, tzinfo=UTC)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as emulator:
        yield emulator
        assert not emulator.breaches


@pytest.fixture
async def twilio() -> AsyncIterator[TwilioEmulator]:
    async with TwilioEmulator() as emulator:
        emulator.callbacks = "lost"
        yield emulator
        assert not emulator.breaches


@pytest.fixture
async def shop(sqlite_url: str, telegram: TelegramEmulator, twilio: TwilioEmulator) -> AsyncIterator[Shop]:
    """On SQLite: the store has its own tests on both databases, and these are about what goes over the wire."""
    store = await Store.open(sqlite_url)
    channels: dict[str, Channel] = {channel.name: channel for channel in (telegram_at(telegram), sms_at(twilio))}
    yield Shop(store, channels, TUESDAY_NOON)
    for channel in channels.values():
        await channel.close()
    await store.close()
