"""Words that want what was listed otherwise, and name nothing themselves: "et à moins de 400 ?", "plus silencieuse ?",
"anything cheaper?", "what about one with a bigger tank?".

Read without a model. What was listed is not known here; what is wanted instead, `offer_request` and
`recommendation_words` say. Who points at what is listed ("elle est silencieuse ?", "which one is quieter?") asks of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.shopping.comparison_words import CriteriaWords, is_elsewhere
from bot.understanding.shopping.offer_words import is_idle, tokens
from bot.understanding.spelling import written_out

LOOKED_AT: Final = 120  # characters
MOST_WORDS: Final = 16
_OF_THOSE: Final = re.compile(
    r"\b(?:elles?|ils?(?! (?:y a|existe|en existe))|celle (?:ci|la)|celui (?:ci|la)|laquelle|lequel|which|is it"
    r"|are they|does it|do they|it s|its|this one|that one|(?:the|la|le|les) (?:plus|moins|most|least|\w+est)"
    r"|j ai|i have|i ve|mon|ma|my)\b"
)
_WITH: Final = re.compile(r"\b(?:avec|with|sans|without|qui (?:a|ont|fait|font)|that (?:has|have|does|do))\b")
_DROPS: Final = re.compile(
    r"(?:(?:et|mais|ok|oui|alors|bon|non|and|but|so|please|no|yes) )*"
    r"(?:(?:(?:je |j |on |nous )?(?:ne |n )?(?:veux|veut|aime|voulons|voudrais) )?pas"
    r" (?:de|d|la|le|les|celle|celui)|sans|sauf|(?:enlev|retir|supprim|vire|oubli|exclu)\w*"
    r"|drop|remove|forget|exclude|without|except|not (?:the|a|an)|(?:i )?don t want (?:the|a|an))\b"
)
_UNIT_STUCK: Final = re.compile(r"(\d)(?=[^\W\d_])")  # "25cm"
#: What such a text is made of beside criteria, figures and their units.
_FILLING: Final = frozenset(
    tokens(
        """
        et and or ou but mais alors ok oui yes hmm euh sinon so then moins plus less more fewer cheaper cheap chere
        expensive bigger larger smaller big large small grand grande petit petite gros grosse under below over above
        up down jusque jusqu than que maximum max minimum entre between around environ autour vers about anything
        something
        quelque chose one ones un une autre autres another other else different differente similar similaire like same
        meme genre style gamme type version alternative alternatives existe existent avoir quoi rien only just
        seulement uniquement truc idee option options model models modele modeles machine machines cas trop too much
        pas not si bit little encore still even vraiment really prix price priced budget range suggest montrez montre
        show case sans without
        """
    )
)


def refines(text: str, criteria: CriteriaWords, beside: Iterable[str]) -> bool:
    """Return whether a text says nothing but what is to be otherwise: criteria, figures, `beside` (words of the kind
    that was listed, and units)."""
    flat = plain(written_out(text), LOOKED_AT + 1)
    if not flat or len(flat) > LOOKED_AT or flat.count(" ") >= MOST_WORDS:
        return False
    if _OF_THOSE.search(flat) or is_elsewhere(flat):
        return False
    _, left = criteria.take(tokens(_UNIT_STUCK.sub(r"\1 ", written_out(text))))
    known = _FILLING | {word for one in beside for word in tokens(one)}
    return all(word in known or is_idle(word) for word in left)


def drops(text: str) -> bool:
    """Return whether a text leaves out something that was listed: "pas celle à filtre", "drop the automatic one"."""
    return _DROPS.match(plain(written_out(text), LOOKED_AT)) is not None


def has_with(text: str) -> bool:
    """Return whether a text says what it is to have: "avec un mousseur", "that does cappuccinos"."""
    return _WITH.search(plain(text, LOOKED_AT)) is not None
