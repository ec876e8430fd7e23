"""`parcours backtest`: what really happened, met once more by the playbook in use and by another. Nothing is sent."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.cli.failure import Failure
from bot.cli.opening import opened
from bot.cli.playbooks import checked_playbook, folder_of
from bot.cli.reading import reader_of
from bot.cli.why import back
from bot.playbook import build
from bot.playbook.compiled import Playbook, Shelf
from bot.settings import Settings, read_settings
from bot.store import Store
from bot.studio.backtest import Compared, Sides, Totals, compare, side_by_side
from bot.studio.backtest_page import Backtest, html, said_at, sentence, totals
from bot.studio.replaying import events_of
from bot.wiring.clock import now
from bot.wiring.playbooks import playbook_in_use

#: Customers shown at the terminal; the page has all.
SHOWN = 10
#: Earlier playbooks that conversations of then may still be on.
EARLIER = 8


@click.command("backtest", epilog="Example: parcours backtest ~/moka --since 30d --html backtest.html")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--since", default="30d", show_default=True, help="How far back: 12h, 30d, 8w.")
@click.option("--html", "page", metavar="FILE", type=click.Path(path_type=Path), help="Write all of it as a page.")
def backtest_command(folder: Path | None, since: str, page: Path | None) -> int:
    """Let the playbook in DIR meet what really happened, beside the one in use; nothing is sent or changed.

    Prints what both come to, and the customers who would have been treated differently. Customers answer as they did.
    Exit code 0 when it is done, 1 when the playbook has errors, 2 for wrong usage.
    """
    length = back(since)
    other, _ = checked_playbook(folder_of(folder))
    until = now()
    result, zone = asyncio.run(_backtest(read_settings(), other, until - length, until))
    for line in lines(result, zone):
        click.echo(line)
    if page is not None:
        page.write_text(html(result, zone), "utf-8")
    return 0


def lines(result: Backtest, zone: ZoneInfo) -> Iterator[str]:
    """Return what the terminal shows."""
    yield click.style(sentence(result), bold=True)
    yield f"Events from {said_at(result.since, zone)}; in use {result.used}, tried {result.tried}."
    yield ""
    yield f"{'':24}{'in use':>10}{'tried':>10}"
    for name, before, after in totals(result):
        yield f"{name:24}{before:>10,}{after:>10,}{after - before:>+10,}"
    for compared in result.compared[:SHOWN]:
        yield ""
        yield click.style(compared.customer, bold=True)
        yield from _apart(compared, zone)
    if len(result.compared) > SHOWN:
        yield ""
        yield f"… and {len(result.compared) - SHOWN:,} more; --html FILE writes all of them"


def _apart(compared: Compared, zone: ZoneInfo) -> Iterator[str]:
    for left, right in side_by_side(compared):
        if left is not None and right is not None:
            continue
        line = left or right
        assert line is not None
        side, colour = ("in use", "red") if left is not None else ("tried", "green")
        kind = "" if line.kind == "said" else f"{line.kind.replace('_', ' ')} "
        words = " ".join(line.words.split())
        yield f"  {said_at(line.at, zone)}  {click.style(f'{side:<6}', fg=colour)}  {kind}{words}"


async def _backtest(settings: Settings, other: Playbook, since: datetime, until: datetime) -> tuple[Backtest, ZoneInfo]:
    async with opened(settings) as store:
        used = await playbook_in_use(store, settings)
        if used is None:
            raise Failure("the playbook in use can't be read by this version; parcours publish another", 1)
        earlier = {**await _earlier(store), used.version: used}
        before = Sides(Shelf(current=used, earlier=earlier), reader_of(used))
        after = Sides(Shelf(current=other, earlier=earlier), reader_of(other))
        compared: list[Compared] = []
        first, second, people = Totals(), Totals(), await store.inbox.heard_of(since)
        shown = sys.stderr if sys.stderr.isatty() else io.StringIO()
        with click.progressbar(people, label="Looking back", file=shown) as bar:
            for customer, created_at in bar:
                recorded = list(events_of(await store.inbox.met(customer, created_at)))
                one = compare(customer, created_at, recorded, before, after, since=since, until=until)
                first, second = first.plus(one.before), second.plus(one.after)
                if one.differs:
                    compared.append(one)
        result = Backtest(
            used=used.version,
            tried=other.version,
            since=since,
            until=until,
            customers=len(people),
            before=first,
            after=second,
            compared=compared,
        )
        return result, ZoneInfo(used.store.timezone)


async def _earlier(store: Store) -> dict[str, Playbook]:
    """Return the playbooks that were published last and can be read."""
    found: dict[str, Playbook] = {}
    for published in (await store.playbooks.list())[:EARLIER]:
        playbook = build(await store.playbooks.get(published.version) or {}).playbook
        if playbook is not None:
            found[published.version] = playbook
    return found
