"""The imported offers: written a batch at a time by an import, read on from the last change by whoever sells.

A line that says what is known already changes nothing, wherever in the file it stands. `change` is the number of the
batch: the row that counts them is locked until the commit, so numbers are read in the order in which they were made,
and a reader who goes on after the last one misses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from hashlib import blake2b

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.model.offer import Offer
from bot.store.bell import Bell
from bot.store.database import Database
from bot.store.script import Script, listed, many, query
from bot.store.statements import statements
from bot.store.times import micros

SQL = statements("offers")
TOPIC = "offers"
PAGE = 2000  # offers read in one go

_DECODER = msgspec.json.Decoder(Offer)
_ENCODER = msgspec.json.Encoder(order="deterministic")


class Changed(Struct, frozen=True):
    """How far somebody has read (`change`, `id`), and the offers up to there."""

    offers: tuple[Offer, ...]
    change: int
    id: str


class Offers:
    """All raise `StoreUnavailable`."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell

    async def put(self, offers: Sequence[Offer], now: datetime) -> tuple[int, int]:
        """Keep offers; return how many of them are new and how many have changed. The same again is neither."""
        counts = await self._database.transact(partial(_put, offers, micros(now)))
        if any(counts):
            self._bell.ring(TOPIC)
        return counts

    async def since(self, change: int, id: str = "", at_most: int = PAGE) -> Changed:  # noqa: A002 - the column's name
        """Return what changed after that, in the order of the changes; from 0 on, all. Nothing: all is read."""
        rows = await self._database.read(SQL["since"], change, id, at_most)
        offers = tuple(_DECODER.decode(row[2]) for row in rows)
        return Changed(offers, rows[-1][1], rows[-1][0]) if rows else Changed((), change, id)

    async def last_change(self) -> int:
        """Return the number of the last change, 0 where nothing was ever imported."""
        rows = await self._database.read(SQL["last_change"])
        return int(rows[0][0])

    async def count(self) -> int:
        rows = await self._database.read(SQL["count"])
        return int(rows[0][0])


def digest_of(offer: Offer) -> str:
    """Name what an offer says, wherever it was written."""
    return blake2b(_ENCODER.encode(replace(offer, source="")), digest_size=12).hexdigest()


def _put(offers: Sequence[Offer], now: int) -> Script[tuple[int, int]]:
    known = {row[0]: row[1] for row in (yield query(SQL["digests"], listed(offer.id for offer in offers)))}
    told = [(offer, digest_of(offer)) for offer in offers]
    news = [(offer, digest) for offer, digest in told if known.get(offer.id) != digest]
    if not news:
        return 0, 0
    [(change,)] = yield query(SQL["next_change"])
    rows = [(offer.id, change, now, digest, _ENCODER.encode(offer).decode()) for offer, digest in news]
    yield many(SQL["put"], rows)
    new = sum(offer.id not in known for offer, _ in news)
    return new, len(news) - new
