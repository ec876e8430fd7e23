"""Whether a text asks if something is sold at all: "vous vendez des bouilloires ?", "do you sell toasters?", "et des
filtres ?". Which thing it is, the catalogue may not know.
"""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import FILLERS, GREETINGS, JOINS, before

LOOKED_AT: Final = 80  # characters
_ASKED: Final = re.compile(
    rf"{before(GREETINGS, JOINS, FILLERS, 'ok, sinon')}"
    r"(?:do you (?:sell|stock|carry|have any|do any)|have you got any|got any|est ce que vous (?:vendez|avez)"
    r"|vendez vous|(?:vous (?:vendez|auriez|avez)|avez vous) (?:aussi )?(?:des|du|de la|de l)"
    r"|(?<=et )(?:des|du|de la)|(?<=and )any|what about (?:a |an |some )?(?!the|it|this|that|your|my)\w+$)\b"
)


def asks_if_sold(text: str) -> bool:
    """Return whether a text asks for a kind of thing, known or not."""
    return _ASKED.match(plain(text, LOOKED_AT)) is not None and "?" in text
