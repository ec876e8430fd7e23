"""For whoever runs an installation: schema, backups, what is wrong, what is set."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click
from pydantic import SecretStr

from bot.cli.failure import Failure
from bot.settings import Settings, origin_of, read_settings
from bot.store import Store, StoreFault, migrate, restore
from bot.wiring.clock import now
from bot.wiring.diagnosis import diagnose

MARKS = {"ok": "ok     ", "warning": "warning", "error": "error  "}


@click.command("migrate", epilog="Example: parcours migrate")
def migrate_command() -> int:
    """Bring the database's schema up to date. Safe to run again, and while an older release runs."""
    settings = read_settings()
    try:
        version = asyncio.run(migrate(settings.database_url))
    except StoreFault as fault:
        raise Failure(f"{fault}", 1) from fault
    click.echo(f"The database has schema {version}.")
    return 0


@click.command("backup", epilog="Example: parcours backup parcours-2026-11-22.db")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup_command(file: Path) -> int:
    """Copy the SQLite database, whole and consistent, while it is in use."""
    asyncio.run(_backup(read_settings(), file))
    click.echo(f"Copied to {file} ({file.stat().st_size:,} bytes). It holds customers' words: keep it safe.")
    return 0


async def _backup(settings: Settings, file: Path) -> None:
    _wants_a_database(settings)
    try:
        store = await Store.open(settings.database_url)
        try:
            await store.backup(file)
        finally:
            await store.close()
    except StoreFault as fault:
        raise Failure(str(fault), 1) from fault


@click.command("restore", epilog="Example: parcours restore parcours-2026-11-22.db")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore_command(file: Path) -> int:
    """Put a backup in the database's place. What it had waiting to be sent is held, never sent again by itself."""
    settings = read_settings()
    try:
        asyncio.run(restore(settings.database_url, file, now()))
    except StoreFault as fault:
        raise Failure(str(fault), 1) from fault
    click.echo(
        "Restored. Messages that were waiting are marked uncertain, and what was due is set aside: "
        "nothing of it leaves by itself."
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


def _wants_a_database(settings: Settings) -> None:
    path = settings.sqlite_path
    if path is not None and not path.exists():
        raise Failure(f"there is no database at {path}; set DATABASE_URL", 2)
