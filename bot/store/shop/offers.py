"""The imported offers: written a batch at a time by an import, read on from the last change by whoever sells.

A line that says what is known already changes nothing, wherever in the file it stands. `change` is the number of the
batch: the row that counts them is locked until the commit, so numbers are read in the order in which they were made,
and a reader who goes on after the last one misses nothing.

The shop's own system tells of deletions and stock under names of its own (`put`'s `names`). Stock that it counts by
place is one number here: the first place that is told of counts for the whole, as most shops have one; from then on
what changes at a place changes the number, and a product that is told whole sets it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from hashlib import blake2b

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.model.offer import Offer
from bot.store.database.bell import RungSubject
from bot.store.database.script import Script, listed, many, query
from bot.store.database.statements import statements
from bot.store.database.times import micros

SQL = statements("offers")
TOPIC = "offers"
PAGE = 2000  # offers read in one go
NOTHING = (-1, 0)  # instead of the counts: nothing has the name

_DECODER = msgspec.json.Decoder(Offer)
_ENCODER = msgspec.json.Encoder(order="deterministic")


class Changed(Struct, frozen=True):
    """How far somebody has read (`change`, `id`), and the offers up to there."""

    offers: tuple[Offer, ...]
    change: int
    id: str


class Level(Struct, frozen=True):
    """The pieces of an item at one of the shop's places, as of then."""

    name: str
    place: str
    pieces: int
    at: datetime


class Offers(RungSubject):
    """All raise `StoreUnavailable`."""

    async def put(
        self, offers: Sequence[Offer], now: datetime, names: Sequence[tuple[str, str]] = ()
    ) -> tuple[int, int]:
        """Keep offers; return how many of them are new and how many have changed. The same again is neither. `names`
        are what the shop's system calls them, each with the offer's id.
        """
        return await self._changed(partial(_put, offers, micros(now), names))

    async def unsell(self, name: str, now: datetime) -> bool:
        """Let what has this name be sold no longer, in all its sizes; tell whether anything has it."""
        return await self._changed(partial(_unsell, name, micros(now))) != NOTHING

    async def count_at(self, level: Level, now: datetime) -> bool:
        """Let the stock of what has this name follow a level; older news than known change nothing. Tell whether
        anything has it.
        """
        return await self._changed(partial(_count_at, level, micros(now))) != NOTHING

    async def _changed(self, script: Callable[[], Script[tuple[int, int]]]) -> tuple[int, int]:
        counts = await self._database.transact(script)
        if counts != NOTHING and any(counts):
            self._bell.ring(TOPIC)
        return counts

    async def since(self, change: int, id: str = "", at_most: int = PAGE) -> Changed:
        """Return what changed after that, in the order of the changes; from 0 on, all. Nothing: all is read."""
        rows = await self._database.read(SQL["since"], change, id, at_most)
        offers = tuple(_DECODER.decode(row[2]) for row in rows)
        return Changed(offers, rows[-1][1], rows[-1][0]) if rows else Changed((), change, id)

    async def some(self, ids: Sequence[str]) -> list[Offer]:
        """Return the offers of these ids, as far as there are any."""
        return [_DECODER.decode(row[0]) for row in await self._database.read(SQL["by_id"], listed(ids))]

    async def called(self, name: str) -> list[Offer]:
        """Return the offers that the shop's system gives this name: a product, with its sizes."""
        return [_DECODER.decode(row[0]) for row in await self._database.read(SQL["named"], name)]

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


def _put(offers: Sequence[Offer], now: int, names: Sequence[tuple[str, str]] = ()) -> Script[tuple[int, int]]:
    yield many(SQL["put_name"], names)
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


def _named(name: str) -> Script[list[Offer]]:
    return [_DECODER.decode(row[0]) for row in (yield query(SQL["named"], name))]


def _by_id(ids: Iterable[str]) -> Script[list[Offer]]:
    return [_DECODER.decode(row[0]) for row in (yield query(SQL["by_id"], listed(ids)))]


def _unsell(name: str, now: int) -> Script[tuple[int, int]]:
    found = yield from _named(name)
    if not found:
        return NOTHING
    sizes = yield from _by_id(sorted({size for offer in found for size in offer.variants}))
    every = {offer.id: replace(offer, sold=False) for offer in (*found, *sizes)}
    return (yield from _put(list(every.values()), now))


def _count_at(level: Level, now: int) -> Script[tuple[int, int]]:
    found = yield from _named(level.name)
    if not found:
        return NOTHING
    told = {row[0]: (row[1], row[2]) for row in (yield query(SQL["levels"], level.name))}
    before, at = told.get(level.place, (None, 0))
    if at > micros(level.at):
        return 0, 0
    yield many(SQL["put_level"], [(level.name, level.place, level.pieces, micros(level.at))])
    others = sum(pieces for place, (pieces, _) in told.items() if place != level.place)
    changed: dict[str, Offer] = {}
    for offer in found:
        count = offer.pieces or 0
        after = level.pieces if not told else max(count, others + level.pieces)
        if before is not None:
            after = max(0, count + level.pieces - before)
        changed[offer.id] = replace(offer, stock={"": after})
        for whole in (yield from _by_id([offer.parent] if offer.parent else [])):
            if whole.stock:  # that of its sizes together
                changed[whole.id] = replace(whole, stock={"": max(0, (whole.pieces or 0) + after - count)})
    return (yield from _put(list(changed.values()), now))
