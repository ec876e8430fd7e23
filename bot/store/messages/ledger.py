"""The recorded decisions: why each message was sent, held or not sent, and everything else the engine decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import msgspec
from msgspec import Struct

from bot.model.message import Value
from bot.store.database.database import StoreSubject
from bot.store.database.script import listed
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment
from bot.store.messages.part_rows import text_of
from bot.store.people.family import family

SQL = statements("ledger")
_NAME: Final = 32  # characters of a message's name; a part's has two more
_MOST_PARTS: Final = 4  # of a message, read back for its words
_PAGE: Final = 500


class Entry(Struct, frozen=True, kw_only=True):
    """One decision, in plain words. `event` is the turn that took it, `outbox` the part that it is about."""

    id: str
    at: datetime
    event: str
    kind: str
    words: str
    rule: str
    facts: dict[str, Value]
    version: str | None
    flow: str | None
    step: str | None
    conversation: str | None
    outbox: str | None


class Sent(Struct, frozen=True, kw_only=True):
    """What the outbox holds of a message that a decision is about: its words, and what became of its first part."""

    channel: str
    state: str
    text: str


class Ledger(StoreSubject):
    """Read here; written by turns and by what is dropped on its way out."""

    async def of(self, customer: str, since: datetime) -> list[Entry]:
        """Return the decisions about a customer since a time, in order."""
        who = listed(await family(self._database, customer))
        return [entry_of(*row) for row in await self._database.read(SQL["of"], who, micros(since))]

    async def sent(self, messages: Iterable[str]) -> dict[str, Sent]:
        """Return the messages that decisions name, by that name; one that the outbox no longer keeps is not there.

        A decision of the engine's names a message, one of the dispatcher's a part of it.
        """
        names = set(messages)
        parts = [part for name in names for part in _parts_of(name)]
        found: dict[str, Sent] = {}
        for some in range(0, len(parts), _PAGE):
            rows = await self._database.read(SQL["sent"], listed(parts[some : some + _PAGE]))
            for id_, channel, state, body in rows:
                name = id_ if id_ in names else id_[:_NAME]
                before = found.get(name)
                text = f"{before.text} {text_of(body)}" if before else text_of(body)
                found[name] = Sent(channel=channel, state=before.state if before else state, text=text)
        return found


def _parts_of(name: str) -> list[str]:
    """Return the names of the parts that a message may have; a part is its own."""
    return [name] if len(name) > _NAME else [f"{name}{index:02x}" for index in range(_MOST_PARTS)]


def entry_of(id_: str, at: int, event: str, kind: str, words: str, rule: str, facts: str, *where: Any) -> Entry:
    """Return the decision in a row of the statements that read one."""
    version, flow, step, conversation, outbox = where
    return Entry(
        id=id_,
        at=moment(at),
        event=event,
        kind=kind,
        words=words,
        rule=rule,
        facts=msgspec.json.decode(facts),
        version=version,
        flow=flow,
        step=step,
        conversation=conversation,
        outbox=outbox,
    )
