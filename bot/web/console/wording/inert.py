"""What strangers wrote, made harmless to read: signs that turn the order of text around, or have no width, are shown.

Escaping is the templates' own. Which signs those are is `rules.texts.hidden_signs`'.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from bot.rules.texts.hidden_signs import CONTROL, HIDDEN

#: A space before a French sign, as SMS has it, which knows no other: left alone the sign would begin a line.
_BEFORE_A_SIGN = re.compile(r"(?<=\S) (?=[?!;:»](?:\s|$))")


def shown(text: str) -> Markup:
    """Return the text as HTML in which every hidden sign is named where it stands, and no line begins with `?`."""
    tied = _BEFORE_A_SIGN.sub("\u00a0", text)
    return Markup(HIDDEN.sub(_named, CONTROL.sub(_named, str(escape(tied)))))  # noqa: S704 - escaped on this line


def plain(text: str) -> str:
    """Return the text without hidden signs, for where no HTML can stand: a title, a label, a choice."""
    return CONTROL.sub(" ", HIDDEN.sub("", text)).strip()


def _named(found: re.Match[str]) -> str:
    return f'<span class="label warn" dir="ltr">U+{ord(found[0]):04X}</span>'
