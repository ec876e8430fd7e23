"""From a label to the key that names a choice in paths, saved values and tests: `Le prix` is `le_prix`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def slug(label: str) -> str:
    """Return the label's letters and digits in lower case without accents, joined by `_`; empty where it has none."""
    bare = unicodedata.normalize("NFKD", label.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign)).lower()
    return re.sub(r"[^\w]+", "_", letters).strip("_")


def slugs(labels: Iterable[str]) -> list[str]:
    """Return a key for each label, all different: a repeated one, or one without letters, gets its number."""
    keys: list[str] = []
    for number, label in enumerate(labels, 1):
        key = slug(label) or f"choice_{number}"
        while key in keys:
            key = f"{key}_{number}"
        keys.append(key)
    return keys
