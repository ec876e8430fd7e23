"""The command line: one thin module per group of commands.

A command does its work through `bot.wiring`, `bot.studio` or the playbook, and raises `Failure` for what went wrong.
"""

from bot.cli.failure import Failure
from bot.cli.interruption import at_once

__all__ = ["Failure", "main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line, as `bot.cli.program.main` does. Ctrl-C ends it without a word, from the first import on."""
    with at_once():
        from bot.cli.program import main as run  # noqa: PLC0415 - it loads for a second, and Ctrl-C may come then

        run(arguments)
