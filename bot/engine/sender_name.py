"""Who is writing, said first: on SMS and WhatsApp a message that nobody waited for begins with the store's name.

There a stranger's number is all that the customer may see; Telegram and the web chat show the sender by themselves.
The name is to stand within the first 20 characters (reliability, 6.3) of the first message of a conversation, and of
the day. A text that has it there keeps its author's own words.
"""

from __future__ import annotations

from datetime import UTC
from typing import Final

from msgspec.structs import replace

from bot.engine.run import Run
from bot.model.address import Address
from bot.model.conversation import Conversation
from bot.model.effects import Send
from bot.model.message import Content, Purpose
from bot.model.sms_text import normalise
from bot.rules.calendar.calendar import zone

WITHIN: Final = 20  # characters; for a longer name as many more as it has
_NAMELESS: Final = frozenset({"sms", "whatsapp"})


def signed(
    run: Run, conversation: Conversation | None, content: Content, address: Address, purpose: Purpose
) -> Content:
    """Return the message with the store's name before its words, where it needs it."""
    if purpose == "reply" or address.channel not in _NAMELESS or not _is_first(run, conversation, address):
        return content
    name = run.shelf.current.store.name
    if address.channel == "sms" and content.sms:
        return replace(content, sms=_with_name(content.sms, name, content.language))
    return replace(content, text=_with_name(content.text, name, content.language))


def _is_first(run: Run, conversation: Conversation | None, address: Address) -> bool:
    """Tell whether the customer may not know who is writing: nothing was said there yet in this conversation or today.

    What was said is not kept by address. Where the customer last wrote from elsewhere, it was said there.
    """
    key = conversation.id if conversation else None
    if any(isinstance(one, Send) and one.address == address and one.conversation == key for one in run.effects):
        return False
    if conversation is None or conversation.last_said is None:
        return True
    return run.customer.last_address not in (None, address) or not _said_today(run)


def _said_today(run: Run) -> bool:
    """By the customer's day, else the store's."""
    home = zone(run.customer.timezone or run.shelf.current.store.timezone) or UTC
    last = run.customer.last_out
    return last is not None and last.astimezone(home).date() == run.at.astimezone(home).date()


def _with_name(text: str, name: str, language: str) -> str:
    if _plain(name) in _plain(text)[: WITHIN if len(name) <= WITHIN else WITHIN + len(name)]:
        return text
    if not text:
        return name
    return f"{name}\u00a0: {text}" if language.startswith("fr") else f"{name}: {text}"


def _plain(text: str) -> str:
    """Return a text as it is compared: the same name with another apostrophe or space is the same."""
    return normalise(text).casefold()
