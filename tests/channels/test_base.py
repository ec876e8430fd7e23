"""What every channel owes the sender and the turn, whichever it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.channels.base import Channel, Cutter
from bot.channels.cutting.cutters import SmsCutter, TelegramCutter, WhatsAppCutter
from bot.channels.cutting.splitting import width
from bot.channels.telegram.telegram import Telegram
from bot.channels.telegram.telegram_seal import Seal
from bot.channels.twilio.twilio import Sms, WhatsApp
from bot.channels.twilio.twilio_account import TwilioAccount
from bot.channels.web_chat import WebChat, WebChatCutter
from bot.model.message import Choice, Content, Link, Media
from tests.emulators.telegram import TOKEN
from tests.emulators.twilio import ACCOUNT, AUTH_TOKEN, NUMBER

CUTTERS: list[Cutter] = [TelegramCutter(), SmsCutter(), WhatsAppCutter(), WebChatCutter()]
LIMITS = {"telegram": (4096, 1024), "sms": (1600, 1600), "whatsapp": (1600, 1024), "web": (8000, 8000)}
CHANNELS: list[Callable[[], Channel]] = [
    lambda: Telegram(TOKEN, seal=Seal(b"k")),
    lambda: Sms(TwilioAccount(ACCOUNT, AUTH_TOKEN), {"from_": NUMBER}),
    lambda: WhatsApp(TwilioAccount(ACCOUNT, AUTH_TOKEN), {"from_": f"whatsapp:{NUMBER}"}),
    lambda: WebChat(lambda _: None),
]
CONTENTS = [
    Content(text="Bonjour"),
    Content(),
    Content(text="   "),
    Content(text="x" * 9000),
    Content(text="👨‍👩‍👧‍👦 " * 2000, sms="court"),
    Content(media=(Media("photo", "a.jpg"), Media("sticker", "s"))),
    Content(text="y" * 1500, media=(Media("photo", "a.jpg"),), links=(Link("Voir", "https://x.example"),)),
    Content(text="Alors ?", choices=tuple(Choice(str(n), f"Choix {n}") for n in range(12)), prompt="ab" * 16),
    Content(choices=(Choice("a", "Oui"),), prompt="p", asks="location"),
]


@pytest.mark.parametrize("cutter", CUTTERS, ids=lambda cutter: cutter.name)
@pytest.mark.parametrize("content", CONTENTS, ids=range(len(CONTENTS)))
def test_a_message_is_cut_into_parts_none_of_them_empty_or_too_long(cutter: Cutter, content: Content) -> None:
    bodies = cutter.cut(content, purpose="reply")
    longest, caption = LIMITS[cutter.name]
    assert bodies
    assert all(body.text.strip() or body.media for body in bodies)
    assert all(width(body.text) <= (caption if body.media else longest) for body in bodies)
    assert [body.media for body in bodies if body.media] == list(content.media)
    assert bodies[-1].choices == content.choices
    assert not any(body.choices or body.links or body.asks for body in bodies[:-1])


@pytest.mark.parametrize("cutter", CUTTERS, ids=lambda cutter: cutter.name)
def test_every_purpose_looks_the_same_with_a_way_out(cutter: Cutter) -> None:
    purposes: tuple[Any, ...] = ("reply", "service", "care", "marketing")
    assert len({cutter.cut(Content(text="Bonjour. STOP"), purpose=purpose) for purpose in purposes}) == 1


@pytest.mark.parametrize("make", CHANNELS)
async def test_a_channel_says_what_its_sender_may_do(make: Callable[[], Channel]) -> None:
    channel = make()
    assert channel.sender
    assert channel.rate > 0
    assert channel.chat_rate is None or channel.chat_rate > 0
    assert channel.patience >= 0
    assert channel.closing_time >= 0
    assert isinstance(channel.can_find, bool)
    await channel.close()
    await channel.close()
