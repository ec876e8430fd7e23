"""`parcours import products FILE`: the store's offers, as its shop exports them."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import click
from msgspec import Struct

from bot.cli.opening import opened
from bot.settings import Settings
from bot.web.product_exports import Shopify, WooCommerce, is_shopify, is_woocommerce
from bot.web.product_rows import Products, Reads, Told, plain_name, read_own
from bot.web.tables import Line, Unreadable, lines_of, text_of
from bot.wiring.clock import now
from bot.wiring.playbooks import shop_in_use

BATCH: Final = 500  # offers of one commit
SHOWN: Final = 50  # bad lines told one by one


class Tally(Struct):
    """What came of the lines."""

    new: int = 0
    changed: int = 0
    same: int = 0
    told: tuple[Told, ...] = ()


def import_products(settings: Settings, file: Path) -> int:
    """Bring in a file, tell what came of it, and return the exit code."""
    tally = asyncio.run(_import(settings, file.name, file.read_bytes()))
    told = sorted(tally.told, key=lambda one: one.line)
    for one in told[:SHOWN]:
        click.echo(f"{file.name}:{one.line}: {one.reason}")
    if len(told) > SHOWN:
        click.echo(f"… and {len(told) - SHOWN} more")
    left_out = sum(not one.kept for one in told)
    click.echo(
        f"Products: {tally.new} new, {tally.changed} changed, {tally.same} as they were; {left_out} lines left out."
    )
    return 1 if told else 0


async def _import(settings: Settings, file: str, raw: bytes) -> Tally:
    shown = sys.stderr if sys.stderr.isatty() else io.StringIO()
    async with opened(settings) as store:
        shop = await shop_in_use(store, settings)
        lines = list(lines_of(text_of(raw)))
        products = Products(file, shop.currency, _reads_of(lines))
        offers = products.offers(lines)
        tally = Tally(told=tuple(products.told))
        with click.progressbar(length=len(offers), label="Products", file=shown) as bar:
            waiting = iter(offers)
            while batch := list(islice(waiting, BATCH)):
                new, changed = await store.offers.put(batch, now())
                tally.new, tally.changed = tally.new + new, tally.changed + changed
                bar.update(len(batch))
        tally.same = len(offers) - tally.new - tally.changed
    return tally


def _reads_of(lines: Sequence[Line | Unreadable]) -> Reads:
    """Tell by the columns who wrote the file."""
    first = next((line for line in lines if isinstance(line, Line)), None)
    columns = frozenset(plain_name(name) for name in first.cells) if first is not None else frozenset()
    if is_shopify(columns):
        return Shopify()
    return WooCommerce(now().date()) if is_woocommerce(columns) else read_own
