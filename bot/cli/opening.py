"""The database, opened for one command, and the customer that the command means."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import phonenumbers

from bot.cli.failure import Failure
from bot.settings import Settings
from bot.store import Store, StoreFault, migrate
from bot.wiring.playbooks import shop_in_use


@asynccontextmanager
async def opened(settings: Settings, *, made: bool = False) -> AsyncIterator[Store]:
    """Open the database beside a program that may be running; `made`: where there is none, it is made.

    Raises `Failure` where there is none or it fails.
    """
    path = settings.sqlite_path
    if path is not None and not path.exists() and not made:
        raise Failure(f"there is no database at {path}; parcours run makes it, or set DATABASE_URL to yours", 2)
    try:
        store = await Store.open(settings.database_url)
        try:
            if made and await store.schema() == 0:
                await migrate(settings.database_url)
            yield store
        finally:
            await store.close()
    except StoreFault as fault:
        raise Failure(str(fault)) from fault


async def found(store: Store, settings: Settings, customer: str) -> str:
    """Return the id of the customer whom an operator means. Raises `Failure` for nobody."""
    known = await store.customers.find(customer) or await _found_as_people_write(store, settings, customer)
    if known is None:
        raise Failure(f"nobody is known as {customer}; give an id, a phone, an e-mail or a Telegram id", 1)
    return known


async def _found_as_people_write(store: Store, settings: Settings, customer: str) -> str | None:
    """A number as it is written at home or on a card, an address in capitals, either as a link has it."""
    bare = customer.strip().removeprefix("tel:").removeprefix("mailto:").removeprefix("whatsapp:")
    if "@" in bare:
        return await store.customers.find(bare.lower())
    try:
        number = phonenumbers.parse(bare, (await shop_in_use(store, settings)).country)
    except phonenumbers.NumberParseException:
        return None
    return await store.customers.find(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
