"""What the customers' phones have shown, a line each, on disk before the provider answers."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any


class Ledger:
    """Append-only. Without a path it is kept in memory."""

    def __init__(self, path: Path | None = None) -> None:
        self._file = path.open("a", encoding="utf-8") if path else None
        self.shown: list[dict[str, Any]] = []
        self._texts: defaultdict[str, list[str]] = defaultdict(list)

    def show(self, **entry: Any) -> None:
        self.shown.append(entry)
        self._texts[str(entry["to"])].append(entry["text"])
        if self._file is not None:
            self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())

    def texts(self, to: object) -> list[str]:
        """What one phone has shown, in order."""
        return list(self._texts[str(to)])

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def read(path: Path) -> list[dict[str, Any]]:
    """Read a ledger file, of a process that may have been killed."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.endswith("}")]
