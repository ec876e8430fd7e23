"""What the commands on a playbook's folder share: finding it, checking it, reading free texts as in production."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import click

from bot.cli.failure import Failure
from bot.model.message import Reading
from bot.playbook import load
from bot.playbook.compiled import Playbook
from bot.playbook.files import read_folder
from bot.settings import read_settings
from bot.wiring.learning import matcher_maker
from bot.wiring.playbooks import playbook_folder

Reader = Callable[[str, str | None], Reading]


def folder_of(given: Path | None) -> Path:
    """Return the folder of the playbook: the one named, else PLAYBOOK's. Raises `Failure`, `SettingsFault`."""
    if given is None:
        return playbook_folder(read_settings())
    if not (given / "flows").is_dir():
        raise Failure(f"there is no flows/ in {given}; name the folder that holds it")
    return given


def checked_playbook(folder: Path) -> tuple[Playbook, Mapping[str, str]]:
    """Return the playbook in a folder and its files. Its errors are printed where it can't be used, then `Failure`."""
    checked = load(folder)
    if checked.playbook is not None:
        return checked.playbook, read_folder(folder)
    errors = [fault for fault in checked.faults if fault.severity == "error"]
    for fault in errors:
        click.echo(str(fault), err=True)
    count = f"{len(errors)} errors" if len(errors) != 1 else "an error"
    raise Failure(f"the playbook in {folder} has {count}; mend them first", 1)


def reader_of(playbook: Playbook) -> Reader:
    """Return what reads free texts, as in production; the playbook is learnt when the first one needs it."""

    @cache
    def matcher() -> Callable[[str, str | None], Reading]:
        made = matcher_maker()(playbook)
        while made.embed_missing():
            pass
        return cache(made.read)

    def read(text: str, language: str | None) -> Reading:
        return matcher()(text, language)

    return read
