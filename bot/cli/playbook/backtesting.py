"""`parcours backtest`: what really happened, met once more by the playbook in use and by another. Nothing is sent."""

from __future__ import annotations

import asyncio
import io
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final, Literal
from zoneinfo import ZoneInfo

import click
import msgspec
from msgspec import Struct

from bot.cli.customers.why import back
from bot.cli.failure import Failure
from bot.cli.opening import opened
from bot.cli.playbook.playbooks import checked_playbook, folder_of
from bot.cli.playbook.reading import reader_of
from bot.cli.writing import to_write
from bot.model.backtest import Figures, Pairs
from bot.playbook import build
from bot.playbook.compiled import Playbook, Shelf
from bot.rules.texts.hidden_signs import named
from bot.settings import Settings, read_settings
from bot.store import Store
from bot.studio.backtests.backtest import Sides, side_by_side
from bot.studio.backtests.backtest_page import Backtest, html, kind_of, limits, sentence, span, totals
from bot.studio.backtests.looking_back import keep_up, look_back
from bot.wiring.clock import monotonic, now
from bot.wiring.playbooks import playbook_in_use

#: Customers shown at the terminal; the page has all.
SHOWN: Final = 10
#: Earlier playbooks that conversations of then may still be on.
EARLIER: Final = 8
#: Whoever computes in the background leaves the processor to turns.
NICE: Final = 10
#: Why one that staff asked for did not come to its end, as the console knows it.
UNREADABLE: Final = "unreadable"


class Treated(Struct, frozen=True):
    """A customer, kept on disk until the totals are known."""

    customer: str
    pairs: Pairs


_TREATED = msgspec.json.Decoder(Treated)


@click.command("backtest", epilog="Example: parcours backtest ~/moka --since 30d --html backtest.html")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--since", default="30d", show_default=True, help="How far back: 12h, 30d, 8w.")
@click.option("--html", "page", metavar="FILE", type=click.Path(path_type=Path), help="Write all of it as a page.")
@click.option("--lang", "language", type=click.Choice(["fr", "en"]), help="Without it, the store's first language.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: each customer, then the totals.")
@click.option("--asked", hidden=True, help="Run one that the console keeps, by its id.")
def backtest_command(
    folder: Path | None,
    since: str,
    page: Path | None,
    language: Literal["fr", "en"] | None,
    as_json: bool,
    asked: str | None,
) -> int:
    """Let the playbook in DIR meet what really happened, beside the one in use; nothing is sent or changed.

    Prints what both come to, and the customers who would have been treated differently. Customers answer as they did.
    Exit code 0 when it is done, 1 when the playbook has errors, 2 for wrong usage.
    """
    if asked is not None:
        return asyncio.run(_run_asked(read_settings(), asked))
    to_write(page)
    length = back(since)
    other, _ = checked_playbook(folder_of(folder))
    until = now()
    with TemporaryFile() as kept:
        result = asyncio.run(_backtest(read_settings(), other, until - length, until, language, kept))
        if as_json:
            _print_json(result, kept)
        else:
            for line in lines(result, _read_back(kept)):
                click.echo(line)
        if page is not None:
            with page.open("w", encoding="utf-8") as written:
                written.writelines(html(result, ((one.customer, one.pairs) for one in _read_back(kept))))
    return 0


def lines(result: Backtest, treated: Iterator[Treated]) -> Iterator[str]:
    """Return what the terminal shows."""
    yield click.style(sentence(result), bold=True)
    yield span(result)
    yield ""
    yield f"{'':24}{result.word('in_use'):>12}{result.word('tried'):>12}"
    for name, before, after in totals(result):
        yield f"{name:24}{before:>12,}{after:>12,}{after - before:>+10,}"
    for one, _ in zip(treated, range(SHOWN), strict=False):
        yield ""
        yield click.style(one.customer, bold=True)
        yield from _apart(one.pairs, result)
    yield ""
    if result.figures.differ > SHOWN:
        yield result.word("more", more=f"{result.figures.differ - SHOWN:,}")
    if result.figures.cut:
        yield limits(result)[0]


def _apart(pairs: Pairs, result: Backtest) -> Iterator[str]:
    for left, right in pairs:
        if left is not None and right is not None:
            continue
        line = left or right
        assert line is not None
        side, colour = ("in_use", "red") if left is not None else ("tried", "green")
        kind = "" if line.kind == "said" else f"{kind_of(line, result)} "
        words = " ".join(named(line.words).split())
        yield f"  {result.at(line.at)}  {click.style(f'{result.word(side):<10}', fg=colour)}  {kind}{words}"


def _print_json(result: Backtest, kept: IO[bytes]) -> None:
    for one in _read_back(kept):
        said = [{"in_use": left, "tried": right} for left, right in one.pairs]
        click.echo(msgspec.json.encode({"customer": one.customer, "lines": said}))
    figures = result.figures
    click.echo(
        msgspec.json.encode(
            {
                "in_use": {"version": result.used, **msgspec.structs.asdict(figures.before)},
                "tried": {"version": result.tried, **msgspec.structs.asdict(figures.after)},
                "since": result.since,
                "until": result.until,
                "customers": figures.met,
                "treated_differently": figures.differ,
                "beginning_not_kept": figures.cut,
                "events": figures.events,
            }
        )
    )


def _read_back(kept: IO[bytes]) -> Iterator[Treated]:
    kept.seek(0)
    for line in kept:
        yield _TREATED.decode(line)


async def _backtest(
    settings: Settings,
    other: Playbook,
    since: datetime,
    until: datetime,
    language: Literal["fr", "en"] | None,
    kept: IO[bytes],
) -> Backtest:
    async with opened(settings) as store:
        used = await playbook_in_use(store, settings)
        if used is None:
            raise Failure("the playbook in use can't be read by this version; parcours publish another", 1)
        before, after = await _sides(store, used, other)
        figures = Figures()
        shown = sys.stderr if sys.stderr.isatty() else io.StringIO()
        people = await store.inbox.count_heard_of(since)
        began = monotonic()
        with click.progressbar(length=people, label="Looking back", file=shown) as bar:
            async for one in look_back(store, before, after, since=since, until=until):
                figures = figures.plus(one)
                bar.update(1)
                if one.differs:
                    kept.write(msgspec.json.encode(Treated(one.customer, side_by_side(one))) + b"\n")
        pace = figures.events / max(monotonic() - began, 0.001)
        print(f"{figures.events:,} events, {pace:,.0f} a second", file=shown)
    return Backtest(
        used=used.version,
        tried=other.version,
        since=since,
        until=until,
        figures=figures,
        language=language or ("fr" if used.store.languages[0] == "fr" else "en"),
        zone=ZoneInfo(used.store.timezone),
    )


async def _sides(store: Store, used: Playbook, other: Playbook) -> tuple[Sides, Sides]:
    earlier = {**await _earlier(store), used.version: used}
    before, after = Shelf(current=used, earlier=earlier), Shelf(current=other, earlier=earlier)
    return Sides(before, reader_of(used)), Sides(after, reader_of(other))


async def _run_asked(settings: Settings, id_: str) -> int:
    """Run one that staff asked for. Exit code 1 where it could not be run, which the console tells."""
    os.nice(NICE)
    async with opened(settings) as store:
        asked = await store.backtests.get(id_)
        if asked is None or asked.state != "running":
            return 0
        used = build(await store.playbooks.get(asked.used) or {}).playbook
        other = build(await store.backtests.sources(id_)).playbook
        if used is None or other is None:
            await store.backtests.finish(id_, now(), UNREADABLE)
            return 1
        before, after = await _sides(store, used, other)
        await keep_up(store, asked, before, after, clock=now, seconds=monotonic)
    return 0


async def _earlier(store: Store) -> dict[str, Playbook]:
    """Return the playbooks that were published last and can be read."""
    found: dict[str, Playbook] = {}
    for published in (await store.playbooks.list())[:EARLIER]:
        playbook = build(await store.playbooks.get(published.version) or {}).playbook
        if playbook is not None:
            found[published.version] = playbook
    return found
