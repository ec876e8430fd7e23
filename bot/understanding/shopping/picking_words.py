"""What is said to "which one would you like?" and names none: it is left to us ("comme vous voulez", "you choose"), or
asked how they differ ("c'est quoi la différence ?", "how does it compare to the Brio?").

Read without a model; which offers are meant is not known here.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import COURTESIES, EXCLAMATIONS, FILLERS, YES, after, before
from bot.understanding.replies.free_text import has_no_idea
from bot.understanding.shopping.comparison_words import asks_our_pick

LOOKED_AT: Final = 160  # characters
MOST_WORDS: Final = 8
"""Of "vite svp je suis pressé"; a longer text asks something else."""
_LEFT_TO_US: Final = re.compile(
    rf"{before(YES, FILLERS, EXCLAMATIONS, 'bof')}"
    r"(?:(?:c est )?(?:comme )?vous (?:voulez|preferez)|(?:c est )?a vous de (?:choisir|decider|voir)"
    r"|(?:choisissez|choisis|decidez|decide)(?: (?:pour|a la place de) (?:moi|nous))?|au choix|au hasard|surprenez moi"
    r"|(?:je vous|j vous|je te) (?:fais|fait) confiance|n importe(?: (?:lequel|laquelle|quoi))?"
    r"|(?:l un|l une) ou l autre|(?:ca|cela) m est egal|m est egal|(?:j |je )?hesite"
    r"|(?:je |j )?(?:ne )?sais? pas(?: trop)? (?:lequel|laquelle|quoi)(?: (?:prendre|choisir))?"
    r"|(?:que|qu est ce que) (?:prennent|choisissent|boivent) les (?:gens|autres|clients)"
    r"|what (?:do|does|would) (?:most|other|your) (?:people|customers|clients)? ?"
    r"(?:take|choose|drink|buy|get|have|pick)"
    r"|(?:la|le) plus (?:vendue?|populaire|demandee?)|(?:the )?(?:best seller|most popular(?: one)?)"
    r"|aidez moi(?: a choisir)?|(?:un )?conseil|vous me conseillez|help me (?:choose|decide)"
    r"|you (?:choose|decide|pick)|up to you|your call|whichever(?: one)?|any(?: of them| one)?|either(?: one| of them)?"
    r"|surprise me|i (?:can t|cannot) (?:choose|decide)|i trust you|i don t mind|don t mind|i m not sure which(?: one)?"
    r"|i don t know which(?: one)?(?: to (?:take|pick|choose|get))?|not sure which(?: one)?)"
    rf"{after(COURTESIES, 'vraiment, really')}"
)
Counts = Literal["quick", "cheap"]
_QUICK: Final = re.compile(
    r"\b(?:(?:le|la|au) plus (?:rapide|vite|tot)|(?:the )?(?:quickest|fastest|soonest)"
    r"|suis pressee?|vite (?:svp|s il vous plait|stp)|c est urgent|(?:it s|its) urgent|asap|in a (?:hurry|rush))\b"
)
_CHEAP: Final = re.compile(
    r"\b(?:(?:le|la|au) moins cher|(?:the )?(?:cheapest|least expensive)|le gratuit|the free one)\b"
)
_THAT: Final = re.compile(
    rf"{before(YES, FILLERS, 'va pour, i ll take, je prends')}(?:that(?: one)?|this one|the first(?: one)?"
    r"|celui la|celle la|ca|cela|le premier|la premiere|allez y|vas y|go ahead|go for it|ok|okay|d accord|parfait"
    r"|perfect|ca (?:me )?va|ca marche|sounds good|fine)"
    rf"{after(COURTESIES, 'alors, then')}"
)
_DIFFERENCE: Final = re.compile(
    r"\b(?:diff|dif|difference|differences|differe|different\w* (?:de|du|from|to|than)"
    r"|(?:qu est ce qui|qu est ce que|ca|cela|elle|il) change|change quoi|en quoi (?:elle|il|ca|c est)"
    r"|par rapport (?:a|au|aux)|compare(?:e|s|es)? (?:a|au|aux|to|with)|en comparaison"
    r"|how (?:do|does|is|are) (?:\w+ ){1,6}(?:compare|differ|different)|differ|versus|vs"
    r"|(?:mieux|better|meilleure?) (?:que|than))\b"
)
_WAVERS: Final = re.compile(
    r"\b(?:hesit\w+|balance|partagee?|torn|undecided|arrive pas a (?:choisir|me decider|decider)"
    r"|(?:can t|cannot|trying to|need to|struggling to) (?:decide|choose|pick)|deciding|debating|toss up|dilemme)\b"
    r".{0,40}\b(?:entre|between|ou|or)\b"
)
_COMPARES: Final = re.compile(r"\b(?:compa[ir]\w+|comapr\w+|cote a cote|side by side)\b")
_NO_QUESTION: Final = re.compile(r"\b(?:livraison|delivery|prix de la livraison|horaires?|hours)\b")


def leaves_it_to_us(text: str) -> bool:
    """Tell whether somebody asked to choose asks which we would take, has no idea, or leaves it to us."""
    if len(text) > LOOKED_AT:
        return False
    return asks_our_pick(text) or has_no_idea(text) or _LEFT_TO_US.fullmatch(plain(text)) is not None


def what_counts(text: str) -> Counts | None:
    """Tell whether the quickest or the cheapest is wanted, of whatever there is: "le plus rapide", "I'm in a hurry"."""
    said = plain(text, LOOKED_AT)
    if len(said.split()) > MOST_WORDS:
        return None
    return "quick" if _QUICK.search(said) else "cheap" if _CHEAP.search(said) else None


def takes_that(text: str) -> bool:
    """Tell whether a text takes what was just proposed, and says nothing else: "that one", "allez-y"."""
    return _THAT.fullmatch(plain(text, LOOKED_AT)) is not None


def asks_to_compare(text: str) -> bool:
    """Tell whether a text wants things side by side, in so many words: "comparez l'Aroma et la Presto"."""
    return _COMPARES.search(plain(text, LOOKED_AT)) is not None


def wavers_between(text: str) -> bool:
    """Tell whether somebody cannot choose between things: "j'hésite entre l'Aroma et la Presto"."""
    return _WAVERS.search(plain(text, LOOKED_AT)) is not None


def asks_the_difference(text: str) -> bool:
    """Tell whether a text asks how offers differ: "c'est quoi la différence avec la Brio ?", "vs the Presto?"."""
    flat = plain(text, LOOKED_AT + 1)
    if not flat or len(flat) > LOOKED_AT or _NO_QUESTION.search(flat):
        return False
    return _DIFFERENCE.search(flat) is not None


_FIRST: Final = re.compile(r"\b(?:les (?P<fr>deux|2|trois|3) premiere?s|the first (?P<en>two|2|three|3))\b")


def first_of_them(text: str) -> int:
    """Return how many of a list a text means from its top, 0 where it does not say: "compare the first two"."""
    found = _FIRST.search(plain(text, LOOKED_AT))
    said = (found["fr"] or found["en"]) if found is not None else ""
    return {"deux": 2, "two": 2, "2": 2, "trois": 3, "three": 3, "3": 3}.get(said, 0)
