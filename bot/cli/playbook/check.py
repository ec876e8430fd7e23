"""Checking a playbook, and the JSON Schema of its files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import click
from msgspec.structs import replace

from bot.cli.languages import of_terminal
from bot.cli.playbook.playbooks import folder_of
from bot.playbook import Checked, Fault, load
from bot.playbook.fault_words import fault_in, languages
from bot.playbook.json_schema import NAMES, json_schema


@click.command("check", epilog="Example: parcours check --format github")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="text for people, json for programs, github for annotations of a pull request.",
)
@click.option(
    "--language",
    type=click.Choice(languages()),
    help="The language of the sentences; without it, text for people is in the terminal's (LC_ALL, LANG).",
)
@click.option("--verbose", is_flag=True, help="Text: each warning by itself, also those that a file has many of.")
def check_command(folder: Path | None, form: str, language: str | None, *, verbose: bool) -> int:
    """Check the playbook in DIR (which holds flows/): every fault, with file:line:column.

    Exit code 0 when there is none, or warnings only; 1 when there are errors; 2 when there is no playbook.
    """
    where = folder_of(folder)
    checked = load(where)
    language = language or (of_terminal() if form == "text" else "en")
    checked = _said_in(language, checked)
    if form == "text":
        lines = (_french if language == "fr" else _english)(checked, _told(checked, each=verbose))
    else:
        lines = _FORMS[form](checked, where)
    for line in lines:
        click.echo(line)
    return 1 if checked.playbook is None else 0


def _said_in(language: str, checked: Checked) -> Checked:
    told = tuple(replace(fault, message=fault_in(language, fault.message)) for fault in checked.faults)
    return replace(checked, faults=told)


class Told(NamedTuple):
    """A fault, and how many more of its file say the same without a line of their own."""

    fault: Fault
    more: int


def _told(checked: Checked, *, each: bool) -> list[Told]:
    """Return the faults with the errors at the end, where a reader's eyes are. Unless each is wanted, a warning that a
    file has again and again stands once: a language that lacks a hundred texts would hide all else."""
    alike: dict[object, list[Fault]] = {}
    for fault in sorted(checked.faults, key=lambda fault: fault.severity == "error"):
        is_whole = each or fault.severity == "error"
        alike.setdefault(fault.place if is_whole else (fault.place.file, fault.message), []).append(fault)
    return [Told(those[0], len(those) - 1) for those in alike.values()]


def _english(checked: Checked, told: Sequence[Told]) -> Iterable[str]:
    yield from (f"{one.fault}{f' (and {one.more} more in this file)' if one.more else ''}" for one in told)
    yield _summary(checked, " (--verbose lists each)" if any(one.more for one in told) else "")


def _french(checked: Checked, told: Sequence[Told]) -> Iterable[str]:
    words = {"error": "erreur", "warning": "remarque"}
    for one in told:
        others = "autre" if one.more == 1 else "autres"
        more = f" (et {one.more} {others} dans ce fichier)" if one.more else ""
        yield f"{one.fault.place}: {words[one.fault.severity]}\u00a0: {one.fault.message}{more}"
    counted = Counter(one.severity for one in checked.faults)
    kinds = [_counted(counted[name], words[name]) for name in ("error", "warning") if counted[name]]
    found = ", ".join(kinds) or "aucune faute"
    found += " (--verbose les donne une à une)" if any(one.more for one in told) else ""
    if checked.playbook is None:
        yield f"{found}\u202f; ce playbook ne peut pas servir"
        return
    held = (
        f"{_counted(len(checked.playbook.flows), 'conversation')}, {_counted(len(checked.playbook.answers), 'réponse')}"
    )
    yield f"{found}\u202f; version {checked.playbook.version}\u00a0: {held}"


def _summary(checked: Checked, folded: str) -> str:
    counted = Counter(fault.severity for fault in checked.faults)
    found = ", ".join(_counted(counted[word], word) for word in ("error", "warning") if counted[word]) or "no faults"
    found += folded
    if checked.playbook is None:
        return f"{found}; this playbook can't be used"
    playbook = checked.playbook
    held = f"{_counted(len(playbook.flows), 'flow')}, {_counted(len(playbook.answers), 'answer')}"
    return f"{found}; version {playbook.version}: {held}"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _json(checked: Checked, _: Path) -> Iterable[str]:
    yield json.dumps([_plain(fault) for fault in checked.faults], ensure_ascii=False, indent=1)


def _plain(fault: Fault) -> dict[str, str | int]:
    place = fault.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "severity": fault.severity,
        "message": fault.message,
    }


def _github(checked: Checked, where: Path) -> Iterable[str]:
    """GitHub's workflow commands; paths are the repository's, so DIR stands before them."""
    for fault in checked.faults:
        place = fault.place
        file = _escaped((where / place.file).as_posix()).replace(":", "%3A").replace(",", "%2C")
        where_in = f"file={file},line={place.line},col={place.column}"
        yield f"::{fault.severity} {where_in}::{_escaped(fault.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


_FORMS: dict[str, Callable[[Checked, Path], Iterable[str]]] = {"json": _json, "github": _github}


@click.command("schema", epilog="Example: parcours schema > playbook.schema.json")
@click.argument("kind", required=False, type=click.Choice(NAMES))
def schema_command(kind: str | None) -> int:
    """Print the JSON Schema of playbook files, for editors: of one KIND, or of all under $defs.

    An editor with yaml-language-server uses it after a first line such as
    `# yaml-language-server: $schema=../../playbook.schema.json#/$defs/conversation`.
    """
    click.echo(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))
    return 0
