"""Customers as they stand: the engine's document of each, and whose an address is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from bot.model.address import Address
from bot.model.customer import Customer
from bot.store.database.database import StoreSubject
from bot.store.database.identity import identity_of
from bot.store.database.script import listed
from bot.store.database.statements import statements
from bot.store.people.family import family

SQL = statements("customers")
MERGES = statements("merges")
INBOX = statements("inbox")
_DOCUMENT = msgspec.json.Decoder(Customer)
_ID = re.compile(r"[0-9a-f]{32}")


class Customers(StoreSubject):
    """Read here; written by turns."""

    async def get(self, customer: str) -> Customer | None:
        """Return a customer, or None for one who is unknown or whose first event has not been met yet."""
        row = await self._database.read_one(SQL["state"], customer)
        return _DOCUMENT.decode(row[0]) if row and row[0] else None

    async def whose(self, address: Address) -> str | None:
        """Return the id of the customer who has this address (by SMS or by WhatsApp: one number is one person)."""
        row = await self._database.read_one(SQL["by_identity"], identity_of(address))
        return None if row is None else str(row[0])

    async def ids(self, customer: str) -> list[str]:
        """Return a person's ids: this one, and those of customers who were found to be them."""
        return await family(self._database, customer)

    async def owners(self, addresses: Sequence[Address]) -> dict[Address, str]:
        """Return whose each of these addresses is; one that is nobody's is not there."""
        rows = await self._database.read(INBOX["whose"], listed({identity_of(address) for address in addresses}))
        whose = {identity: str(customer) for identity, _, customer in rows}
        return {address: whose[identity_of(address)] for address in addresses if identity_of(address) in whose}

    async def find(self, words: str) -> str | None:
        """Return the customer an operator means: by our id, a phone (E.164), an e-mail, a Telegram or shop id."""
        words = words.strip()
        if _ID.fullmatch(words) and (row := await self._database.read_one(MERGES["root"], words)):
            return str(row[0])
        for channel in ("sms", "email", "telegram", "web", "shop"):
            found = await self.whose(Address(channel, words))
            if found is not None:
                return found
        return None

    async def addresses(self, customer: str) -> list[Address]:
        """Return the addresses that lead to a customer, oldest first."""
        return [Address(*row) for row in await self._database.read(SQL["addresses"], customer)]

    async def addresses_of_ours(self, id_: str) -> list[Address]:
        """Return the same for whoever has this id of ours, or had it before they were found to be another; empty for
        an id that is not ours."""
        row = await self._database.read_one(MERGES["root"], id_) if _ID.fullmatch(id_) else None
        return [] if row is None else await self.addresses(str(row[0]))

    async def count(self) -> int:
        [(count,)] = await self._database.read(SQL["count"])
        return int(count)
