"""The installation's secret: what signs buttons, visitors and whatever else must not be forged."""

from __future__ import annotations

import os
import secrets
from hashlib import blake2b
from pathlib import Path

from bot.settings import Settings, SettingsFault


def secret_key(settings: Settings) -> bytes:
    """Return SECRET_KEY, or the key kept beside the SQLite database, made at the first start.

    Raises `SettingsFault` where the kept key can't be read or is too short to be ours.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    path = settings.sqlite_path
    if path is None:
        raise SettingsFault(["SECRET_KEY is missing"])
    return _kept(path.with_name(f"{path.name}.key"))


def _kept(path: Path) -> bytes:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_bytes().strip()
        if len(key) < 32:
            raise SettingsFault([f"{path} is no key of ours; give it back from a backup, or set SECRET_KEY"]) from None
        return key
    made = secrets.token_urlsafe(48).encode()
    with os.fdopen(descriptor, "wb") as file:
        file.write(made)
        file.flush()
        os.fsync(file.fileno())
    return made


def derived(key: bytes, purpose: str) -> bytes:
    """Return a key for one purpose, so that nothing made for one of them is good for another."""
    return blake2b(purpose.encode(), key=key[:64], digest_size=32).digest()
