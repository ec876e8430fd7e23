"""From settings to channels: which are on, and how messages look on each, on or off.

A provider's library is loaded where its channel is on: Telegram's takes 14 MB of memory, Twilio's with its HTTP client
16 MB.
"""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.channels.base import CannotLook, Channel, Cutter
from bot.channels.cutting.cutters import SmsCutter, TelegramCutter, WhatsAppCutter
from bot.channels.files.file_shelf import FileShelf
from bot.channels.files.kept_files import KeptFiles, TelegramFiles, TwilioFiles
from bot.channels.files.media_shelf import MediaShelf
from bot.channels.provider_clock import ProviderClock
from bot.channels.telegram.telegram_seal import Seal
from bot.channels.web_chat import WebChat, WebChatCutter
from bot.settings import Settings
from bot.store.database.bell import Bell
from bot.wiring.clock import elapsed, now
from bot.wiring.key import derived

if TYPE_CHECKING:
    from bot.channels.telegram.telegram import Telegram
    from bot.channels.twilio.twilio_account import TwilioAccount

_log = structlog.get_logger(__name__)

#: How messages look, whether or not the channel is on.
CUTTERS: dict[str, Cutter] = {
    cutter.name: cutter for cutter in (TelegramCutter(), SmsCutter(), WhatsAppCutter(), WebChatCutter())
}


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels that are on. `twilio` is shared by SMS and WhatsApp."""

    on: dict[str, Channel]
    telegram: Telegram | None
    twilio: TwilioAccount | None
    seal: Seal
    clock: ProviderClock

    @property
    def providers(self) -> dict[str, Telegram | TwilioAccount]:
        """The providers that are on and can be asked how they see us."""
        asked = {"telegram": self.telegram, "twilio": self.twilio}
        return {name: provider for name, provider in asked.items() if provider is not None}

    async def close(self) -> None:
        """Close every connection."""
        for channel in self.on.values():
            await channel.close()


ChannelsOf = Callable[[Settings, bytes, Bell, Path | None], Channels]


def open_channels(settings: Settings, key: bytes, bell: Bell, media: Path | None) -> Channels:
    """Return the channels that the settings turn on; the web chat always is."""
    seal = Seal(derived(key, "telegram buttons"))
    kept = FileShelf(settings.photos) if settings.photos is not None else None
    shelf = MediaShelf(media, settings.public_url, kept)
    clock = ProviderClock(now, elapsed)
    telegram = _telegram(settings, seal, shelf, clock)
    account = _account(settings, clock)
    found: list[Channel | None] = [telegram, *_twilio(settings, account, shelf), WebChat(bell.ring)]
    return Channels({channel.name: channel for channel in found if channel is not None}, telegram, account, seal, clock)


def webhook_secret(settings: Settings, key: bytes) -> str:
    """Return what Telegram's webhook carries as proof: the setting, or one that only this installation can make."""
    if settings.telegram_webhook_secret is not None:
        return settings.telegram_webhook_secret.get_secret_value()
    return base64.urlsafe_b64encode(derived(key, "telegram webhook")).decode().rstrip("=")


def asked_once(tell: Callable[[], Awaitable[str | None]]) -> Callable[[], Awaitable[str | None]]:
    """Return what asks how our bot is called, once: None as long as Telegram does not tell."""
    told: list[str] = []

    async def ask() -> str | None:
        if not told:
            try:
                name = await tell()
            except CannotLook as error:
                _log.warning("telegram does not tell our name", reason=str(error))
                return None
            told.extend(filter(None, (name,)))
        return told[0] if told else None

    return ask


def kept_files(settings: Settings) -> KeptFiles:
    """Return what fetches the files that the providers of the channels that are on keep."""
    telegram, sid = settings.telegram_token, settings.twilio_account_sid
    return KeptFiles(
        TelegramFiles(telegram.get_secret_value(), settings.telegram_api_url) if telegram is not None else None,
        TwilioFiles(sid, settings.twilio_tokens[0], settings.twilio_api_url) if sid is not None else None,
    )


def _telegram(settings: Settings, seal: Seal, shelf: MediaShelf, clock: ProviderClock) -> Telegram | None:
    if settings.telegram_token is None:
        return None
    from bot.channels.telegram.telegram import Telegram  # noqa: PLC0415 - see above

    return Telegram(
        settings.telegram_token.get_secret_value(),
        seal=seal,
        api_url=settings.telegram_api_url,
        rate=settings.telegram_rate,
        chat_rate=settings.telegram_chat_rate,
        shelf=shelf,
        on_request=partial(clock.asking, "telegram"),
    )


def _account(settings: Settings, clock: ProviderClock) -> TwilioAccount | None:
    if settings.twilio_account_sid is None:
        return None
    from bot.channels.twilio.twilio_account import TwilioAccount  # noqa: PLC0415 - see above

    return TwilioAccount(
        settings.twilio_account_sid,
        settings.twilio_tokens[0],
        api_url=settings.twilio_api_url,
        on_request=partial(clock.asking, "twilio"),
    )


def _twilio(settings: Settings, account: TwilioAccount | None, shelf: MediaShelf) -> list[Channel | None]:
    if account is None:
        return []
    from bot.channels.twilio.twilio import Sms, WhatsApp  # noqa: PLC0415 - see above

    rate, public_url = settings.twilio_rate, settings.public_url
    return [
        Sms(account, origin, rate=rate, public_url=public_url, shelf=shelf)
        if (origin := _sms_origin(settings))
        else None,
        WhatsApp(
            account,
            {"from_": f"whatsapp:{settings.twilio_whatsapp_from}"},
            rate=rate,
            public_url=public_url,
            shelf=shelf,
        )
        if settings.twilio_whatsapp_from
        else None,
    ]


def _sms_origin(settings: Settings) -> dict[str, str] | None:
    if settings.twilio_messaging_service_sid:
        return {"messaging_service_sid": settings.twilio_messaging_service_sid}
    return {"from_": settings.twilio_from} if settings.twilio_from else None
