"""Reading a playbook's folder: `flows/**` and `locales/**` as text, pictures by their hash.

The only module of the playbook that touches the disk. It knows nothing of what the files mean. What it can't read is a
located fault, and the other files are still read.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from bot.playbook.compiled import Place
from bot.playbook.faults import Fault, error
from bot.playbook.source.translations import Catalogue
from bot.playbook.source.translations import read as read_catalogue

FOLDERS: Final = ("flows", "locales")
TEXT_SUFFIXES: Final = frozenset({".yaml", ".yml", ".csv", ".txt", ".po", ".md"})
#: The kinds of file that a message can carry.
MEDIA_SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".mp4", ".pdf"})
KILOBYTE: Final = 1024
#: A YAML file that a person edits stays far below; a list of examples or a catalogue is one line a row and costs little
#: to read.
YAML_LIMIT: Final = 256 * KILOBYTE
LIST_LIMIT: Final = 5_120 * KILOBYTE
#: Telegram takes photos up to 10 MB and files up to 50 MB by upload; a playbook's picture has no reason to come near.
MEDIA_LIMIT: Final = 20_480 * KILOBYTE
FILES_LIMIT: Final = 5_000
HASHED: Final = "sha256:"


class Folder(Struct, frozen=True):
    """A folder as read. `sources`: path relative to the playbook folder, with `/`, to text; a picture's text is its
    hash. `unread`: what a file that is told in `faults` most likely says, for its names.
    """

    sources: dict[str, str]
    faults: tuple[Fault, ...]
    unread: dict[str, str]


def read(folder: Path) -> Folder:
    """Read the playbook in `folder`, which holds `flows/`. Never raises for what the files contain."""
    sources: dict[str, str] = {}
    faults: list[Fault] = []
    unread: dict[str, str] = {}
    for number, path in enumerate(_files(folder)):
        name = path.relative_to(folder).as_posix()
        if number >= FILES_LIMIT:
            faults.append(_at_top(name, f"more than {FILES_LIMIT:,} files; this one and those after it are not read"))
            break
        read_one = _read_text if path.suffix.lower() in TEXT_SUFFIXES else _read_hash
        outcome = read_one(path, name)
        if isinstance(outcome, Fault):
            faults.append(outcome)
            unread[name] = _what_it_says(path)
        else:
            sources[name] = outcome
    return Folder(sources, tuple(faults), unread)


def read_folder(folder: Path) -> dict[str, str]:
    """Return the files of a playbook, path to text, as they are published. What can't be read is left out: `read`
    tells.
    """
    return read(folder).sources


def limit(name: str) -> int:
    """Return how many bytes a text file of this name may have."""
    return YAML_LIMIT if name.lower().endswith((".yaml", ".yml", ".md")) else LIST_LIMIT


def default_folder() -> Path:
    """Return the folder of the playbook that the package brings: in the wheel, or beside `bot/` in a working copy."""
    package = Path(__file__).resolve().parents[2]
    shipped = package / "default_playbook"
    return shipped if shipped.is_dir() else package.parent


@cache
def shipped_catalogues() -> dict[str, Catalogue]:
    """Return the translations of the program's own words, by language."""
    found = {}
    for path in sorted((default_folder() / "locales").glob("*/LC_MESSAGES/bot.po")):
        language = path.parent.parent.name.replace("_", "-")
        found[language] = read_catalogue(path.read_text(encoding="utf-8"), language=language, file=path.name)
    return found


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files in a stable order; hidden ones, links out of the folder and what we have no use for stay out."""
    root = folder.resolve()
    for top in FOLDERS:
        for parent, directories, names in os.walk(folder / top):
            directories[:] = sorted(name for name in directories if not name.startswith("."))
            for name in sorted(names):
                path = Path(parent, name)
                known = path.suffix.lower() in TEXT_SUFFIXES | MEDIA_SUFFIXES
                if known and not name.startswith(".") and path.resolve().is_relative_to(root):
                    yield path


def _read_text(path: Path, name: str) -> str | Fault:
    try:
        if path.stat().st_size > limit(name):
            return too_large(name, path.stat().st_size)
        return decode(path.read_bytes(), name)
    except OSError as problem:
        return _at_top(name, f"can't be read: {problem.strerror}")


def _what_it_says(path: Path) -> str:
    """Return the text of a file that can't be taken as it is, as much as the names in it need."""
    try:
        with path.open("rb") as file:
            return file.read(YAML_LIMIT).decode("utf-8", "replace")
    except OSError:
        return ""


def _read_hash(path: Path, name: str) -> str | Fault:
    try:
        if path.stat().st_size > MEDIA_LIMIT:
            return _at_top(name, f"larger than {MEDIA_LIMIT // KILOBYTE // KILOBYTE} MB; make it smaller")
        return HASHED + hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as problem:
        return _at_top(name, f"can't be read: {problem.strerror}")


def too_large(name: str, size: int) -> Fault:
    """Return the fault of a text file of `size` bytes."""
    allowed = limit(name) // KILOBYTE
    return _at_top(
        name, f"{size // KILOBYTE:,} KB is more than the {allowed:,} KB a file may have; split it into several"
    )


def decode(data: bytes, name: str) -> str | Fault:
    """Return the text of UTF-8 bytes, with or without a byte order mark; else the fault, where the first wrong byte
    stands.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8-sig", "replace")
        place = Place(name, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        return error(place, f"byte 0x{data[problem.start]:02x} is not UTF-8; save the file with the encoding UTF-8")


def _at_top(name: str, message: str) -> Fault:
    return error(Place(name, 1, 1), message)
