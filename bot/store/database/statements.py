"""The SQL of the store: files under `sql/`, each statement under a line `-- name: …`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)
_COMMENT = re.compile(r"^--.*\n", re.MULTILINE)


@cache
def statements(subject: str) -> MappingProxyType[str, str]:
    """Return the statements of `sql/<subject>.sql` by name, without the comments above them: by its first words it is
    told whether a statement's rows may go together. Raises `ValueError` for a name used twice.
    """
    pieces = _NAME.split((files("bot.store") / "sql" / f"{subject}.sql").read_text("utf-8"))
    found = dict(zip(pieces[1::2], (_COMMENT.sub("", text).strip() for text in pieces[2::2]), strict=True))
    if len(found) != len(pieces) // 2:
        raise ValueError(f"sql/{subject}.sql names a statement twice")
    return MappingProxyType(found)
