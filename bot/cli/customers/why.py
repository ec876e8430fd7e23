"""`parcours why`: what was decided about a customer, and why, for staff at a terminal."""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import timedelta
from textwrap import wrap
from typing import Final, Literal
from zoneinfo import ZoneInfo

import click
import msgspec

from bot.cli.failure import Failure
from bot.cli.opening import found, opened
from bot.playbook.compiled import Store as Shop
from bot.settings import Settings, read_settings
from bot.store.messages.ledger import Entry, Sent
from bot.studio.rehearsals.reasons import Day, Decision, Message, Told, by_day
from bot.wiring.clock import now
from bot.wiring.playbooks import shop_in_use

UNITS = {"h": "hours", "d": "days", "w": "weeks"}
_COLOURS: Final = {"sent": "green", "held": "yellow", "not_sent": "red", "moved": "blue", "handed_over": "magenta"}
_MARGIN: Final = 24  # columns before a sentence
_WIDEST: Final = 120


@click.command("why", epilog="Example: parcours why +33612345678 --since 30d")
@click.argument("customer")
@click.option("--since", default="30d", show_default=True, help="How far back: 12h, 30d, 8w.")
@click.option("--lang", "language", type=click.Choice(["fr", "en"]), help="Without it, the store's first language.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
def why_command(customer: str, since: str, language: Literal["fr", "en"] | None, as_json: bool) -> int:
    """Print a customer's ledger: every message sent, held or not sent, every move, each with rule, facts and version.

    CUSTOMER is an id, a phone, an e-mail or a Telegram id. Days and hours are those of the store's time zone.
    """
    decisions, shop = asyncio.run(_decisions(read_settings(), customer, back(since)))
    zone = ZoneInfo(shop.timezone)
    if as_json:
        for decision in decisions:
            click.echo(_as_json(decision, zone))
        return 0
    spoken = language or shop.languages[0]
    if not decisions:
        click.echo(_nothing(customer, since, spoken))
    for day in by_day(decisions, zone, spoken):
        for line in lines(day, _width()):
            click.echo(line)
    return 0


def lines(day: Day, width: int | None) -> Iterator[str]:
    """Return a day as staff read it, wrapped where `width` is given: what was decided, then why, below it."""
    yield click.style(day.title, bold=True)
    for told in day.told:
        yield from _lines(told, width)
    yield ""


def _lines(told: Told, width: int | None) -> Iterator[str]:
    colour = _COLOURS.get(told.kind)
    first, *rest = _wrapped(told.words, width)
    yield f"  {told.time}  {click.style(f'{told.label:<{_MARGIN - 10}}', fg=colour)} {first}"
    for line in rest:
        yield f"{'':{_MARGIN}}{line}"
    for why in told.why:
        for line in _wrapped(why, width):
            yield click.style(f"{'':{_MARGIN}}{line}", dim=True)


def _wrapped(text: str, width: int | None) -> list[str]:
    return (wrap(text, max(20, width - _MARGIN)) if width else [text]) or [""]


def _width() -> int | None:
    """Return how wide the terminal is; lines that go into a file or a pipe stay whole, so that they can be searched."""
    return min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else None


def _nothing(customer: str, since: str, language: str) -> str:
    if language.startswith("fr"):
        return f"Rien n’a été décidé pour {customer} ces derniers temps ({since})."
    return f"Nothing was decided about {customer} in the last {since}."


def _as_json(decision: Decision, zone: ZoneInfo) -> str:
    row = msgspec.structs.asdict(decision) | {"at": decision.at.astimezone(zone)}
    return msgspec.json.encode({name: value for name, value in row.items() if value is not None}).decode()


def back(since: str) -> timedelta:
    """Return how long `12h`, `30d` or `8w` is. Raises `Failure` for anything else."""
    match = re.fullmatch(r"(\d{1,4})([hdw])", since)
    if match is None:
        raise Failure(f"--since {since} is no length of time; write 12h, 30d or 8w", 2)
    return timedelta(**{UNITS[match[2]]: int(match[1])})


async def _decisions(settings: Settings, customer: str, back: timedelta) -> tuple[list[Decision], Shop]:
    async with opened(settings) as store:
        entries = await store.ledger.of(await found(store, settings, customer), now() - back)
        sent = await store.ledger.sent(entry.outbox for entry in entries if entry.outbox)
        shop = await shop_in_use(store, settings)
        return [_decision(entry, sent.get(entry.outbox or "")) for entry in entries], shop


def _decision(entry: Entry, sent: Sent | None) -> Decision:
    return Decision(
        at=entry.at,
        kind=entry.kind,
        words=entry.words,
        rule=entry.rule,
        facts=entry.facts,
        version=entry.version,
        flow=entry.flow,
        step=entry.step,
        conversation=entry.conversation,
        event=entry.event,
        message=Message(channel=sent.channel, state=sent.state, text=sent.text) if sent else None,
    )
