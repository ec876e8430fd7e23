"""What a customer answers to an offer that is proposed: "autre chose", "moins cher", "plus grand", "non merci".

Read without a model. The words of criteria are the catalogue's, the directions too: "plus silencieuse" asks for a
better figure of what `silencieuse` means. "Plus grand" and "plus petit" are of the criterion whose words say so; where
none does, of the first whose figures are a size.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

from bot.playbook.compiled import Criterion
from bot.rules.offers.comparison import PRICE
from bot.rules.texts.plain_text import phrases, plain, words
from bot.understanding.replies.yes_no import accepts
from bot.understanding.shopping.comparison_words import LOOKED_AT, CriteriaWords
from bot.understanding.shopping.offer_words import tokens
from bot.understanding.spelling import written_out

_ANOTHER: Final = phrases(
    """
    autre chose, une autre, un autre, autre, un autre modele, une autre idee, autre idee, une autre proposition,
    vous avez autre chose, quelque chose d autre, pas celle la, pas celui la, pas celle ci, pas celui ci, la suivante,
    le suivant, suivant, suivante, proposez autre chose, montrez m en une autre, montrez autre chose, et sinon,
    quoi d autre, il y a quoi d autre, y a quoi d autre, vous avez quoi d autre, qu est ce que vous avez d autre,
    une autre option, d autres options, vous avez d autres idees,
    something else, another, another one, other one, a different one, something different, next, next one, not that one,
    not this one, show me another, show me another one, anything else, what else, other options, any other ideas
    """
)
_CHEAPER: Final = re.compile(
    r"\b(moins ch(er|ere)s?|trop ch(er|ere)s?|un peu ch(er|ere)|pas si ch(er|ere)|c est ch(er|ere)|meilleur marche"
    r"|plus abordable|plus economique|moins encore|encore moins"
    r"|cheaper|less expensive|too expensive|too dear|too much money|more affordable)\b"
)
_NOTHING: Final = phrases(
    """
    non merci, non, merci non, ca ira, ca ira merci, aucune, aucun, rien, pas interesse, pas interessee, sans facon,
    ca ne m interesse pas, non ca ira, pas pour moi, ca ne me convient pas, aucune des deux,
    no thanks, no thank you, no, nope, none, nothing, not interested, not for me, i m good, im good, i am good, no ta
    """
)
_TAKES: Final = phrases(
    """
    je la prends, je le prends, je prends, oui je la prends, oui je le prends, ok je la prends, ok je le prends,
    ca me va, oui ca me va, ca me convient, parfait je la prends, parfait, elle me va, il me va, va pour celle la,
    va pour celui la, i ll take it, ill take it, i will take it, yes i ll take it, ok i ll take it, take it, i want it,
    i want that one, that one please, sold, perfect, that works, that s the one
    """
)
_BIGGER: Final = words("grand grande gros grosse large big bigger larger")
_SMALLER: Final = words("petit petite compact compacte small smaller")
_MORE: Final = words("plus davantage more")
_COMPARED: Final = re.compile(r"\b(plus|davantage|more|encore plus|moins|less|[a-z]{3,}ier|[a-z]{3,}er)\b")
#: Units of a size: a bigger one holds more, a smaller one takes less room.
_VOLUMES: Final = ("l", "cl", "ml", "kg", "g")
_LENGTHS: Final = ("cm", "mm", "m", "in")

Move = Literal["another", "cheaper", "better", "none", "take"]


class Answer(Struct, frozen=True):
    """What is wanted instead: `better` on `criterion`, in the `direction` that is better."""

    move: Move
    criterion: str = ""
    direction: Literal["lower", "higher"] = "lower"


def asks_for_another(text: str) -> bool:
    """Return whether a text says nothing but that another is wanted: "autre chose ?", "what else?"."""
    return plain(written_out(text[:LOOKED_AT]), LOOKED_AT) in _ANOTHER


def read_answer(text: str, criteria: CriteriaWords, known: Sequence[Criterion]) -> Answer | None:
    """Return what a text answers to a proposal; None where it is about something else. `known` are the criteria of the
    step that the catalogue describes, in the step's order.
    """
    flat = plain(written_out(text[:LOOKED_AT]), LOOKED_AT)
    if flat in _TAKES or accepts(text[:LOOKED_AT]):
        return Answer("take")
    if flat in _NOTHING:
        return Answer("none")
    if flat in _ANOTHER:
        return Answer("another")
    if _CHEAPER.search(flat):
        return Answer("cheaper")
    if not _COMPARED.search(flat):
        return None
    named = [name for name in criteria.take(tokens(text[:LOOKED_AT]))[0] if name != PRICE]
    for name in named:
        one = next((one for one in known if one.id == name and one.better is not None), None)
        if one is not None and one.better is not None:
            return Answer("better", name, one.better)
    return _of_size(flat, known)


def _of_size(flat: str, known: Sequence[Criterion]) -> Answer | None:
    said = set(flat.split())
    is_bigger, is_smaller = bool(said & _BIGGER), bool(said & _SMALLER)
    if is_bigger == is_smaller or len(said) > 6 or not (said & _MORE or said & {"bigger", "larger", "smaller"}):
        return None
    units = (*_VOLUMES, *_LENGTHS) if is_bigger else (*_LENGTHS, *_VOLUMES)
    sized = sorted((one for one in known if one.unit in units), key=lambda one: units.index(one.unit))
    if not sized:
        return None
    return Answer("better", sized[0].id, "higher" if is_bigger else "lower")
