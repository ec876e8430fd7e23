"""What comes from outside and is not as documented: fields that are null, of another kind, absurdly large."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

#: What may stand where something else was promised.
STRANGE: tuple[Any, ...] = (
    *(None, True, -1, 0, 1.5, 1e308, 10**25, -(10**25), 10**12),
    *("", " ", "9" * 5000, "\x00", "NaN", "Infinity", "1e999", "²", "١٢", "1,5", "<b>", "+33", "@", "é" * 300),
    *("2008-13-45T99:99:99Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-11-24T10:00:00"),
    *([], {}, [None], [[]], [{}], {"a": None}, [1, 2]),
)
Path = tuple[str | int, ...]


def places(value: Any, at: Path = ()) -> Iterator[Path]:
    """Yield where each part of a document stands, the document itself not."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*at, key)
        yield from places(part, (*at, key))


@st.composite
def damaged(draw: st.DrawFn, document: Any) -> Any:
    """Draw a document of which one to six parts are strange."""
    changed = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 6))):
        known = list(places(changed))
        if not known:
            break
        *way, last = draw(st.sampled_from(known))
        inner = changed
        for key in way:
            inner = inner[key]
        inner[last] = copy.deepcopy(draw(st.sampled_from(STRANGE)))
    return changed
