"""The cheapest or the dearest of what is shown, taken without its name: "je prends la moins chère", "the cheapest one".

Whole phrases only: "une machine moins chère" asks for another, "la moins chère est-elle bruyante ?" asks about one.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from bot.rules.texts.plain_text import plain, words
from bot.understanding.lexicon import (
    APPROVAL,
    COURTESIES,
    FILLERS,
    GREETINGS,
    JOINS,
    PLEASE,
    SECOND_THOUGHTS,
    YES,
    after,
    before,
)
from bot.understanding.shopping.ways_said import before_a_way
from bot.understanding.spelling import written_out

LOOKED_AT: Final = 120  # characters
Extreme = Literal["cheapest", "dearest"]

_BEFORE: Final = before(GREETINGS, YES, JOINS, FILLERS, SECOND_THOUGHTS, APPROVAL, PLEASE, "pick, choose")
_ORDERS: Final = (
    r"(?:(?:je|j|on|nous) )?(?:(?:veux|voudrais|aimerais|souhaite|vais|va|peux|puis je) )?"
    r"(?:commander|commande|commandez|acheter|achete|achetons)(?: moi)?"
    r"|(?:(?:i|we) )?(?:(?:want to|d like to|would like to|ll|will|can i|could i) )?(?:order|buy|purchase)(?: me)?"
)
_TAKES: Final = (
    r"(?:(?:je|on|nous) )?(?:(?:veux|voudrais|vais|va) )?(?:prendre|prends|prend|prenons|garde|garder|choisis|veux"
    r"|voudrais)|j aimerais|va pour|ce sera|donnez moi|mettez moi|plutot"
    r"|(?:(?:i|we) )?(?:ll|will|d like to|want to|want|d like|can i)? ?(?:take|have|keep|get|go (?:for|with)|want"
    r"|d like)|give me|let s go with"
)
_THE: Final = r"(?:la|le|les|celle|celui|l)(?: (?P<{0}>(?!qui |est )[a-z]{{3,20}}))?(?: qui est| est)?(?: la| le)?"
_NOUN: Final = r"(?: (?:one|of them|of those|option|model|(?P<{0}>[a-z]{{3,20}})))?"
_CHEAPEST: Final = (
    rf"{_THE.format('de_quoi')} (?:moins ch(?:er|ere|eres|ers)|plus abordables?|plus economiques?|meilleur marche)"
    r"|(?:(?:the |your )?(?:cheapest|least expensive|most affordable)|the (?:cheaper|less expensive))"
    rf"{_NOUN.format('of_what')}"
)
_DEAREST: Final = (
    rf"{_THE.format('de_quoi_cher')} plus ch(?:er|ere|eres|ers)"
    rf"|(?:the |your )?(?:most expensive|dearest|priciest){_NOUN.format('of_what_dear')}"
)
_AFTER: Final = after(
    COURTESIES, "alors, then, des deux, des trois, des quatre, of the (?:two|three|four), of them",
    "(?:de|parmi|of) (?:toutes |all )?(?:vos|your) (?P<of_yours_all>[a-z]+)",
    "(?:que )?vous (?:avez|ayez), (?:that )?you (?:have|ve got)"
)  # fmt: skip
_ASKS: Final = (
    r"combien(?: (?:coute|vaut|pour|fait))?|how much(?: is| for| does)?"
    r"|(?:c est )?(?:quoi|(?:la|le)?quel(?:le)?s?)(?: (?:est|sont|serait|c est))?|what(?: s| is| are)?|whats"
    r"|which(?: one)?(?: is| are)?|show me|montrez moi"
)
_COMPARES: Final = r"moins ch(?:er|ere)|cheaper|less expensive"  # "which one is cheaper?"
_QUESTION: Final = re.compile(
    rf"{_BEFORE}(?:{_ASKS})(?: (?:votre|vos|la|le|your) (?P<of_yours>(?!moins|plus)[a-z]{{3,20}})"
    rf"| (?P<which_kind>(?!est|is)[a-z]{{3,20}}) (?:est|is)| votre| vos| your)? "
    rf"(?:(?P<cheapest>{_CHEAPEST}|{_COMPARES})|(?:{_DEAREST})){_AFTER}"
)
_WHOLE: Final = re.compile(
    rf"{_BEFORE}(?:(?P<orders>{_ORDERS}) |(?P<takes>{_TAKES}) )?(?:(?P<cheapest>{_CHEAPEST})|(?:{_DEAREST})){_AFTER}"
)


_KINDS: Final = ("de_quoi", "of_what", "de_quoi_cher", "of_what_dear", "of_yours", "of_yours_all", "which_kind")
_ANY: Final = words("modele article produit offre model item product offer thing")


_HAVING: Final = re.compile(
    r"\s(?:qui (?:fait|font|a|ait|peut faire)|avec|with|that (?:does|do|has|makes|can make)"
    r"|which (?:does|has|makes))\s",
    re.IGNORECASE,
)


class Superlative(Struct, frozen=True):
    """Which one is meant, of what kind where it is said ("machine"), `having` what, in their words. `orders`: they want
    it ordered; `takes`: they want it, one way or the other."""

    extreme: Extreme
    kind: str = ""
    orders: bool = False
    takes: bool = False
    having: str = ""


def read_superlative(text: str) -> Superlative | None:
    """Return which of what is shown a text takes by its price, and orders where it says how it is to come ("je prends
    la moins chère, livrée chez moi"); None where it says anything else. Never raises.
    """
    return None if "?" in text else names_superlative(text)


def names_superlative(text: str) -> Superlative | None:
    """Return the same of a text that may ask: "la moins chère ?"."""
    text = text.rstrip(" ?\u00a0\u202f")
    taken = before_a_way(text)
    found = _read(_WHOLE, taken)
    if taken == text:
        return found
    return replace(found, orders=True, takes=True) if found is not None else None


def asks_for_superlative(text: str) -> Superlative | None:
    """Return which one a text asks for: "quelle est la machine la moins chère ?"; None for anything else."""
    return _read(_QUESTION, text)


def _read(pattern: re.Pattern[str], text: str) -> Superlative | None:
    found = pattern.fullmatch(plain(written_out(text), LOOKED_AT)) if len(text) <= LOOKED_AT else None
    if found is None:
        said = _HAVING.search(text)
        without = _read(pattern, text[: said.start()]) if said is not None else None
        return replace(without, having=text[said.end() :]) if said is not None and without is not None else None
    parts = found.groupdict()
    orders = parts.get("orders") is not None
    extreme: Extreme = "cheapest" if parts["cheapest"] is not None else "dearest"
    kind = next((one for name in _KINDS if (one := parts.get(name))), "")
    return Superlative(extreme, "" if kind in _ANY else kind, orders, orders or parts.get("takes") is not None)
