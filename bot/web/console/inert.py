"""What strangers wrote, made harmless to read: signs that turn the order of text around, or have no width, are shown.

Escaping is the templates' own. Joiners stay: Persian and emoji are written with them.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

#: Bidirectional controls, zero-width spaces, tags and the byte order mark (Unicode TR36, "Trojan Source").
_HIDDEN: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def shown(text: str) -> Markup:
    """Return the text as HTML in which every hidden sign is named where it stands."""
    return Markup(_HIDDEN.sub(_named, _CONTROL.sub(_named, str(escape(text)))))  # noqa: S704 - escaped on this line


def plain(text: str) -> str:
    """Return the text without hidden signs, for where no HTML can stand: a title, a label, a choice."""
    return _CONTROL.sub(" ", _HIDDEN.sub("", text)).strip()


def _named(found: re.Match[str]) -> str:
    return f'<span class="label warn" dir="ltr">U+{ord(found[0]):04X}</span>'
