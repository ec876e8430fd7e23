"""What was said, by whom, in the order in which it was said.

A message of the customer's stands here once its turn has come; a part of ours once it has left, in the commit that says
so. So a reader who asks for what came after a position misses nothing that was sent. What is still on its way, or may
not have arrived, is the outbox's to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct

from bot.model.address import Address
from bot.model.events import MessageEdited, MessageReceived
from bot.model.message import Media
from bot.model.parts import PartBody
from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, listed
from bot.store.database.statements import statements
from bot.store.database.times import moment
from bot.store.people.family import family, family_at

SQL = statements("transcript")
_SAID = msgspec.json.Decoder(PartBody)
_HEARD: msgspec.json.Decoder[MessageReceived | MessageEdited] = msgspec.json.Decoder(MessageReceived | MessageEdited)


class _WithFiles(Struct, frozen=True):
    """A part of ours has one, what came has several, an edited message none."""

    media: Media | tuple[Media, ...] | None = None


_FILES = msgspec.json.Decoder(_WithFiles)


class Line(Struct, frozen=True, kw_only=True):
    """One message. `source` is the event met or the part sent; `part` is what we showed, `heard` what came."""

    position: int
    at: datetime
    direction: Literal["in", "out"]
    address: Address
    source: str
    by: str  # customer, bot, or the member of staff
    text: str
    part: PartBody | None = None
    heard: MessageReceived | MessageEdited | None = None


class Transcript(StoreSubject):
    """Read here; written by turns and by the outbox."""

    async def of(self, customer: str, after: int = 0, limit: int = 200) -> list[Line]:
        """Return what was said with a customer, on all channels, after a position."""
        return _lines(await self._read("of_customer", await family(self._database, customer), after, limit))

    async def of_address(self, address: Address, after: int = 0, limit: int = 200) -> list[Line]:
        """Return what was said at an address, both ways, after a position (0: from the start)."""
        who = await family_at(self._database, address)
        return _lines(await self._read("of_address", who, address.channel, address.id, after, limit))

    async def latest_of_address(self, address: Address, limit: int = 50) -> list[Line]:
        """Return the last that was said at an address, oldest first."""
        who = await family_at(self._database, address)
        return _lines(reversed(await self._read("latest_of_address", who, address.channel, address.id, limit)))

    async def heard(self, customer: str, source: str) -> tuple[str, MessageReceived] | None:
        """Return a message of a customer's by its event, with the channel that it came on; None for nobody's."""
        who = listed(await family(self._database, customer))
        row = await self._database.read_one(SQL["heard"], who, source)
        said = _HEARD.decode(row[1]) if row is not None else None
        return (str(row[0]), said) if row is not None and isinstance(said, MessageReceived) else None

    async def _read(self, what: str, who: Sequence[str], *parameters: object) -> list[Row]:
        if len(who) == 1:
            return await self._database.read(SQL[what].format(who="= $1"), who[0], *parameters)
        return await self._database.read(SQL[what].format(who="IN each($1)"), listed(who), *parameters)


def files_in(body: str | bytes) -> tuple[Media, ...]:
    """Return the files of a message as it is kept: what came with it, or what we sent. A picture that we draw of a
    table is no file.
    """
    kept = _FILES.decode(body)
    sent = (kept.media,) if isinstance(kept.media, Media) else kept.media or ()
    return tuple(one for one in sent if one.table is None)


def _lines(rows: Iterable[Row]) -> list[Line]:
    return [_line(row) for row in rows]


def _line(row: Row) -> Line:
    position, at, direction, channel, address, source, by, text, body = row
    return Line(
        position=position,
        at=moment(at),
        direction=direction,
        address=Address(channel, address),
        source=source,
        by=by,
        text=text,
        part=_SAID.decode(body) if direction == "out" else None,
        heard=_HEARD.decode(body) if direction == "in" else None,
    )
