"""Two customers who are one person, at a terminal: merging them and undoing it, by an event in the inbox."""

from __future__ import annotations

import asyncio
import getpass
import secrets

import click

from bot.cli.failure import Failure
from bot.cli.opening import found, opened
from bot.model.arrivals import Arrival
from bot.model.events import CustomersMerged, MergeUndone
from bot.settings import Settings, read_settings
from bot.store.people.merges import IDENTITY
from bot.wiring.clock import now

MET = "The running program meets it next; parcours why {} then says what came of it."


@click.command(
    "merge", epilog="Example: parcours merge +33612345678 lea@example.com --reason 'same person at the till'"
)
@click.argument("customer")
@click.argument("other")
@click.option("--reason", default="", help="Why, for the ledger.")
def merge_command(customer: str, other: str, reason: str) -> int:
    """Make OTHER and CUSTOMER one person, under CUSTOMER's id. A refusal of one counts for both.

    Each is an id, a phone, an e-mail or a Telegram id. `parcours unmerge` is the way back.
    """
    kept = asyncio.run(_merge(read_settings(), customer, other, reason))
    click.echo(f"Asked: {other} is {customer} (customer {kept}). {MET.format(kept)}")
    return 0


async def _merge(settings: Settings, customer: str, other: str, reason: str) -> str:
    async with opened(settings) as store:
        kept, gone = await found(store, settings, customer), await found(store, settings, other)
        if kept == gone:
            raise Failure(f"{customer} and {other} are the same customer already", 1)
        event = CustomersMerged(id=secrets.token_hex(16), other=gone, by=getpass.getuser(), reason=reason)
        await store.inbox.put([Arrival(event=event, received_at=now(), customer=kept, source=IDENTITY)])
        return kept


@click.command("unmerge", epilog="Example: parcours unmerge +33612345678 --reason 'two brothers, one phone'")
@click.argument("customer")
@click.option("--reason", default="", help="Why, for the ledger.")
def unmerge_command(customer: str, reason: str) -> int:
    """Undo CUSTOMER's last merge: each has what was theirs again, and what was said since at their own addresses."""
    kept, other = asyncio.run(_unmerge(read_settings(), customer, reason))
    click.echo(f"Asked: customer {other} is apart from {customer} again. {MET.format(kept)}")
    return 0


async def _unmerge(settings: Settings, customer: str, reason: str) -> tuple[str, str]:
    async with opened(settings) as store:
        kept = await found(store, settings, customer)
        merge = await store.merges.latest(kept)
        if merge is None:
            raise Failure(f"{customer} was never merged with anybody, or it is undone already", 1)
        event = MergeUndone(id=secrets.token_hex(16), merge=merge.id, by=getpass.getuser(), reason=reason)
        await store.inbox.put([Arrival(event=event, received_at=now(), customer=kept, source=IDENTITY)])
        return kept, merge.other
