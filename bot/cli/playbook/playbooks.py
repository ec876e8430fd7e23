"""What the commands on a playbook's folder share: finding it and checking it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from bot.cli.failure import Failure
from bot.playbook import load
from bot.playbook.compiled import Playbook
from bot.playbook.source.files import read_folder
from bot.settings import read_settings
from bot.wiring.playbooks import is_example, playbook_folder


def folder_of(given: Path | None) -> Path:
    """Return the folder of the playbook: the one named, else PLAYBOOK's, else this one.

    Who judges or changes something asks here: it is never green on another playbook than was meant. Raises `Failure`
    where the folder holds no flows/, `SettingsFault`.
    """
    folder = given if given is not None else read_settings().playbook
    if not (folder / "flows").is_dir():
        where, besides = (folder, "") if given is not None else (folder.resolve(), ", or set PLAYBOOK to it")
        raise Failure(f"there is no flows/ in {where}; name the folder that holds it{besides}")
    return folder


def folder_to_show(given: Path | None) -> Path:
    """Return the same for who only shows; the example store, and a line that says so, where nothing was named and
    nothing is here.
    """
    if given is None and is_example(settings := read_settings()):
        say_example()
        return playbook_folder(settings)
    return folder_of(given)


def say_example() -> None:
    """Say on standard error that it is not the operator's own store."""
    click.echo("parcours: this is the example store; put your own flows/ here, or set PLAYBOOK", err=True)


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
