"""Letting go what was stopped: a sender that carriers had filtered, or what a restore has held."""

from __future__ import annotations

import asyncio
from typing import Literal

import click

from bot.cli.failure import Failure
from bot.cli.opening import found, opened
from bot.settings import Settings, read_settings
from bot.store.messages.releasing import HeldPart, HeldTimer
from bot.wiring.clock import now

SHOWN = 60  # characters of a held message
Word = Literal["show", "send", "leave"]
_Held = tuple[list[HeldPart], list[HeldTimer]]


@click.command("release", epilog="Example: parcours release --held --customer +33612345678 --send")
@click.argument("sender", required=False, default="")
@click.option("--held", is_flag=True, help="What a restore has held; without --send or --leave, listed.")
@click.option("--customer", default="", help="With --held: this customer's only.")
@click.option("--send", "word", flag_value="send", help="With --held: let it leave now, as far as it still may.")
@click.option("--leave", "word", flag_value="leave", help="With --held: leave it unsent, for good.")
def release_command(sender: str, held: bool, customer: str, word: Word | None) -> int:
    """Let marketing leave again from SENDER, as doctor names it, or from every sender that carriers had filtered.

    With --held: say what becomes of messages and follow-ups that a restore holds, because they may have left before.
    """
    if held and not sender:
        return _say_held(asyncio.run(_release_held(read_settings(), customer, word or "show")), word or "show")
    if held or customer or word:
        raise Failure("--customer, --send and --leave go with --held, which names no sender", 2)
    released = asyncio.run(_release(read_settings(), sender))
    if not released:
        raise Failure("no such sender is stopped; parcours doctor names those that are", 1)
    for name in released:
        click.echo(f"{name} sends marketing again. Filtered messages are counted from now on.")
    return 0


async def _release(settings: Settings, sender: str) -> list[str]:
    async with opened(settings) as store:
        return await store.senders.release(now(), sender)


async def _release_held(settings: Settings, customer: str, word: Word) -> _Held:
    async with opened(settings) as store:
        held = await store.releasing.held(await found(store, settings, customer) if customer else "")
        if word == "send":
            await store.releasing.let_go(*held, now())
        elif word == "leave":
            await store.releasing.leave(*held, now())
        return held


def _say_held(held: _Held, word: Word) -> int:
    parts, timers = held
    for part in parts:
        text = " ".join(part.text.split())[:SHOWN]
        click.echo(f"{part.created_at:%Y-%m-%d %H:%M}Z  {part.channel} {part.address}  {part.purpose}  {text}")
    for timer in timers:
        click.echo(f"{timer.due_at:%Y-%m-%d %H:%M}Z  customer {timer.customer}  follow-up ({timer.kind})")
    what = f"Messages: {len(parts)}, follow-ups: {len(timers)}."
    match word:
        case "send":
            click.echo(f"{what} They leave now, as far as they still may; parcours why CUSTOMER says what did not.")
        case "leave":
            click.echo(f"{what} They stay unsent.")
        case "show":
            click.echo(f"{what} Nothing was changed; --send lets them leave, --leave drops them.")
    return 0
