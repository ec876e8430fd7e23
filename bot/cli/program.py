"""The program itself: finds a command by its name, imports only that one's module, turns failures into one line.

Commands are imported when they are called, so that `parcours --help` and a one-line `parcours ask` start quickly.
"""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import redirect_stdout
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import version
from typing import TextIO, cast

import click

from bot import crash_points
from bot.cli.failure import Failure
from bot.cli.streams import Unread, bear_any_sign
from bot.settings import SettingsFault

#: command -> (module below `bot.cli`, what it does), in the order of `--help`.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("installation.serving", "try it: everything on a throw-away database"),
    "run": ("installation.serving", "everything in one process; needs no setting at all"),
    "web": ("installation.serving", "webhooks, web chat and API (with PostgreSQL)"),
    "worker": ("installation.serving", "turns and sending (with PostgreSQL)"),
    "clock": ("installation.serving", "timers, sweeps, retention (with PostgreSQL)"),
    "check": ("playbook.check", "check a playbook: every fault with its place"),
    "test": ("playbook.testing", "run a playbook's own tests"),
    "chat": ("playbook.chat", "talk to the bot in the terminal, with a clock"),
    "backtest": ("playbook.backtesting", "let another playbook meet what really happened; nothing is sent"),
    "draw": ("playbook.draw", "draw a flow, the journeys, or the contacts on them"),
    "ask": ("playbook.ask", "which answer a question gets"),
    "publish": ("playbook.publishing", "publish a playbook that passes check and test"),
    "versions": ("playbook.publishing", "list the published playbooks"),
    "rollback": ("playbook.publishing", "go back to an earlier playbook"),
    "why": ("customers.why", "a customer's ledger: what was sent, held or not sent, and why"),
    "questions": ("playbook.questions", "what customers asked that nobody answered yet"),
    "import": ("customers.importing", "bring in customers, products or orders, CSV or JSON lines"),
    "export": ("customers.export", "all that is held on a customer, as one JSON document"),
    "erase": ("customers.erasing", "erase a customer, but for a hash that keeps them from being written to again"),
    "merge": ("customers.merging", "make two customers one person"),
    "unmerge": ("customers.merging", "undo a customer's last merge"),
    "staff": ("installation.staff", "who works in the console: add, list, disable, reset"),
    "migrate": ("installation.operations", "bring the database's schema up to date"),
    "backup": ("installation.operations", "copy the database while it is in use"),
    "restore": ("installation.operations", "put a backup in the database's place"),
    "doctor": ("installation.operations", "what is wrong with this installation"),
    "release": ("installation.release", "let a filtered sender send again, or what a restore holds leave"),
    "settings": ("installation.operations", "every setting, its meaning, where its value came from"),
    "schema": ("playbook.check", "JSON Schema of the playbook files, for editors"),
}


class Program(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"bot.cli.{COMMANDS[cmd_name][0]}"), f"{cmd_name}_command")
        if not isinstance(command, click.Command):
            raise TypeError(f"{cmd_name} is no command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed. Raises `Failure` with the nearest of a slip."""
        typed = args[0]
        if typed not in COMMANDS and not typed.startswith("-"):
            near = get_close_matches(typed, COMMANDS, n=1)
            meant = f"did you mean `{near[0]}`? " if near else ""
            raise Failure(f"there is no command `{typed}`; {meant}parcours --help lists them")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(
    cls=Program,
    epilog="Example: parcours demo",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(version("parcours"), prog_name="parcours")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def program(debug: bool) -> None:
    """One thread with every customer: Telegram, SMS, WhatsApp and the web."""
    click.get_current_context().obj = {"debug": debug}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; leave with the contract's exit code: 0 done, 1 faults found, 2 wrong usage or settings."""
    crash_points.arm(os.environ.get("PARCOURS_CRASH_AT"))
    given = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in given
    # `parcours check --debug` reads as well as `parcours --debug check`.
    given = [word for word in given if word != "--debug"]
    bear_any_sign()
    try:
        with redirect_stdout(cast(TextIO, Unread(sys.stdout))):
            code = program.main(args=given, prog_name="parcours", standalone_mode=False)
    except (Failure, SettingsFault, click.ClickException, click.Abort, BrokenPipeError, OSError) as error:
        if debug:
            traceback.print_exc()
        sys.exit(_say(error))
    except Exception as error:  # the last resort: a person gets a line, not a traceback
        if debug:
            traceback.print_exc()
        click.echo(
            f"parcours: something unexpected happened ({type(error).__name__}: {_one_line(error)}); "
            "try again with --debug and tell its makers",
            err=True,
        )
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _say(error: BaseException) -> int:
    match error:
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.format_message())
            return 2
        case Failure():
            message, code = str(error), error.code
        case SettingsFault():
            for fault in error.faults:
                click.echo(f"parcours: {_with_advice(fault, 'set it right in the environment or in .env')}", err=True)
            return 2
        case click.ClickException():
            message, code = f"{_one_line(error.format_message()).rstrip('.?')}; {_help_of(error)} shows how", 2
        case click.Abort():
            return 130
        case BrokenPipeError():
            return 0
        case _:
            message, code = _with_advice(_reason(error), "check the path and its rights"), 2
    click.echo(f"parcours: {_one_line(message)}", err=True)
    return code


def _with_advice(sentence: str, advice: str) -> str:
    """Return what is wrong with what to do about it, where the sentence has not said so itself."""
    return sentence if ";" in sentence else f"{sentence}; {advice}"


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror and error.filename:
        return f"{error.filename}: {error.strerror.lower()}"
    return _one_line(error)


def _help_of(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{context.command_path if context else 'parcours'} --help"


def _one_line(error: object) -> str:
    return " ".join(str(error).split())
