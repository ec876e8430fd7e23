"""Signs in a text that a reader does not see, though they change what is seen: text turned around, signs of no width,
orders to a terminal. Joiners stay: Persian and emoji are written with them.
"""

from __future__ import annotations

import re
from typing import Final

#: Bidirectional controls, zero-width spaces, tags and the byte order mark (Unicode TR36, "Trojan Source").
HIDDEN: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def named(text: str) -> str:
    """Return the text with every such sign named where it stands: ⟨U+202E⟩."""
    return CONTROL.sub(_name, HIDDEN.sub(_name, text))


def _name(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"
