"""Search over all that was said, and over customers' names and addresses.

What is erased or forgotten is found no more: the words stand in an index of the transcript itself. Each word is looked
for by its beginning, accents forgiven; all words must be there.

On SQLite the index is brought up by portions, by the clock and by whoever searches: at each commit it would write
pages of its own, and a customer's answer would wait for them. PostgreSQL's does so by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import structlog
from msgspec import Struct

from bot.model.address import CHANNELS, Address
from bot.store.database.database import StoreSubject
from bot.store.database.faults import StoreFault
from bot.store.database.identity import identity_of
from bot.store.database.plain_words import Piece, folded, for_fts5, for_tsquery, highlighted, only_letters, words_of
from bot.store.database.script import Row, Script, listed, once, query
from bot.store.database.statements import statements
from bot.store.database.times import moment

_log = structlog.get_logger(__name__)
SQL = statements("search")
MOST: Final = 200  # messages with the words, the newest
#: PostgreSQL's index of words has messages in no order, and of a word in one message of fifty it takes long to find the
#: newest: it looks among so many of the newest first, and among all where these are not enough. The bound moves by a
#: step, so that it stands in the statement, whose plan depends on it, and the statement is prepared once for many.
LATELY: Final = 40_000
STEP: Final = 10_000
#: What has a word that begins with a letter is most of all messages, or none: so many of the newest are looked through
#: one by one, and the index is asked where nothing was found there.
NEWEST: Final = 1500
PORTION: Final = 1000  # messages whose words go into SQLite's index in one transaction: some 15 ms
BEFORE_A_SEARCH: Final = 20  # such portions, at most
_LAST: Final = "\U0010ffff"  # what no word has after its beginning


class Hit(Struct, frozen=True):
    """A customer who was found: by their name or address, or by what was said (`pieces`, `at`, `by`)."""

    customer: str
    at: datetime | None = None
    by: str = ""
    pieces: tuple[Piece, ...] = ()


class Search(StoreSubject):
    async def find(self, text: str, scope: Sequence[str] = (), limit: int = 40) -> list[Hit]:
        """Return who is meant: those with the name or the address, then those with whom it was said, newest first.

        `scope` are points of sale; none of them: all. Nothing is found where there is no word in `text`.
        """
        words = words_of(text)
        if not words:
            return []
        await self._learn_lately()
        hits = {customer: Hit(customer) for customer in await self._at_address(text, scope)}
        hits |= {customer: Hit(customer) for customer in await self._called(words, scope, limit)}
        for look in self._looks(words):
            if len(hits) < limit and not (hits and look == "said_postgresql" and only_letters(words)):
                _add(hits, await self._said(look, words, scope), words, limit)
        return list(hits.values())[:limit]

    async def learn(self) -> bool:
        """Bring the words of what was said since into the index, a portion of it; tell whether that was all."""
        return not self._database.is_sqlite or await self._database.transact(_learn)

    async def _learn_lately(self) -> None:
        """What was said a moment ago is found too; where nothing can be written, what the index has."""
        try:
            for _ in range(BEFORE_A_SEARCH):
                if await self.learn():
                    return
        except StoreFault:
            _log.warning("words not learnt before a search", exc_info=True)

    def _looks(self, words: Sequence[str]) -> tuple[str, ...]:
        if self._database.is_sqlite:
            return ("said_sqlite",)
        return ("newest_postgresql" if only_letters(words) else "lately_postgresql", "said_postgresql")

    async def people(self, text: str, scope: Sequence[str] = (), limit: int = 40) -> list[str]:
        """Return who has the name or the address, those of the address first; what was said is not looked at."""
        words = words_of(text)
        found = await self._at_address(text, scope) + (await self._called(words, scope, limit) if words else [])
        return list(dict.fromkeys(found))[:limit]

    async def _said(self, look: str, words: Sequence[str], scope: Sequence[str]) -> list[Row]:
        asked: list[object] = [for_fts5(words) if self._database.is_sqlite else for_tsquery(words), MOST]
        after = await self._lately() if look == "lately_postgresql" else 0
        sql = SQL[look].format(scope=_reached(scope, asked), newest=NEWEST, after=after)
        return await self._database.read(sql, *asked)

    async def _lately(self) -> int:
        """Return the position after which the newest messages stand."""
        [(newest,)] = await self._database.read(SQL["newest_position"])
        return int(newest) // STEP * STEP - LATELY

    async def _called(self, words: Sequence[str], scope: Sequence[str], limit: int) -> list[str]:
        asked: list[object] = [limit]
        for word in words:
            asked += [word, word + _LAST]
        every = (SQL["word"].format(first=f"${place}", end=f"${place + 1}") for place in range(2, len(asked), 2))
        named = " INTERSECT ".join(every)
        sql = SQL["called"].format(called=named, scope=_reached(scope, asked))
        return [str(row[0]) for row in await self._database.read(sql, *asked)]

    async def _at_address(self, text: str, scope: Sequence[str]) -> list[str]:
        """Find who has an address that was typed whole; a phone number with or without its spaces."""
        whole = text.strip()
        number = "".join(letter for letter in whole if letter in "+0123456789")
        named = {Address(channel, given) for channel in CHANNELS for given in (whole, number) if given}
        named |= {Address("email", folded(whole)), Address("email", whole), Address("shop", whole)}
        asked: list[object] = [listed({identity_of(address) for address in named})]
        rows = await self._database.read(SQL["at_address"].format(scope=_reached(scope, asked)), *asked)
        return list(dict.fromkeys(str(row[0]) for row in rows))


def _learn() -> Script[bool]:
    [(upto, last)] = yield query(SQL["unlearnt_sqlite"], PORTION)
    if last is None:
        return True
    yield once(SQL["learn_sqlite"], upto, last)
    yield once(SQL["learnt_sqlite"], last)
    return bool(last - upto < PORTION)


def _add(hits: dict[str, Hit], rows: Sequence[Row], words: Sequence[str], limit: int) -> None:
    """Add those with whom it was said, until enough are found."""
    for customer, at, by, said in rows:
        if len(hits) >= limit:
            return
        if customer not in hits or not hits[customer].pieces:
            hits[customer] = Hit(customer, moment(at), by, tuple(highlighted(said, words)))


def _reached(scope: Sequence[str], asked: list[object]) -> str:
    if not scope:
        return "1 = 1"
    asked.append(listed(scope))
    return f"(t.point_of_sale IS NULL OR t.point_of_sale IN each(${len(asked)}))"
