"""The database, opened for one command, and the customer that the command means."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.cli.failure import Failure
from bot.settings import Settings
from bot.store import Store, StoreFault


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Store]:
    """Open the database beside a program that may be running. Raises `Failure` where there is none or it fails."""
    path = settings.sqlite_path
    if path is not None and not path.exists():
        raise Failure(f"there is no database at {path}; set DATABASE_URL", 2)
    try:
        store = await Store.open(settings.database_url)
        try:
            yield store
        finally:
            await store.close()
    except StoreFault as fault:
        raise Failure(str(fault), 1) from fault


async def found(store: Store, customer: str) -> str:
    """Return the id of the customer whom an operator means. Raises `Failure` for nobody."""
    known = await store.customers.find(customer)
    if known is None:
        raise Failure(f"nobody is known as {customer}; give an id, a phone, an e-mail or a Telegram id", 1)
    return known
