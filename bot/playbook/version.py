"""The name of a playbook's content: two folders with the same files have the same version, on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


def fingerprint(sources: Mapping[str, str]) -> str:
    """Return the first 12 hex digits of the SHA-256 over the sorted paths and their bytes, each with its length."""
    digest = hashlib.sha256()
    for path in sorted(sources):
        for part in (path, sources[path]):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)
    return digest.hexdigest()[:12]
