"""What is known of one customer, for staff at a terminal."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import click

from bot.cli.failure import Failure
from bot.cli.opening import found, opened
from bot.model.message import Value
from bot.settings import Settings, read_settings
from bot.store.ledger import Entry
from bot.wiring.clock import now

UNITS = {"h": "hours", "d": "days", "w": "weeks"}


@click.command("why", epilog="Example: parcours why +33612345678 --since 30d")
@click.argument("customer")
@click.option("--since", default="30d", show_default=True, help="How far back: 12h, 30d, 8w.")
def why_command(customer: str, since: str) -> int:
    """Print a customer's ledger: every message sent, held or not sent, each with the rule, the facts and the version.

    CUSTOMER is an id, a phone, an e-mail or a Telegram id.
    """
    entries = asyncio.run(_entries(read_settings(), customer, _back(since)))
    if not entries:
        click.echo(f"Nothing was decided about {customer} in the last {since}.")
    for entry in entries:
        for line in lines(entry):
            click.echo(line)
    return 0


def lines(entry: Entry) -> list[str]:
    """Return an entry as staff read it: what was decided, then why, indented."""
    place = " · ".join(
        part for part in (entry.rule, _where(entry), f"version {entry.version}" if entry.version else "") if part
    )
    facts = ", ".join(f"{name} = {_said(value)}" for name, value in entry.facts.items())
    head = f"{entry.at:%Y-%m-%d %H:%M:%S}Z  {entry.kind.replace('_', ' '):<15} {entry.words}"
    return [head, *(f"{'':23}{text}" for text in (place, facts) if text)]


def _where(entry: Entry) -> str:
    return f"{entry.flow}/{entry.step}" if entry.flow and entry.step else entry.flow or ""


def _said(value: Value) -> str:
    return str(value) if not isinstance(value, bool) else ("yes" if value else "no")


def _back(since: str) -> timedelta:
    match = re.fullmatch(r"(\d{1,4})([hdw])", since)
    if match is None:
        raise Failure(f"--since {since} is no length of time; write 12h, 30d or 8w", 2)
    return timedelta(**{UNITS[match[2]]: int(match[1])})


async def _entries(settings: Settings, customer: str, back: timedelta) -> list[Entry]:
    async with opened(settings) as store:
        return await store.ledger.of(await found(store, customer), now() - back)
