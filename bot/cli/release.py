"""Letting a sender advertise again that carriers had filtered."""

from __future__ import annotations

import asyncio

import click

from bot.cli.failure import Failure
from bot.settings import Settings, read_settings
from bot.store import Store, StoreFault
from bot.wiring.clock import now


@click.command("release", epilog="Example: parcours release")
@click.argument("sender", required=False, default="")
def release_command(sender: str) -> int:
    """Let marketing leave again from SENDER, as doctor names it, or from every sender that carriers had filtered."""
    released = asyncio.run(_release(read_settings(), sender))
    if not released:
        raise Failure("no such sender is stopped; parcours doctor names those that are", 1)
    for name in released:
        click.echo(f"{name} sends marketing again. Filtered messages are counted from now on.")
    return 0


async def _release(settings: Settings, sender: str) -> list[str]:
    path = settings.sqlite_path
    if path is not None and not path.exists():
        raise Failure(f"there is no database at {path}; set DATABASE_URL", 2)
    try:
        store = await Store.open(settings.database_url)
        try:
            return await store.senders.release(now(), sender)
        finally:
            await store.close()
    except StoreFault as fault:
        raise Failure(str(fault), 1) from fault
