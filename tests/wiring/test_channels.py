"""From settings to channels."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.channels.base import CannotLook
from bot.model.address import CHANNELS
from bot.model.message import Choice, Content
from bot.settings import Settings, read_settings
from bot.store.database.bell import Bell
from bot.wiring.channels import CUTTERS, asked_once, open_channels, webhook_secret

KEY = b"k" * 40
TWILIO = {"twilio_account_sid": "AC" + "0" * 32, "twilio_auth_token": "token"}


def settings(tmp_path: Path, **given: object) -> Settings:
    return read_settings(database_url=f"sqlite:///{tmp_path / 'shop.db'}", **given)


@pytest.mark.parametrize(
    ("given", "on"),
    [
        ({}, {"web"}),
        ({"telegram_token": "123456789:AAabcdefghijklmnop"}, {"web", "telegram"}),
        ({**TWILIO, "twilio_from": "+33937000001"}, {"web", "sms"}),
        ({**TWILIO, "twilio_messaging_service_sid": "MG" + "1" * 32}, {"web", "sms"}),
        ({**TWILIO, "twilio_whatsapp_from": "whatsapp:+33937000001"}, {"web", "whatsapp"}),
    ],
)
async def test_what_is_set_is_on(given: dict[str, str], on: set[str], tmp_path: Path) -> None:
    channels = open_channels(settings(tmp_path, **given), KEY, Bell(), None)
    assert set(channels.on) == on
    await channels.close()


@pytest.mark.parametrize("name", CHANNELS)
def test_a_message_can_be_planned_for_a_channel_that_is_off(name: str) -> None:
    parts = CUTTERS[name].cut(Content(text="Oui ?", choices=(Choice("oui", "Oui"),)), purpose="reply")
    assert parts[0].text.startswith("Oui")


def test_telegram_s_webhook_has_a_secret_of_this_installation(tmp_path: Path) -> None:
    made = webhook_secret(settings(tmp_path), KEY)
    assert re.fullmatch(r"[A-Za-z0-9_-]{32,256}", made)
    assert made != webhook_secret(settings(tmp_path), b"l" * 40)
    assert webhook_secret(settings(tmp_path, telegram_webhook_secret="chosen"), KEY) == "chosen"


async def test_our_name_is_asked_for_until_telegram_tells_it_and_then_no_more() -> None:
    asked = []

    async def tell() -> str:
        asked.append(1)
        if len(asked) == 1:
            raise CannotLook("TimedOut")
        return "moka_bot"

    ask = asked_once(tell)
    assert [await ask() for _ in range(3)] == [None, "moka_bot", "moka_bot"]
    assert len(asked) == 2
