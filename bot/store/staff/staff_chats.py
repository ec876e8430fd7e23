"""Chats on Telegram that are staff's: for alerts. Whoever has one is no customer there.

A chat becomes somebody's by a one-time link that only their account page shows: kept by the hash of its token, good for
a quarter of an hour. One chat is one person's, and one person has one. Who was a customer in that chat before is one no
more while it is linked: nothing that was planned for them leaves for it, and what is typed there reaches no thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, Literal

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import ChatBlocked, ChatUnblocked
from bot.model.parts import PartBody
from bot.model.staff import as_addressee
from bot.store.database.bell import Bell
from bot.store.database.database import Database
from bot.store.database.identity import identity_of
from bot.store.database.script import Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.inbox import TOPIC as INBOX
from bot.store.messages.inbox import Delivery, put_all
from bot.store.messages.outbox import TOPIC as OUTBOX
from bot.store.messages.part_rows import Planned, row_of
from bot.store.staff.audit import Entry, append
from bot.store.staff.staff_sessions import digest_of

SQL = statements("staff_chats")
TURNS = statements("turns")
#: The bell's topic for chats that were linked or let go.
TOPIC: Final = "staff chats"
#: What a payload of `/start` begins with that is a member of staff's link.
PREFIX: Final = "staff_"
GOOD_FOR: Final = timedelta(minutes=15)
#: A ring may be lost; so long may pass until the chats are read anew all the same.
_FRESH: Final = timedelta(seconds=30)

Linked = Literal["linked", "over", "taken"]


class StaffChats:
    """Which chats are staff's. They are kept in memory, and read anew when one was linked or let go."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell
        self._listening = bell.listen(TOPIC)  # for as long as the store is open
        self._listener = self._listening.__enter__()
        self._known: Mapping[str, str] = {}
        self._read_at: datetime | None = None

    async def whose(self, chat: str, now: datetime) -> str | None:
        """Return the id of the member of staff whose chat this is; None for everybody else's."""
        stale = self._read_at is None or not timedelta() <= now - self._read_at < _FRESH
        if stale or self._listener.has_rung():
            self._known = {row[0]: row[1] for row in await self._database.read(SQL["all"])}
            self._read_at = now
        return self._known.get(chat)

    async def make_link(self, token: str, staff: str, now: datetime) -> None:
        """Keep a new link of somebody's, in place of an earlier one. `token` is of 128 random bits or more."""
        await self._database.transact(lambda: _make(token, staff, now))

    async def link(self, token: str, chat: str, event: str, now: datetime) -> tuple[Linked, str | None]:
        """Use a link: the chat is that person's from now on. Returns what came of it, and whose the link is.

        `event` is the update's id: one that Telegram repeats finds the chat linked. `taken`: the chat is somebody
        else's. `over`: the link is good no more, and the chat nobody's.
        """
        done = await self._database.transact(lambda: _link(token, chat, event, now))
        self._changed()
        return done

    async def unlink(self, staff: str, by: str, now: datetime) -> None:
        """Let a person's chat go; without one nothing happens."""
        await self._database.transact(lambda: unlink(staff, by, now))
        self._changed()

    async def say(self, staff: str, chat: str, text: str, event: str, now: datetime) -> None:
        """Write to somebody's chat, once for an event."""
        part = message_to(staff, chat, text, id_=f"staff:{event}", event=event, now=now)
        await self._database.transact(lambda: _say(part))
        self._bell.ring(OUTBOX)

    def _changed(self) -> None:
        self._read_at = None
        self._bell.ring(TOPIC)
        self._bell.ring(INBOX)


def message_to(
    staff: str, chat: str, text: str, *, id_: str, event: str, now: datetime, not_after: datetime | None = None
) -> Planned:
    """Return a message to a member of staff as the outbox takes it; no rule about customers is asked of it."""
    return Planned(
        id=id_,
        customer=as_addressee(staff),
        address=Address("telegram", chat),
        body=PartBody(text),
        purpose="service",
        created_at=now,
        due_at=now,
        event=event,
        not_after=not_after,
        gate=False,
    )


def _say(part: Planned) -> Script[None]:
    yield once(TURNS["part"], *row_of(part))


def _make(token: str, staff: str, now: datetime) -> Script[None]:
    yield once(SQL["forget_over"], micros(now))
    yield once(SQL["forget_of"], staff)
    yield once(SQL["make"], digest_of(token), staff, micros(now + GOOD_FOR))


def _link(token: str, chat: str, event: str, now: datetime) -> Script[tuple[Linked, str | None]]:
    [owner] = [row[0] for row in (yield query(SQL["by_chat"], chat))] or [None]
    used = yield query(SQL["use"], digest_of(token), micros(now))
    staff = str(used[0][0]) if used else None
    accounts = (yield query(SQL["enabled"], staff)) if staff is not None else []
    if staff is None or not accounts:
        return ("linked", owner) if owner is not None else ("over", None)
    if owner not in (None, staff):
        return "taken", owner
    if accounts[0][0] not in (None, chat):
        yield from unlink(staff, staff, now)
    yield once(SQL["link"], staff, chat)
    yield from append([Entry(at=now, who=staff, act="staff.telegram_linked", subject=staff)])
    yield from _no_customer_there(chat, event, now)
    return "linked", staff


def unlink(staff: str, by: str, now: datetime) -> Script[None]:
    """Let a person's chat go, in the caller's transaction: who is a customer there is one again."""
    chats = yield query(SQL["chat_of"], staff)
    if not (yield query(SQL["unlink"], staff)):
        return
    yield from append([Entry(at=now, who=by, act="staff.telegram_unlinked", subject=staff)])
    address = Address("telegram", str(chats[0][0]))
    for (customer,) in (yield query(SQL["customer_at"], identity_of(address))):
        back = ChatUnblocked(id=f"staff:{staff}:{micros(now)}", address=address)
        yield from put_all([Delivery([Arrival(event=back, received_at=now, customer=customer, source="console")])])


def _no_customer_there(chat: str, event: str, now: datetime) -> Script[None]:
    address = Address("telegram", chat)
    for (customer,) in (yield query(SQL["customer_at"], identity_of(address))):
        gone = ChatBlocked(id=f"staff:{event}", address=address, reason="a chat of staff's, for alerts")
        yield from put_all([Delivery([Arrival(event=gone, received_at=now, customer=customer, source="console")])])
