"""Vectors of the playbook's examples, kept between runs, so that a start-up does not embed a thousand sentences again.

A cache and nothing more: a file of its own beside the database or in the user's cache folder, safe to delete, safe for
several processes. Whatever is wrong with it (unwritable, full, locked, broken) costs time and never an error; the first
trouble turns it off until the next start.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

_AT_ONCE = 500  # keys a query: SQLite takes some thousands of parameters
_PATIENCE = 2.0  # seconds that another process may hold the file


class EmbeddingFile:
    """Implements `bot.understanding.questions.embedding.VectorCache` on one SQLite file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._works = True

    def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Return the vectors that are kept, by key; none where the file can't be read."""
        if not self._works or not self._path.exists():
            return {}
        found: dict[str, bytes] = {}
        try:
            with closing(self._open()) as database:
                for start in range(0, len(keys), _AT_ONCE):
                    some = list(keys[start : start + _AT_ONCE])
                    places = ",".join("?" * len(some))
                    asked = f"SELECT key, vector FROM vectors WHERE key IN ({places})"  # noqa: S608 - question marks
                    found |= dict(database.execute(asked, some))
        except (sqlite3.Error, OSError):
            self._works = False
        return found

    def put_many(self, vectors: Mapping[str, bytes]) -> None:
        """Keep these vectors, or do nothing where the file can't be written."""
        if not self._works or not vectors:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as database, database:
                database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", vectors.items())
        except (sqlite3.Error, OSError):
            self._works = False

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=_PATIENCE)
        database.execute("PRAGMA synchronous = OFF")  # a cache need not survive a power cut
        database.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
        )
        return database
