"""The `.env` file, apart from what its settings mean: which values it holds, and which of its lines hold none."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from dotenv import dotenv_values
from dotenv.parser import parse_stream

ENV_FILE: Final = Path(".env")
#: How alike a name must be to a setting's to be a slip: a `.env` file is ours, an environment is everybody's.
_SLIP_IN_FILE: Final = 0.7
_SLIP_IN_ENVIRONMENT: Final = 0.85
_SHORT: Final = 8  # letters; a shorter name in the environment (HOST, PORT) is like many that mean something else

logging.getLogger("dotenv.main").disabled = True  # it warns at every reading of what `env_file_faults` tells once


def env_file_values() -> dict[str, str | None]:
    """Return what the file holds; nothing where there is none or it is no text."""
    return dotenv_values(ENV_FILE) if env_file_is_text() else {}


def env_file_is_text() -> bool:
    """Return whether there is a file, and it is UTF-8."""
    try:
        ENV_FILE.read_text("utf-8")
    except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
        return False
    return True


def env_file_faults() -> list[str]:
    """Return a sentence for each line that sets nothing and is no comment: what it meant would be missed in silence.

    So would all of it where a folder stands there, as Docker makes one for a file that it does not find.
    """
    if ENV_FILE.is_dir() and not (ENV_FILE / "pyvenv.cfg").exists():  # Python's environments are called so too
        return [f"{ENV_FILE} is a folder, so nothing is read from it; make it a file, or give it another name"]
    if not ENV_FILE.is_file():
        return []
    if not env_file_is_text():
        return [f"{ENV_FILE} is no UTF-8 text; save it as UTF-8"]
    with ENV_FILE.open(encoding="utf-8") as file:
        return [
            f"{ENV_FILE}:{found.original.line}: this line can't be read; write NAME=value, quotes closed"
            for found in parse_stream(file)
            if found.error
        ]


def origin_of(name: str) -> str:
    """Return where a setting's value comes from: `environment`, `.env` or `default`."""
    for source, values in (("environment", os.environ), (".env", env_file_values())):
        if any(key.upper() == name.upper() and (value or "").strip() for key, value in values.items()):
            return source
    return "default"


def slips(settings: Iterable[str]) -> list[str]:
    """Return a sentence for each name in the environment or in the file that is no setting, but all but one."""
    names = list(settings)
    around = {name for name in os.environ if len(name) >= _SHORT}
    return [
        *_slips(around, names, _SLIP_IN_ENVIRONMENT, "the environment"),
        *_slips(env_file_values(), names, _SLIP_IN_FILE, str(ENV_FILE)),
    ]


def _slips(found: Iterable[str], settings: list[str], at_least: float, where: str) -> Iterator[str]:
    for name in sorted(found):
        near = get_close_matches(name.upper(), settings, n=1, cutoff=at_least)
        if near and name.upper() not in settings:
            yield f"{name} in {where} is no setting; did you mean {near[0]}?"
