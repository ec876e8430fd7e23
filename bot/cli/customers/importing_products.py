"""`parcours import products FILE`: the store's offers, as its shop exports them.

What is sold and not in the file is told, and with `--replace` sold no longer: a file of a part of the shop is as usual
as one of the whole, so nothing is retired unasked, nor where a line could not be read, as it may be the missing one.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Collection
from itertools import islice
from pathlib import Path
from typing import Final

import click
from msgspec import Struct
from msgspec.structs import replace as altered

from bot.cli.languages import said, tell
from bot.cli.opening import opened
from bot.model.offer import Offer
from bot.settings import Settings
from bot.store import Store
from bot.web.imports.product_file import Shop, read_file
from bot.web.imports.product_rows import Told
from bot.web.imports.tables import lines_of, text_of
from bot.wiring.clock import now
from bot.wiring.playbooks import shop_in_use

BATCH: Final = 500  # offers of one commit
NAMED: Final = 10  # missing offers told by name
SHOWN: Final = 50  # bad lines told one by one


class Tally(Struct):
    """What came of the lines."""

    lines: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    told: tuple[Told, ...] = ()
    missing: tuple[Offer, ...] = ()
    retired: bool = False


def import_products(settings: Settings, file: Path, *, replace: bool = False) -> int:
    """Bring in a file, tell what came of it, and return the exit code. `replace`: what is not in it is sold no more."""
    tally = asyncio.run(_import(settings, file.name, file.read_bytes(), retire=replace))
    if tally.lines == 0:
        tell(f"{file.name}: there is no line of a product in this file; nothing was imported")
        return 1
    told = sorted(tally.told, key=lambda one: one.line)
    for one in told[:SHOWN]:
        click.echo(f"{file.name}:{one.line}: {said(one.reason)}{'' if one.kept else said('; left out')}")
    if len(told) > SHOWN:
        tell(f"… and {len(told) - SHOWN} more")
    left_out = sum(not one.kept for one in told)
    lines = "1 line" if left_out == 1 else f"{left_out} lines"
    tell(f"Products: {tally.new} new, {tally.changed} changed, {tally.same} as they were; {lines} left out.")
    _tell_missing(tally, asked=replace)
    return 1 if told else 0


def _tell_missing(tally: Tally, *, asked: bool) -> None:
    """Say which offers that were sold are not in the file, and what became of them."""
    if not tally.missing:
        return
    count = len(tally.missing)
    named = ", ".join(f"{one.id} ({one.name})" for one in tally.missing[:NAMED])
    more = f" and {count - NAMED} more" if count > NAMED else ""
    if tally.retired:
        tell(f"Not in this file, sold no longer: {named}{more}.")
        return
    tell(f"Not in this file, still sold: {named}{more}.")
    if asked:
        tell("Nothing was retired, because lines were left out: mend them and import again with --replace.")
    else:
        tell("If the file is the whole shop, import it with --replace to sell them no longer.")


async def _import(settings: Settings, file: str, raw: bytes, *, retire: bool = False) -> Tally:
    shown = sys.stderr if sys.stderr.isatty() else io.StringIO()
    async with opened(settings, made=True) as store:
        shop = await shop_in_use(store, settings)
        lines = list(lines_of(text_of(raw)))
        found = read_file(file, lines, await _imported(store), Shop(shop.currency, tuple(shop.languages), now().date()))
        offers = found.offers
        tally = Tally(lines=len(lines), told=tuple(found.told))
        with click.progressbar(length=len(offers), label=said("Products"), file=shown) as bar:
            waiting = iter(offers)
            while batch := list(islice(waiting, BATCH)):
                new, changed = await store.offers.put(batch, now())
                tally.new, tally.changed = tally.new + new, tally.changed + changed
                bar.update(len(batch))
        tally.same = len(offers) - tally.new - tally.changed
        tally.missing = await _missing(store, {offer.id for offer in offers}) if offers and found.is_list else ()
        if retire and tally.missing and all(one.kept for one in tally.told):
            await store.offers.put([altered(offer, sold=False) for offer in tally.missing], now())
            tally.retired = True
    return tally


async def _missing(store: Store, named: Collection[str]) -> tuple[Offer, ...]:
    """Return the imported offers that are sold and not among these."""
    found = [offer for offer in await _imported(store) if offer.sold and offer.id not in named]
    return tuple(sorted(found, key=lambda offer: offer.id))


async def _imported(store: Store) -> list[Offer]:
    found: list[Offer] = []
    read = (0, "")
    while (page := await store.offers.since(*read)).offers:
        read = (page.change, page.id)
        found += page.offers
    return found
