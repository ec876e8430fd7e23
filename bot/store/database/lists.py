"""Long lists a page at a time, in the order of a key that never changes: for whoever reads all of it from outside.

A page is asked for by the key of the last row of the one before, so a row that was there when somebody began is given
once, whatever is written meanwhile. Who may see the customers of some points of sale only gets pages that are looked
through and not walked on until they are full: each costs the same, and may be short while there is more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Row, listed
from bot.store.database.statements import statements
from bot.store.people.family import family

SQL = statements("lists")
Subject = Literal[
    "customers",
    "messages",
    "conversations",
    "feedback",
    "consents",
    "deliveries",
    "orders",
    "journeys",
    "handovers",
    "open_handovers",
]
#: What a list may be narrowed by.
Column = Literal["journey", "stage"]
#: A key: one number, or two columns.
Key = tuple[int | str, ...]
#: How many rows are looked through for a page of those that may be seen.
WINDOW: Final = 1000
#: The statement of a list's rows, and where its first page begins.
_ROWS: Final[Mapping[Subject, tuple[str, Key]]] = {
    "customers": ("customer_rows", (-1, "")),
    "messages": ("message_rows", (0,)),
    "conversations": ("conversation_rows", (0,)),
    "feedback": ("feedback_rows", (0,)),
    "consents": ("consent_rows", (0,)),
    "deliveries": ("delivery_rows", (0,)),
    "orders": ("order_rows", ("", "")),
    "journeys": ("journey_rows", ("", "")),
    "handovers": ("handover_rows", (0,)),
    "open_handovers": ("handover_rows", (0,)),
}


class Root(Struct, frozen=True):
    """Who a customer is now, and of which point of sale."""

    id: str
    point_of_sale: str | None


class Page(Struct, frozen=True):
    """Rows as the list's statement has them, who each one's customer is now, the key to go on after (None: over)."""

    rows: Sequence[Row]
    roots: Mapping[str, Root]
    next: Key | None


class Lists(StoreSubject):
    """Read only. All raise `StoreUnavailable`."""

    async def page(
        self,
        subject: Subject,
        after: Key | None,
        limit: int,
        *,
        places: Collection[str] = (),
        customer: str | None = None,
        where: Mapping[Column, str] | None = None,
    ) -> Page:
        """Return up to `limit` rows after a key. `places`: only of customers of these points of sale; `customer`: only
        theirs, whoever else they were; `where`: only with these values.
        """
        rows_of, first = _ROWS[subject]
        narrow = bool(places) and customer is None
        looked = WINDOW if narrow else limit + 1
        keys = await self._keys(subject, (*(after or first), looked), customer, where or {})
        roots = await self.roots({str(key[-1]) for key in keys})
        width = len(first)
        seen = [key for key in keys if not narrow or _sees(places, roots.get(str(key[-1])))]
        chosen = [tuple(key[:width]) for key in seen[:limit]]
        following: Key | None = None
        if len(seen) > limit:
            following = chosen[-1]
        elif len(keys) == WINDOW and narrow:
            following = tuple(keys[-1][:width])
        return Page(await self._rows(rows_of, chosen), roots, following)

    async def knows(self, customer: str) -> bool:
        """Tell whether somebody is behind an id: a shell that an erasure leaves is nobody."""
        return bool(await self._database.read(SQL["knows"], customer))

    async def customers(self, ids: Collection[str]) -> Sequence[Row]:
        """Return customers' rows: created, id, the document as JSON (empty before the first turn), point of sale."""
        return await self._database.read(SQL["customer_rows"], listed(ids))

    async def roots(self, customers: Collection[str]) -> dict[str, Root]:
        """Return who these customers are now; one who is unknown is not there."""
        if not customers:
            return {}
        rows = await self._database.read(SQL["roots"], listed(sorted(customers)))
        return {first: Root(id_, place) for first, id_, place in rows}

    async def _keys(
        self, subject: Subject, values: tuple[object, ...], customer: str | None, where: Mapping[Column, str]
    ) -> Sequence[Row]:
        narrowing = ""
        for column, value in where.items():
            values = (*values, value)
            narrowing += f" AND {column} = ${len(values)}"
        if customer is not None:
            values = (*values, listed(await family(self._database, customer)))
            narrowing += f" AND customer IN each(${len(values)})"
        return await self._database.read(SQL[subject].format(whose=narrowing), *values)

    async def _rows(self, rows_of: str, keys: Sequence[Key]) -> Sequence[Row]:
        if not keys:
            return []
        if rows_of == "customer_rows":
            return await self.customers([str(key[1]) for key in keys])
        if len(keys[0]) == 1:
            return await self._database.read(SQL[rows_of], listed(key[0] for key in keys))
        both = (listed(sorted({key[0] for key in keys})), listed(sorted({key[1] for key in keys})))
        wanted = set(keys)
        return [row for row in await self._database.read(SQL[rows_of], *both) if (row[0], row[1]) in wanted]


def _sees(places: Collection[str], root: Root | None) -> bool:
    return root is not None and root.point_of_sale in places
