"""Having no more questions: "non merci", "c'est tout", "that's all", said to an open floor."""

from __future__ import annotations

import re
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import EXCLAMATIONS, NO, YES, any_of, before
from bot.understanding.replies.courtesies import without_courtesies

_LOOKED_AT: Final = 80  # characters
_FINISHED: Final = re.compile(
    rf"{before(YES, NO, EXCLAMATIONS)}"
    rf"(?:{any_of(NO)}|(?:ce sera|c est|ca sera) (?:tout|bon|parfait)|(?:ca|cela) (?:ira|me va)|c est tout bon"
    r"|rien d autre|rien de plus|plus rien|(?:j ai |je n ai |je ai )?(?:plus|pas) d autres? questions?"
    r"|(?:j ai )?plus de questions?"
    r"|that s (?:all|it)|that is all|that ll be all|nothing else|nothing more|no more questions|no other questions?"
    r"|i m (?:good|fine|all set|done)|(?:i m )?all (?:good|set)|that s (?:everything|fine))"
    r"(?: (?:pour moi|pour l instant|pour aujourd hui|for me|for now|for today))?"
)


def has_finished(text: str) -> bool:
    """Return whether a text says nothing but that its author has no more to ask."""
    said = " ".join(without_courtesies(plain(text, _LOOKED_AT).split()))
    return _FINISHED.fullmatch(said) is not None
