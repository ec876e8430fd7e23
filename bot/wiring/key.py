"""The installation's secret: what signs buttons, visitors and whatever else must not be forged."""

from __future__ import annotations

import contextlib
import os
import secrets
from hashlib import blake2b
from pathlib import Path

from bot.crash_points import reached
from bot.settings import Settings, SettingsFault
from bot.store.people.erasing import Keyed


def secret_key(settings: Settings) -> bytes:
    """Return SECRET_KEY, or the key kept beside the SQLite database, made at the first start.

    Raises `SettingsFault` where the kept key is too short to be ours, or there is no folder for it.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    path = settings.sqlite_path
    if path is None:
        raise SettingsFault(["SECRET_KEY is missing"])
    return _kept(path.with_name(f"{path.name}.key"))


def _kept(path: Path) -> bytes:
    if not path.exists():
        _make(path)
    key = path.read_bytes().strip()
    if len(key) < 32:
        raise SettingsFault([f"{path} is no key of ours; give it back from a backup, or set SECRET_KEY"])
    return key


def _make(path: Path) -> None:
    """Put a new key there, whole or not at all: a half-written one would keep every later start from opening."""
    if not path.parent.is_dir():
        raise SettingsFault([f"DATABASE_URL names a folder that is not there, {path.parent}; make it, or name another"])
    made = path.with_name(f"{path.name}.{os.getpid()}")
    made.unlink(missing_ok=True)
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_urlsafe(48).encode())
        file.flush()
        os.fsync(file.fileno())
    reached("key.before_link")
    with contextlib.suppress(FileExistsError):  # another process was quicker: its key is the installation's
        os.link(made, path)
    made.unlink()


def suppression_key(key: bytes) -> Keyed:
    """Return what hashes the addresses of people who were erased."""
    return Keyed(derived(key, "suppression"))


def derived(key: bytes, purpose: str) -> bytes:
    """Return a key for one purpose, so that nothing made for one of them is good for another."""
    return blake2b(purpose.encode(), key=key[:64], digest_size=32).digest()
