"""`parcours questions`: what customers asked that nobody had an answer to, for who writes the answers."""

from __future__ import annotations

import asyncio

import click
import msgspec

from bot.cli.customers.why import back
from bot.cli.languages import tell
from bot.cli.opening import opened
from bot.rules.texts.unanswered import Unanswered, key_of
from bot.settings import read_settings
from bot.store.reports.unanswered import FOREVER
from bot.wiring.clock import now


@click.command("questions", epilog="Example: parcours questions --since 30d")
@click.option("--since", default="30d", show_default=True, help="How far back: 12h, 30d, 8w.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
def questions_command(since: str, as_json: bool) -> int:
    """Print what was not understood, or may have meant several things of which none was chosen: each question once."""
    found = asyncio.run(_unanswered(since))
    if not found and not as_json:
        tell(f"No question was left without an answer in the last {since}.")
    for one in found:
        click.echo(msgspec.json.encode(one).decode() if as_json else f"{one.times:5}  {one.last:%Y-%m-%d}  {one.text}")
    return 0


async def _unanswered(since: str) -> list[Unanswered]:
    async with opened(read_settings()) as store:
        await store.unanswered.count(key_of)
        asked = store.unanswered.most(now() - back(since), FOREVER)
        return [Unanswered(one.text, one.times, one.last) async for one in asked]
