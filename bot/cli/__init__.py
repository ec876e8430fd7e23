"""The command line: one thin module per group of commands.

A command does its work through `bot.wiring`, `bot.studio` or the playbook, and raises `Failure` for what went wrong.
"""

from bot.cli.failure import Failure
from bot.cli.program import main

__all__ = ["Failure", "main"]
