"""The ids whose rows belong to one person: their own, and those of the customers who were merged into them.

A merge moves no history (`store.people.merges`), so whoever reads a person's history reads the rows of their family.
"""

from __future__ import annotations

from bot.model.address import Address
from bot.store.database.database import Database
from bot.store.database.identity import identity_of
from bot.store.database.statements import statements

SQL = statements("merges")


async def family(database: Database, customer: str) -> list[str]:
    """Return a person's ids: this one, and those of customers who were found to be them."""
    return [row[0] for row in await database.read(SQL["family"], customer)]


async def family_at(database: Database, address: Address) -> list[str]:
    """Return the ids of the person who has an address; none where nobody has it."""
    return [row[0] for row in await database.read(SQL["family_at"], identity_of(address))]
