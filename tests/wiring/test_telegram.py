"""How Telegram's updates are made to come."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.settings import read_settings
from bot.wiring.channels import webhook_secret
from bot.wiring.installation import opened
from bot.wiring.telegram import receiving
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.wiring.test_playbooks import a_playbook


def settings_for(telegram: TelegramEmulator, tmp_path: Path, **more: object) -> object:
    return read_settings(
        database_url=f"sqlite:///{tmp_path / 'shop.db'}",
        playbook=a_playbook(tmp_path / "shop"),
        secret_key="k" * 32,
        telegram_token=TOKEN,
        telegram_api_url=telegram.url,
        **more,
    )


async def test_without_a_public_address_updates_are_polled(tmp_path: Path) -> None:
    async with TelegramEmulator() as telegram:
        telegram.writes(7, "bonjour")
        async with opened(settings_for(telegram, tmp_path), migrating=True, reader_of=None) as installation:  # type: ignore[arg-type]
            assert installation.channels.telegram is not None
            loop, stop = receiving(installation, installation.channels.telegram), asyncio.Event()
            running = asyncio.create_task(loop(stop))
            while await installation.store.customers.find("7") is None:
                await asyncio.sleep(0.01)
            stop.set()
            await running
        assert telegram.webhook == {}
        assert telegram.breaches == []


async def test_with_one_the_webhook_is_set_as_soon_as_telegram_answers(tmp_path: Path) -> None:
    async with TelegramEmulator() as telegram:
        telegram.fail("status", status=500, method="setWebhook")
        settings = settings_for(telegram, tmp_path, public_url="https://bot.example.com")
        async with opened(settings, migrating=True, reader_of=None) as installation:  # type: ignore[arg-type]
            assert installation.channels.telegram is not None
            loop = receiving(installation, installation.channels.telegram)
            stop = asyncio.Event()
            running = asyncio.create_task(loop(stop))
            while not telegram.webhook:
                await asyncio.sleep(0.01)
            stop.set()
            await running
            assert telegram.webhook["url"] == "https://bot.example.com/webhooks/telegram"
            assert telegram.webhook["secret_token"] == webhook_secret(installation.settings, installation.key)
            assert "drop_pending_updates" not in telegram.webhook
