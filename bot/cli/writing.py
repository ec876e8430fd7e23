"""The files that a command is told to write: looked at before the work, which would else be done for nothing."""

from __future__ import annotations

from pathlib import Path

from bot.cli.failure import Failure
from bot.store import is_database


def in_a_folder(file: Path) -> None:
    """Refuse a file that can't be made, before the work is done for nothing. Raises `Failure`."""
    if not file.name:
        raise Failure("the name of the file to write is empty; give one")
    if not file.parent.is_dir():
        raise Failure(f"there is no folder {file.parent}; make it, or name another")
    if file.is_dir():
        raise Failure(f"{file} is a folder; name a file in it")


def to_write(file: Path | None) -> None:
    """Refuse what `in_a_folder` does, and to write over a database: it would be gone. Raises `Failure`."""
    if file is None:
        return
    in_a_folder(file)
    if file.is_file() and is_database(file):
        raise Failure(f"{file} is a database; name another file")
