"""Where the files are that we keep ourselves: what is sent in the web chat, and what staff send to a customer.

Providers keep what is sent through them; where the provider is our own page, or the file comes from us, we do. A
reference is `web/<visitor>/<name>.<ending>` or `staff/<customer>/<name>.<ending>`: a folder for each owner, all names
made by us, never by who sends. Whoever shares the folder (several web processes, the workers) finds the same file.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tarfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.crash_points import reached

#: How many of one owner's are kept, and how many bytes: a shop's worth of damaged parcels, no free storage.
MOST: Final = 200
ROOM: Final = 256 * 1024 * 1024
_NAME: Final = re.compile(r"[0-9a-f]{32}")
_REF: Final = re.compile(r"(?:web|staff)/([0-9a-f]{32})/([0-9a-f]{32})\.([a-z0-9]{2,4})")


class ShelfFull(Exception):
    """This owner has as many files here, or as heavy ones, as anybody may have."""


class FileShelf:
    """`folder` is made when the first file comes. Raises `ValueError` for a name that is not 32 hex digits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, visitor: str, name: str, content: bytes, ending: str = "jpg") -> str:
        """Put a visitor's file on the shelf, as `put` does, and return its reference."""
        ref = ref_of(visitor, name, ending)
        self.put(ref, content)
        return ref

    def put(self, ref: str, content: bytes) -> None:
        """Put a file on the shelf, on disk when this returns; what is there already stays.

        Raises `ShelfFull`, and `OSError` where the disk won't take it: then nothing is there.
        """
        file = self._file(ref)
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            kept = [one.stat().st_size for one in self._kept(file.parent.name)]
            if len(kept) >= MOST or sum(kept) + len(content) > ROOM:
                raise ShelfFull
            _write(file, content)

    def path(self, ref: str) -> Path | None:
        """Return the file of a reference, or None: it is none of ours, or is not there any more."""
        file = self._file(ref) if is_kept(ref) else None
        return file if file is not None and file.is_file() else None

    def of(self, owner: str) -> list[Path]:
        """Return the files of an owner; none for no name of ours."""
        return self._kept(owner) if _NAME.fullmatch(owner) else []

    def told(self, owners: Iterable[str]) -> Iterator[dict[str, str]]:
        """Yield the files of a person whole, one at a time, as JSON can carry them (base64)."""
        for file in (file for owner in owners for file in self.of(owner)):
            with contextlib.suppress(FileNotFoundError):  # forgotten meanwhile
                yield {"file": owner_and_name(file), "content": b64encode(file.read_bytes()).decode()}

    def forget(self, before: datetime) -> int:
        """Delete what was put here before a time; return how many files that were."""
        old = [file for file in self._kept() if file.stat().st_mtime < before.timestamp()]
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)

    def put_between(self, since: datetime, until: datetime) -> list[Path]:
        """Return the files that were put here between two times."""
        span = since.timestamp(), until.timestamp()
        return [file for file in self._kept() if span[0] <= file.stat().st_mtime < span[1]]

    def forget_unfinished(self, before: datetime) -> int:
        """Delete what began to be written before a time, and was never whole; return how many files that were."""
        old = [file for file in self._folder.glob("*/*.part") if file.stat().st_mtime < before.timestamp()]
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)

    def forget_one(self, ref: str) -> None:
        """Delete the file of a reference, if it is there."""
        if (file := self.path(ref)) is not None:
            file.unlink(missing_ok=True)

    def forget_owner(self, owner: str) -> int:
        """Delete all files of an owner, and what was being written; return how many that were."""
        files = self.of(owner)
        if _NAME.fullmatch(owner) and (folder := self._folder / owner).is_dir():
            shutil.rmtree(folder)
        return len(files)

    def pack(self, archive: Path) -> int:
        """Write all files into one file (tar), whole or not at all; return how many. None at all: no file."""
        files = self._kept()
        if not files:
            archive.unlink(missing_ok=True)
            return 0
        unfinished = archive.with_name(archive.name + ".unfinished")
        packed = 0
        try:
            with tarfile.open(unfinished, "w", format=tarfile.PAX_FORMAT) as tar:
                for file in files:
                    with contextlib.suppress(FileNotFoundError):  # forgotten meanwhile
                        tar.add(file, owner_and_name(file), recursive=False)
                        packed += 1
            unfinished.chmod(0o600)
            unfinished.replace(archive)
        finally:
            unfinished.unlink(missing_ok=True)
        return packed

    def unpack(self, archive: Path) -> int:
        """Put files of a packed one back where they are missing, as old as they were; return how many.

        A name that is none of ours is left out, whoever made the file. Raises `OSError`, `tarfile.TarError`.
        """
        put = 0
        with tarfile.open(archive) as tar:
            for member in tar:
                ref = f"web/{member.name}"
                content = tar.extractfile(member) if is_kept(ref) and member.isfile() else None
                if content is None:
                    continue
                file = self._file(ref)
                if not file.exists():
                    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                    _write(file, content.read())
                    os.utime(file, (member.mtime, member.mtime))
                    put += 1
        return put

    def _kept(self, owner: str = "*") -> list[Path]:
        """Return the files of an owner, or everybody's; not what is still being written."""
        return sorted(file for file in self._folder.glob(f"{owner}/*") if is_kept(f"web/{owner_and_name(file)}"))

    def _file(self, ref: str) -> Path:
        """Who has the reference has the file: that it is a visitor's or staff's is said for its readers' sake."""
        read = _REF.fullmatch(ref)
        if read is None:
            raise ValueError("no name of ours")
        return self._folder / read[1] / f"{read[2]}.{read[3]}"


def is_kept(ref: str) -> bool:
    """Tell a reference to a file on our shelf from a playbook's path, a provider's id and an address."""
    return _REF.fullmatch(ref) is not None


def owner_and_name(file: Path) -> str:
    """Return how a file is named in a packed one, and after the first step of its reference."""
    return f"{file.parent.name}/{file.name}"


def packed_beside(backup: Path) -> Path:
    """Return the file in which the shelf's files are packed that goes with a backup of the database."""
    return backup.with_name(backup.name + ".photos.tar")


def ref_of(visitor: str, name: str, ending: str = "jpg") -> str:
    """Return the reference of what a visitor sent; a photo, where nothing else is said."""
    return f"web/{visitor}/{name}.{ending}"


def ref_of_staff(customer: str, name: str, ending: str) -> str:
    """Return the reference of what staff send to a customer."""
    return f"staff/{customer}/{name}.{ending}"


def name_in(ref: str, visitor: str) -> str | None:
    """Return how a visitor's own file is called, ending included; None for anything else."""
    read = _REF.fullmatch(ref)
    return f"{read[2]}.{read[3]}" if read and read[1] == visitor else None


def _write(file: Path, content: bytes) -> None:
    """Under another name first: who finds the file finds the whole of it."""
    unfinished = file.with_suffix(f".{os.getpid()}.part")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        reached("shelf.before_replace")
        unfinished.replace(file)
        reached("shelf.after_replace")
    finally:
        unfinished.unlink(missing_ok=True)
    _sync(file.parent)


def _sync(folder: Path) -> None:
    """A new name is on disk once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
