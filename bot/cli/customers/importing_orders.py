"""`parcours import orders FILE`: what customers bought, as the shop exports it."""

from __future__ import annotations

import asyncio
import io
import sys
from itertools import islice
from pathlib import Path
from typing import Final

import click
from msgspec import Struct, field

from bot.cli.languages import said, tell
from bot.cli.opening import opened
from bot.model.arrivals import Arrival
from bot.settings import Settings
from bot.web.imports.order_rows import BadOrder, orders_in
from bot.web.imports.tables import lines_of, text_of
from bot.web.shop.shop_webhooks import arrivals_of
from bot.wiring.clock import now
from bot.wiring.playbooks import shop_in_use

BATCH: Final = 100  # orders of one commit
SHOWN: Final = 50  # bad lines told one by one
SOURCE: Final = "import"


class Tally(Struct):
    """What came of the lines."""

    kept: int = 0
    again: int = 0
    bad: list[BadOrder] = field(default_factory=list)


def import_orders(settings: Settings, file: Path, country: str | None) -> int:
    """Bring in a file, tell what came of it, and return the exit code. `country` is that of numbers without one."""
    tally = asyncio.run(_import(settings, file.read_bytes(), country))
    if not tally.kept and not tally.again and not tally.bad:
        tell(f"{file.name}: there is no line of an order in this file; nothing was imported")
        return 1
    for one in tally.bad[:SHOWN]:
        click.echo(f"{file.name}:{one.line}: {said(one.reason)}")
    if len(tally.bad) > SHOWN:
        tell(f"… and {len(tally.bad) - SHOWN} more")
    tell(
        f"Orders: {tally.kept} brought in, {tally.again} known as they are, {len(tally.bad)} left out. The running"
        " program meets them next."
    )
    return 1 if tally.bad else 0


async def _import(settings: Settings, raw: bytes, country: str | None) -> Tally:
    tally = Tally()
    shown = sys.stderr if sys.stderr.isatty() else io.StringIO()
    async with opened(settings, made=True) as store:
        region = country or (await shop_in_use(store, settings)).country
        found = list(orders_in(lines_of(text_of(raw)), region, now()))
        with click.progressbar(length=len(found), label=said("Orders"), file=shown) as bar:
            waiting = iter(found)
            while batch := list(islice(waiting, BATCH)):
                arrivals: list[list[Arrival]] = []
                for one in batch:
                    if isinstance(one, BadOrder):
                        tally.bad.append(one)
                    else:
                        arrivals.append(await arrivals_of(store, SOURCE, one.said, one.key, now()))
                ids = [arrival.event.id for order in arrivals for arrival in order]
                known = await store.inbox.known(ids)
                new = [order for order in arrivals if any(arrival.event.id not in known for arrival in order)]
                await store.inbox.put([arrival for order in new for arrival in order])
                tally.kept, tally.again = tally.kept + len(new), tally.again + len(arrivals) - len(new)
                bar.update(len(batch))
    return tally
