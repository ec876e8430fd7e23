"""Whether a folder takes files: tried, for rights, room and a disk that went read-only each tell it in another way."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path
from typing import Final

PATIENCE: Final = 10.0  # seconds for one small file
_TRIAL: Final = ".parcours-trial"


def trouble(folder: Path) -> str | None:
    """Put a small file into a folder and take it away; return what is wrong, in words, or None. Waits for a disk that
    hangs for `PATIENCE`, and no longer.
    """
    said: list[str | None] = []
    trying = threading.Thread(target=lambda: said.append(_tried(folder)), daemon=True)
    trying.start()
    trying.join(PATIENCE)
    return said[0] if said else f"its disk takes more than {PATIENCE:.0f} seconds for a small file"


def _tried(folder: Path) -> str | None:
    trial = folder / f"{_TRIAL}-{os.getpid()}"
    try:
        descriptor = os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(descriptor, bytes(4096))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
            trial.unlink()
    except OSError as fault:
        return f"nothing can be written there ({fault.strerror})"
    return None


def free(folder: Path) -> int:
    """Return how many bytes are free there."""
    return shutil.disk_usage(folder).free
