"""All that is held on a person, as one JSON document."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click
import msgspec

from bot.channels.files.file_shelf import FileShelf
from bot.cli.opening import found, opened
from bot.cli.writing import to_write
from bot.settings import Settings, read_settings
from bot.wiring.clock import now

ONE: Final = "customer"  # an object where the others are lists
Write = Callable[[str], object]


@click.command("export", epilog="Example: parcours export +33612345678 -o lea.json")
@click.argument("customer")
@click.option(
    "-o", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write it there, readable by you only."
)
def export_command(customer: str, file: Path | None) -> int:
    """Write all that is held on a customer as one JSON document: who, where, what was agreed, said, decided, planned,
    and the photos and files that were sent (base64).

    CUSTOMER is an id, a phone, an e-mail or a Telegram id.
    """
    if file is None:
        asyncio.run(_export(read_settings(), customer, sys.stdout.write))
        return 0
    to_write(file)
    unfinished = file.with_name(file.name + ".unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            asyncio.run(_export(read_settings(), customer, out.write))
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    click.echo(f"Written to {file} ({file.stat().st_size:,} bytes). It is personal: hand it to its person only.")
    return 0


async def _export(settings: Settings, customer: str, write: Write) -> None:
    async with opened(settings) as store:
        who = await found(store, settings, customer)
        write(f'{{\n"exported_at": {_json(now().isoformat())}')
        async for name, records in store.export(who):
            write(f",\n{_json(name)}: " + ("" if name == ONE else "["))
            first = True
            async for record in records:
                write(_json(record) if name == ONE else ("\n" if first else ",\n") + _json(record))
                first = False
                if name == ONE:
                    break
            if name == ONE:
                write("{}" if first else "")
            else:
                write("]" if first else "\n]")
        shelf = FileShelf(settings.photos) if settings.photos is not None else None
        write(',\n"files": [')
        for place, file in enumerate(shelf.told(await store.owners(who)) if shelf is not None else ()):
            write(("\n" if not place else ",\n") + _json(file))
        write("]\n}\n")


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
