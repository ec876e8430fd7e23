"""Where the photos are that customers send in the web chat: files of ours, a folder for each visitor.

Providers keep what is sent through them; here the provider is our own page, so we do. A reference is
`web/<visitor>/<name>.jpg`; both names are made by us, never by who sends. Whoever shares the folder (several web
processes, the console) finds the same file.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tarfile
from datetime import datetime
from pathlib import Path
from typing import Final

#: How many of one visitor's are kept: a shop's worth of damaged parcels, no free storage.
MOST: Final = 200
_NAME: Final = re.compile(r"[0-9a-f]{32}")
_REF: Final = re.compile(r"web/([0-9a-f]{32})/([0-9a-f]{32})\.jpg")


class ShelfFull(Exception):
    """This visitor has as many photos here as anybody may have."""


class PhotoShelf:
    """`folder` is made when the first photo comes. Raises `ValueError` for a name that is not 32 hex digits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, visitor: str, name: str, photo: bytes) -> str:
        """Put a photo on the shelf, on disk when this returns, and return its reference; what is there already stays.

        Raises `ShelfFull`, and `OSError` where the disk won't take it: then nothing is there.
        """
        file = self._file(visitor, name)
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if sum(1 for _ in file.parent.glob("*.jpg")) >= MOST:
                raise ShelfFull
            _write(file, photo)
        return ref_of(visitor, name)

    def path(self, ref: str) -> Path | None:
        """Return the file of a reference, or None: it is none of ours, or is not there any more."""
        read = _REF.fullmatch(ref)
        file = self._file(*read.groups()) if read else None
        return file if file is not None and file.is_file() else None

    def forget(self, before: datetime) -> int:
        """Delete what was put here before a time; return how many photos that were."""
        old = [file for file in self._folder.glob("*/*.jpg") if file.stat().st_mtime < before.timestamp()]
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)

    def forget_visitor(self, visitor: str) -> int:
        """Delete all photos of a visitor; return how many that were. Raises `ValueError` for no name of ours."""
        folder = self._file(visitor, "0" * 32).parent
        photos = list(folder.glob("*.jpg"))
        if folder.is_dir():
            shutil.rmtree(folder)
        return len(photos)

    def pack(self, archive: Path) -> int:
        """Write all photos into one file (tar), whole or not at all; return how many. None at all: no file."""
        photos = sorted(self._folder.glob("*/*.jpg"))
        if not photos:
            archive.unlink(missing_ok=True)
            return 0
        unfinished = archive.with_name(archive.name + ".unfinished")
        packed = 0
        try:
            with tarfile.open(unfinished, "w", format=tarfile.PAX_FORMAT) as tar:
                for photo in photos:
                    with contextlib.suppress(FileNotFoundError):  # forgotten meanwhile
                        tar.add(photo, f"{photo.parent.name}/{photo.name}", recursive=False)
                        packed += 1
            unfinished.chmod(0o600)
            unfinished.replace(archive)
        finally:
            unfinished.unlink(missing_ok=True)
        return packed

    def unpack(self, archive: Path) -> int:
        """Put photos of a packed file back where they are missing, as old as they were; return how many.

        A name that is none of ours is left out, whoever made the file. Raises `OSError`, `tarfile.TarError`.
        """
        put = 0
        with tarfile.open(archive) as tar:
            for member in tar:
                read = _REF.fullmatch(f"web/{member.name}")
                content = tar.extractfile(member) if read and member.isfile() else None
                if read is None or content is None:
                    continue
                file = self._file(*read.groups())
                if not file.exists():
                    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                    _write(file, content.read())
                    os.utime(file, (member.mtime, member.mtime))
                    put += 1
        return put

    def _file(self, visitor: str, name: str) -> Path:
        if not _NAME.fullmatch(visitor) or not _NAME.fullmatch(name):
            raise ValueError("no name of ours")
        return self._folder / visitor / f"{name}.jpg"


def packed_beside(backup: Path) -> Path:
    """Return the file in which photos are packed that goes with a backup of the database."""
    return backup.with_name(backup.name + ".photos.tar")


def ref_of(visitor: str, name: str) -> str:
    return f"web/{visitor}/{name}.jpg"


def name_in(ref: str, visitor: str) -> str | None:
    """Return the name of a visitor's own photo; None for anything else."""
    read = _REF.fullmatch(ref)
    return read[2] if read and read[1] == visitor else None


def _write(file: Path, photo: bytes) -> None:
    """Under another name first: who finds the file finds the whole of it."""
    unfinished = file.with_suffix(f".{os.getpid()}.part")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(photo)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
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
