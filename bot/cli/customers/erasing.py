"""Erasing a person, at a terminal."""

from __future__ import annotations

import asyncio
import getpass
import sys

import click

from bot.channels.files.file_shelf import FileShelf
from bot.cli.opening import found, opened
from bot.settings import Settings, read_settings
from bot.store.people.erasing import Erased
from bot.wiring.clock import now
from bot.wiring.key import secret_key, suppression_key


@click.command("erase", epilog="Example: parcours erase +33612345678")
@click.argument("customer")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
def erase_command(customer: str, yes: bool) -> int:
    """Erase all that is held on a customer: words, decisions, consents, files, plans, messages on their way.

    CUSTOMER is an id, a phone, an e-mail or a Telegram id. Kept are hashes of the addresses, so that an import does not
    bring marketing back, and that an erasure took place. Backups made before still hold the customer.
    """
    if not yes and sys.stdin.isatty():
        click.confirm(f"Erase {customer} for good?", abort=True)
    erased, files = asyncio.run(_erase(read_settings(), customer))
    what = ", ".join(f"{table} {count}" for table, count in sorted(erased.counts.items()))
    click.echo(f"Erased: {what or 'nothing was held'}, files {files}. Backups made before still hold the customer.")
    return 0


async def _erase(settings: Settings, customer: str) -> tuple[Erased, int]:
    """Files go first and last: stopped in between, the customer is still there to be erased again."""
    keyed = suppression_key(secret_key(settings))
    async with opened(settings) as store:
        who = await found(store, settings, customer)
        files = _forget_files(settings, await store.owners(who))
        erased = await store.erase(who, keyed, getpass.getuser(), now())
        return erased, files + _forget_files(settings, erased.owners)


def _forget_files(settings: Settings, owners: tuple[str, ...]) -> int:
    shelf = FileShelf(settings.photos) if settings.photos is not None else None
    return sum(shelf.forget_owner(owner) for owner in owners) if shelf is not None else 0
