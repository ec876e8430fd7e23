"""Asking the providers how they see us."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.channels.provider_clock import ProviderClock
from bot.channels.telegram.telegram import Telegram
from bot.channels.telegram.telegram_seal import Seal
from bot.channels.twilio.twilio_account import TwilioAccount
from bot.store import Store
from bot.work.watching.provider_watch import ProviderWatch
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.emulators.twilio import ACCOUNT, AUTH_TOKEN, TwilioEmulator


async def test_it_keeps_what_waits_and_how_far_the_clocks_are_apart(
    sqlite_url: str, telegram: TelegramEmulator, twilio: TwilioEmulator
) -> None:
    store = await Store.open(sqlite_url)
    clock = ProviderClock(lambda: datetime.now(UTC) + timedelta(minutes=5), time.monotonic)
    bot = Telegram(TOKEN, seal=Seal(b"k"), api_url=telegram.url, on_request=partial(clock.asking, "telegram"))
    account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=twilio.url, on_request=partial(clock.asking, "twilio"))
    telegram.writes(7, "bonjour")
    telegram.fail("status", status=500, method="getWebhookInfo")
    watch = ProviderWatch(store, {"telegram": bot, "twilio": account}, clock)
    await watch.look()
    kept = await store.measures.all()
    assert "pending_updates" not in kept, "Telegram could not be asked, Twilio was all the same"
    assert 295 < kept["clock_skew"]["twilio"] < 305
    await watch.look()
    kept = await store.measures.all()
    assert kept["pending_updates"] == {"telegram": 1.0}
    assert kept["last_error_at"] == {"telegram": 0.0}
    assert 295 < kept["clock_skew"]["telegram"] < 305
    for one in (bot, account):
        await one.close()
    await store.close()
