"""Bringing in what the store has elsewhere: customers, products or orders, as CSV or as lines of JSON."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import click
import msgspec
from msgspec.structs import replace

from bot.cli.customers.importing_orders import import_orders
from bot.cli.customers.importing_products import import_products
from bot.cli.failure import Failure
from bot.cli.languages import said, tell
from bot.cli.opening import opened
from bot.model.arrivals import Arrival
from bot.model.events import Event
from bot.settings import Settings, read_settings
from bot.store import Store
from bot.web.imports.customer_rows import BadLine, CustomerRow, read_row
from bot.web.imports.tables import Line, Unreadable, lines_of, text_of
from bot.wiring.clock import now
from bot.wiring.playbooks import shop_in_use

BATCH: Final = 500  # lines put in the inbox in one commit
SHOWN: Final = 50  # bad lines told one by one
SOURCE: Final = "import"


class Tally(msgspec.Struct):
    """What came of the lines."""

    kept: int = 0
    without_proof: int = 0
    bad: list[tuple[int, str]] = msgspec.field(default_factory=list)


@click.command("import", epilog="Example: parcours import customers customers_export.csv --country FR")
@click.argument("what", type=click.Choice(["customers", "products", "orders"]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--country", help="The country of telephone numbers written without one (FR, BE); the store's own, if left out."
)
@click.option(
    "--replace",
    "replaces",
    is_flag=True,
    help="Products: the file is the whole shop; what was imported before and is not in it is sold no longer.",
)
def import_command(what: str, file: Path, country: str | None, *, replaces: bool) -> int:
    """Bring in customers, products or orders: CSV (Shopify's and WooCommerce's columns are known) or a JSON object a
    line.

    Bad lines are told with their number and reason, the others kept; running it again changes nothing. A consent comes
    only with its proof: consent_wording, consent_source and consent_at (consent_channel, consent_purpose,
    consent_evidence).
    """
    if what == "products":
        return import_products(read_settings(), file, replace=replaces)
    if replaces:
        raise Failure(said("--replace is for products; customers and orders are never taken away by a file"), 2)
    if country is not None and len(country) != 2:
        raise Failure(said(f"--country {country} is no country's code; write FR"), 2)
    if what == "orders":
        return import_orders(read_settings(), file, country)
    tally = asyncio.run(_import(read_settings(), file.read_bytes(), country))
    if not tally.kept and not tally.bad:
        tell(f"{file.name}: there is no line of a customer in this file; nothing was imported")
        return 1
    for number, reason in tally.bad[:SHOWN]:
        click.echo(f"{said(f'line {number}:')} {said(reason)}")
    if len(tally.bad) > SHOWN:
        tell(f"… and {len(tally.bad) - SHOWN} more")
    tell(f"Customers: {tally.kept} brought in, {len(tally.bad)} left out. The running program meets them next.")
    if tally.without_proof:
        tell(f"Yes to messages without a proof of it, so no consent: {tally.without_proof}.")
    return 1 if tally.bad else 0


async def _import(settings: Settings, raw: bytes, country: str | None) -> Tally:
    tally = Tally()
    shown = sys.stderr if sys.stderr.isatty() else io.StringIO()
    async with opened(settings, made=True) as store:
        region = country or (await shop_in_use(store, settings)).country
        found = list(lines_of(text_of(raw)))
        with click.progressbar(length=len(found), label=said("Customers"), file=shown) as bar:
            waiting = iter(found)
            while batch := list(islice(waiting, BATCH)):
                await _put(store, batch, region, tally)
                bar.update(len(batch))
    return tally


async def _put(store: Store, batch: Sequence[Line | Unreadable], country: str | None, tally: Tally) -> None:
    rows: list[tuple[int, CustomerRow]] = []
    for line in batch:
        if isinstance(line, Unreadable):
            tally.bad.append((line.number, line.reason))
            continue
        try:
            rows.append((line.number, read_row(line.cells, country, now())))
        except BadLine as fault:
            tally.bad.append((line.number, str(fault)))
    owners = await store.customers.owners([address for _, row in rows for address in row.addresses])
    arrivals: list[Arrival] = []
    for number, row in rows:
        first = next((owners[address] for address in row.addresses if address in owners), None)
        mine = tuple(address for address in row.addresses if owners.get(address, first) == first)
        if len(mine) < len(row.addresses):
            theirs = ", ".join(str(one) for one in row.addresses if one not in mine)
            tally.bad.append((number, f"{theirs} is another customer's: left out, the rest is kept (parcours merge)"))
        events: list[Event] = [replace(row.imported, addresses=mine), *([row.consent] if row.consent else [])]
        arrivals += [Arrival(event=event, received_at=now(), names=mine, source=SOURCE) for event in events]
        tally.kept += 1
        tally.without_proof += row.without_proof
    await store.inbox.put(arrivals)
