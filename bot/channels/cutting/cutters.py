"""How a message looks on Telegram, by SMS and on WhatsApp, without any provider's library: it is planned in every
process, whichever channels are on.

Telegram has buttons; by SMS and on WhatsApp choices are numbered lines. SMS is paid by the segment: the author's short
wording is used, typographic signs are written as GSM-7 writes them, and segments are counted on each part.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from bot.channels.cutting.cutting import in_words, lay_out, with_buttons, with_link
from bot.channels.words import words_in
from bot.model.address import Channel as ChannelName
from bot.model.message import Content, MediaKind, Purpose
from bot.model.parts import PartBody
from bot.model.sms_text import measure, normalise

TELEGRAM_TEXT: Final = 4096  # UTF-16 units
_TELEGRAM_CAPTION: Final = 1024
_TWILIO_TEXT: Final = 1600  # Twilio error 21617
_WHATSAPP_CAPTION: Final = 1024
#: Twilio takes no words with a document or a voice there ("Guidance on WhatsApp Media Messages").
_WHATSAPP_CAPTIONED: Final[frozenset[MediaKind]] = frozenset({"photo", "video"})
_WAY_OUT: Final = re.compile(r"\bSTOP\b", re.IGNORECASE)


class TelegramCutter:
    """Text in parts of 4,096, under a picture 1,024; buttons under the last part."""

    name: ChannelName = "telegram"

    def cut(self, content: Content, *, purpose: Purpose) -> tuple[PartBody, ...]:
        """Return the parts, as `Cutter` says."""
        bodies = lay_out(content.text, content.media, text_limit=TELEGRAM_TEXT, caption_limit=_TELEGRAM_CAPTION)
        return with_buttons(bodies, content)


class SmsCutter:
    """The short wording, normalised; links and choices written out; a way out under marketing; segments counted, with
    the address of what staff send, which goes under the words where the number takes no pictures."""

    name: ChannelName = "sms"

    def cut(self, content: Content, *, purpose: Purpose) -> tuple[PartBody, ...]:
        """Return the parts, as `Cutter` says."""
        text = normalise(_with_way_out(in_words(content.sms or content.text, content), content.language, purpose))
        room = _TWILIO_TEXT - max((len(one.link) + 1 for one in content.media if one.link), default=0)
        bodies = lay_out(text, content.media, text_limit=room, caption_limit=room)
        counted = [msgspec.structs.replace(body, segments=measure(with_link(body)).segments) for body in bodies]
        return _with_choices(counted, content)


def _with_way_out(text: str, language: str, purpose: Purpose) -> str:
    """Every marketing SMS says how to be sent no more: article L.34-5 CPCE; the CNIL's and the af2m's "STOP" rule."""
    if purpose != "marketing" or _WAY_OUT.search(text):
        return text
    return f"{text}\n{words_in(language).way_out}".strip()


class WhatsAppCutter:
    """The full wording with its typography; links and choices written out. A template is on the first part, and stands
    for the whole message: of a longer one the other parts do not go once free text may not be sent."""

    name: ChannelName = "whatsapp"

    def cut(self, content: Content, *, purpose: Purpose) -> tuple[PartBody, ...]:
        """Return the parts, as `Cutter` says."""
        text = in_words(content.text, content)
        bodies = lay_out(
            text,
            content.media,
            text_limit=_TWILIO_TEXT,
            caption_limit=_WHATSAPP_CAPTION,
            captioned=_WHATSAPP_CAPTIONED,
        )
        bodies[0] = msgspec.structs.replace(bodies[0], template=content.template)
        return _with_choices(bodies, content)


def _with_choices(bodies: list[PartBody], content: Content) -> tuple[PartBody, ...]:
    """Keep the choices on the last part, where staff see what could be answered."""
    last = msgspec.structs.replace(bodies[-1], choices=content.choices, prompt=content.prompt)
    return (*bodies[:-1], last)
