"""What comes in from Telegram, sorted: a chat of staff's is no customer's, everything else goes into the inbox.

Staff are told where to go; what they type or press there starts no thread. `/start staff_…` makes a chat somebody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import structlog

from bot.model.arrivals import Arrival
from bot.model.events import ChatBlocked, ChatOpened, MessageReceived
from bot.store import Store
from bot.store.messages.inbox import Door
from bot.store.staff.staff_chats import PREFIX
from bot.web.console.words import LANGUAGES, marked, words

LINKED: Final = marked("This chat is linked to your account: you are told here when a customer waits for your team.")
TAKEN: Final = marked("This chat is linked to another account already. Unlink it there first.")
OVER: Final = marked("This link has expired. Make another one on your account page.")
WHERE: Final = marked("Alerts only come here. You answer customers in the console.")

_log = structlog.get_logger(__name__)


async def keep(store: Store, arrivals: Sequence[Arrival], *, public_url: str | None, door: Door = "inbox") -> None:
    """Take what Telegram brought: on disk when this returns. Raises `StoreUnavailable`: then bring it all again."""
    ours = [arrival for arrival in arrivals if not await _is_staffs(store, arrival, public_url)]
    if ours:
        await store.inbox.put(ours, door=door)


async def _is_staffs(store: Store, arrival: Arrival, public_url: str | None) -> bool:
    """Tell whether this was staff's affair, and see to it."""
    event, now = arrival.event, arrival.received_at
    address = arrival.names[0] if arrival.names else None
    if address is None or address.channel != "telegram":
        return False
    if isinstance(event, ChatOpened) and event.payload.startswith(PREFIX):
        await _link(store, event, address.id, now)
        return True
    staff = await store.staff_chats.whose(address.id, now)
    if staff is None:
        return False
    if isinstance(event, ChatBlocked):
        await store.staff_chats.unlink(staff, staff, now)
    elif isinstance(event, MessageReceived | ChatOpened):
        where = f"\n{public_url}/console/inbox" if public_url is not None else ""
        await _say(store, staff, address.id, WHERE, event.id, now, where)
    return True


async def _link(store: Store, event: ChatOpened, chat: str, now: datetime) -> None:
    """Use a link. Who has one that is over is told so: somebody who works here, most likely, and no new customer."""
    came, staff = await store.staff_chats.link(event.payload.removeprefix(PREFIX), chat, event.id, now)
    said = {"linked": LINKED, "taken": TAKEN, "over": OVER}[came]
    theirs = event.profile.language if event.profile is not None else None
    await _say(store, staff or "", chat, said, event.id, now, language=theirs or "")
    _log.info("link of a staff chat used", staff=staff, outcome=came)


async def _say(
    store: Store, staff: str, chat: str, said: str, event: str, now: datetime, more: str = "", *, language: str = ""
) -> None:
    account = await store.staff.get(staff)
    language = account.language if account is not None else language[:2]
    text = words(language if language in LANGUAGES else LANGUAGES[0]).gettext(said) + more
    await store.staff_chats.say(staff, chat, text, event, now)
