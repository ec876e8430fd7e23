"""What the commands on a playbook's folder share: finding it and checking it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from bot.cli.failure import Failure
from bot.playbook import load
from bot.playbook.compiled import Playbook
from bot.playbook.files import read_folder
from bot.settings import read_settings
from bot.wiring.playbooks import playbook_folder


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
    count = f"{len(errors)} errors; mend them" if len(errors) != 1 else "an error; mend it"
    raise Failure(f"the playbook in {folder} has {count} first", 1)
