"""For whoever runs an installation: schema, backups, what is wrong, what is set."""

from __future__ import annotations

import asyncio
import tarfile
from pathlib import Path

import click
from pydantic import SecretStr

from bot.channels.files.file_shelf import FileShelf, packed_beside
from bot.cli.failure import Failure
from bot.cli.opening import opened
from bot.cli.writing import in_a_folder
from bot.env_file import origin_of
from bot.settings import Settings, read_settings
from bot.store import NoBackup, StoreFault, migrate, restore
from bot.wiring.clock import now
from bot.wiring.diagnosis import diagnose

MARKS = {"ok": "ok     ", "warning": "warning", "error": "error  "}


@click.command("migrate", epilog="Example: parcours migrate")
def migrate_command() -> int:
    """Bring the database's schema up to date. Safe to run again; the changelog says when to stop a release."""
    settings = read_settings()
    try:
        version = asyncio.run(migrate(settings.database_url))
    except StoreFault as fault:
        raise Failure(str(fault)) from fault
    click.echo(f"The database has schema {version}.")
    return 0


@click.command("backup", epilog="Example: parcours backup parcours-2026-11-22.db")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup_command(file: Path) -> int:
    """Copy the database, whole and consistent, while it is in use: SQLite as a file, PostgreSQL's rows as a dump."""
    in_a_folder(file)
    settings = read_settings()
    asyncio.run(_backup(settings, file))
    files = FileShelf(settings.photos).pack(packed_beside(file)) if settings.photos is not None else 0
    if files:
        click.echo(f"Photos and files: {files}, packed in {packed_beside(file)}. Keep the two together.")
    click.echo(f"Copied to {file} ({file.stat().st_size:,} bytes). It holds customers' words: keep it safe.")
    return 0


async def _backup(settings: Settings, file: Path) -> None:
    async with opened(settings) as store:
        await store.backup(file, now())


@click.command("restore", epilog="Example: parcours restore parcours-2026-11-22.db")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore_command(file: Path) -> int:
    """Put a backup in the database's place. What may have been sent since is held, never sent again by itself."""
    settings = read_settings()
    try:
        held = asyncio.run(restore(settings.database_url, file, now()))
    except StoreFault as fault:
        raise Failure(str(fault), 2 if isinstance(fault, NoBackup) else 1) from fault
    packed = packed_beside(file)
    if packed.exists() and settings.photos is not None:
        try:
            click.echo(f"Photos and files put back: {FileShelf(settings.photos).unpack(packed)}.")
        except (OSError, tarfile.TarError) as fault:
            raise Failure(f"the database is restored, its photos are not: {packed} ({fault})", 1) from fault
    click.echo(
        f"Restored. Messages that were on their way: {held.parts}, marked uncertain. Follow-ups that came due since: "
        f"{held.timers}, kept as dead letters. Nothing of them leaves by itself; "
        "parcours release --held says what they are."
    )
    return 0


@click.command("doctor", epilog="Example: parcours doctor")
def doctor_command() -> int:
    """Say what is wrong with this installation: settings, database, playbook, channels. Exit 1 where something is."""
    found = asyncio.run(diagnose(read_settings()))
    for finding in found:
        click.echo(f"{MARKS[finding.severity]}  {finding.words}")
    return 1 if any(finding.severity == "error" for finding in found) else 0


@click.command("settings", epilog="Example: parcours settings")
def settings_command() -> int:
    """Show every setting with its meaning, its value and where that came from. Secrets are not shown."""
    settings = read_settings()
    for name, field in Settings.model_fields.items():
        value, origin = shown(getattr(settings, name), name), origin_of(name)
        click.echo(f"{name.upper()}={value}  ({origin})")
        click.echo(f"    {field.description}")
    return 0


def shown(value: object, name: str) -> str:
    """Return a setting's value as an operator may see it."""
    if value is None:
        return ""
    if isinstance(value, SecretStr):
        return "(set, not shown)"
    text = str(value)
    return _without_password(text) if name == "database_url" else text


def _without_password(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    credentials, at, place = rest.rpartition("@")
    if not at:
        return url
    return f"{scheme}{separator}{credentials.partition(':')[0]}:…@{place}"
