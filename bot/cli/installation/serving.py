"""Running: everything in one process, or split over several, or a demonstration that keeps nothing."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
from pathlib import Path
from typing import Final

import click

from bot.channels.base import PolledElsewhere
from bot.cli.failure import Failure
from bot.cli.installation.address import address
from bot.cli.installation.logs import configure
from bot.cli.interruption import interruptible
from bot.cli.playbook.playbooks import say_example
from bot.playbook.source.files import default_folder
from bot.settings import Settings, misspelt, read_settings
from bot.store import StoreFault
from bot.wiring.channels import ChannelsOf, open_channels
from bot.wiring.clock import now
from bot.wiring.demonstration import prepare, pretended_channels
from bot.wiring.installation import Installation
from bot.wiring.loop import ServingLoop
from bot.wiring.playbooks import NoPlaybook, is_example
from bot.wiring.program import EVERYTHING, LinkOf, OnReady, Role, serve, settle_memory
from bot.wiring.staff import demonstration_link, first_link

HOST = click.option("--host", help="The address to listen on (HOST).")
PORT = click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on (PORT); 0 takes a free one.")


#: A demonstration's customers are nobody: what could reach somebody is off, whatever the environment says.
_INSIDE: Final = dict.fromkeys(
    (
        "telegram_token",
        "twilio_account_sid",
        "twilio_auth_token",
        "twilio_from",
        "twilio_messaging_service_sid",
        "twilio_whatsapp_from",
        "outgoing_webhook_url",
        "llm_url",
        "backup_folder",
    )
)


@click.command("run", epilog="Example: parcours run --port 8080")
@HOST
@PORT
def run_command(host: str | None, port: int | None) -> int:
    """Run everything in one process: webhooks, turns, timers, sending, web chat, console. Needs no setting at all."""
    return _serve(read_settings(host=host, port=port), EVERYTHING, _say_where)


@click.command("demo", epilog="Example: parcours demo --port 8080")
@PORT
def demo_command(port: int | None) -> int:
    """Try it: the example store with months of customers behind it, on a throw-away database; sends nothing outside."""
    with interruptible(), tempfile.TemporaryDirectory(prefix="parcours-demo-") as folder:
        url = f"sqlite:///{Path(folder) / 'demo.db'}"
        settings = read_settings(port=port, database_url=url, playbook=default_folder()).model_copy(update=_INSIDE)
        least = _least_told(settings)
        configure(settings.log_format, (), least)
        click.echo("A shop is being filled with customers; this takes some seconds.")
        settle_memory()  # what is loaded is loaded for good: a life makes no rings either
        asyncio.run(prepare(url, default_folder(), now()))
        return _serve(settings, EVERYTHING, _say_welcome, demonstration_link, least, channels_of=pretended_channels)


@click.command("web", epilog="Example: parcours web --host 0.0.0.0")
@HOST
@PORT
def web_command(host: str | None, port: int | None) -> int:
    """Run the web server only: webhooks, web chat, events, console. With PostgreSQL; any number of them."""
    return _serve(read_settings(host=host, port=port), frozenset({"web"}), _say_where)


@click.command("worker", epilog="Example: parcours worker")
def worker_command() -> int:
    """Run turns and sending only. With PostgreSQL; any number of them, one of which sends."""
    return _serve(read_settings(), frozenset({"worker"}), _say_ready)


@click.command("clock", epilog="Example: parcours clock")
def clock_command() -> int:
    """Run timers, polling, sweeps and retention only. With PostgreSQL; one of several leads."""
    return _serve(read_settings(), frozenset({"clock"}), _say_ready)


def _least_told(settings: Settings) -> int:
    """Return from which level on a demonstration logs: a terminal shows what is wrong and no more."""
    return logging.WARNING if settings.log_format is None and sys.stderr.isatty() else logging.INFO


def _serve(
    settings: Settings,
    roles: frozenset[Role],
    on_ready: OnReady,
    link_of: LinkOf = first_link,
    least: int = logging.INFO,
    channels_of: ChannelsOf = open_channels,
) -> int:
    configure(settings.log_format, _secrets(settings), least)
    for words in misspelt():
        click.echo(f"parcours: warning: {words}", err=True)
    try:
        with asyncio.Runner(loop_factory=ServingLoop) as runner:
            runner.run(serve(settings, roles, on_ready, link_of, channels_of))
    except (StoreFault, NoPlaybook) as fault:
        raise Failure(str(fault), 2) from fault
    except BaseExceptionGroup as group:
        raise _first(group) from group
    return 0


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The loop that failed first is the one to tell of; the others only stopped with it."""
    fault = group.exceptions[0]
    if isinstance(fault, BaseExceptionGroup):
        return _first(fault)
    if isinstance(fault, PolledElsewhere):
        return Failure("another process polls Telegram with this token; stop it, or set PUBLIC_URL for a webhook", 1)
    return Failure(str(fault), 1) if isinstance(fault, StoreFault) else fault


def _secrets(settings: Settings) -> tuple[str, ...]:
    held = [settings.telegram_token, settings.secret_key, settings.events_secret, settings.telegram_webhook_secret]
    held.append(settings.llm_api_key)
    return (*(secret.get_secret_value() for secret in held if secret is not None), *settings.twilio_tokens)


def _say_ready(installation: Installation, _port: int, _link: str | None) -> None:
    click.echo(f"Ready, on playbook {installation.playbook.version}. Ctrl-C stops.")


def _say_where(installation: Installation, port: int, link: str | None) -> None:
    settings = installation.settings
    click.echo(f"{installation.playbook.store.name} is open: {address(settings, port)}/chat")
    if settings.public_url is not None:
        click.echo(f"It listens on {settings.host}, port {port}")
    click.echo(f"Console: {address(settings, port)}/console")
    if link is not None:
        click.echo(f"Nobody has an account yet. Make yours, the owner's, within a day: {address(settings, port)}{link}")
    click.echo(f"Channels: {_channels(installation)}. Playbook {installation.playbook.version}. Ctrl-C stops.")
    if is_example(settings):
        say_example()


def _say_welcome(installation: Installation, port: int, link: str | None) -> None:
    name, where = installation.playbook.store.name, address(installation.settings, port)
    click.echo(
        f"""
{name} is open.

  Talk to it            {where}/chat
  Its console           {where}/console
  Enter it, once        {where}{link}
  Its channels          the web chat is real; Telegram, SMS and WhatsApp only look as if they sent

Try, as a customer would:
  « je cherche une machine silencieuse »     then « 2 », « c’est livré quand ? », « quatre », « plutôt 400 euros »
  "something quiet, not too expensive"       then "espresso", "is there a guarantee?", "four", "about 300"
  « où est ma commande ? »                   « je voudrais parler à quelqu’un »     "in English, please"     STOP

Try, as a marketer would (in another terminal):
  parcours chat                    the same bot in the terminal; /wait 3 days moves the clock
  parcours check, parcours test    what is wrong with the playbook; what its own tests say
  parcours draw journey -o journey.svg

Nothing is kept: Ctrl-C ends the demonstration and erases it.
"""
    )


def _channels(installation: Installation) -> str:
    on = installation.channels.on
    return ", ".join(f"{name} {'on' if name in on else 'off'}" for name in ("web", "telegram", "sms", "whatsapp"))
