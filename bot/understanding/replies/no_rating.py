"""Why somebody can't say how good it is: not tried yet, given away, used by another, sent back; or never received.

None of these is a score, and asking for one again helps nobody.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import RELATIVES, any_of
from bot.understanding.replies.free_text import is_asking
from bot.understanding.spelling import written_out

LOOKED_AT: Final = 160  # characters
LONGEST: Final = 14  # words
_PERSON: Final = rf"(?:mon|ma|mes|notre|my|our|the|a|un|une) {any_of(RELATIVES)}"
_UNTRIED: Final = (
    r"(?:pas|jamais) (?:encore |eu le temps |pu |vraiment |trop |eu l occasion )*(?:de |d )?(?:l )?(?:essayee?|essayer"
    r"|testee?"
    r"|tester|utilisee?|utiliser|gouter?|goutee?|ouverte?|ouvrir|deballee?|deballer|bue?|installee?|branchee?|sortie?|commencee?)s?"
    r"|(?:encore|toujours|still) (?:\w+ ){0,2}(?:dans|emballee?|in)(?: (?:le|la|son|sa|its|the|his))?"
    r"(?: (?:carton|boite|emballage|box|packaging|wrapping))?\b|^pas encore$|^not yet$"
    r"|(?:pas|n ai) (?:encore )?eu (?:le temps|l occasion)|(?:haven t|not) had (?:a |the )?(?:chance|time|moment)"
    r"|(?:haven t|have not|not|didn t|never|hadn t) (?:really |even |yet |had (?:a |the )?(?:chance|time) to )*"
    r"(?:tried|try|used|use|opened|open|tasted|taste|unpacked|unpack|unboxed|unbox|started|set (?:it )?up|got round)"
)
_GIVEN: Final = (
    rf"(?:c est|c etait|ct|it s|its|it was|that was) (?:un cadeau|pour offrir|a (?:gift|present)"
    rf"|(?:pour|for) {_PERSON})"
    r"|(?:l ai|l a|l avons|les ai) (?:deja )?(?:offert|donnee?|rendu|renvoye|retournee?|revendu)e?s?"
    r"|(?:gave|given) (?:it|them) (?:to|away|as)|(?:sent|send|took|brought|returned) (?:it|them) back"
    r"|returned it|(?:i|we|ve|have|was|got|already|just) (?:\w+ )?(?:sold|stolen)\b|sold it\b"
    r"|(?:don t|do not|no longer|doesn t) (?:have|own) (?:it|them|the machine)(?: any ?more)?"
    r"|(?:l ai|l a|l avons|la) (?:deja )?(?:re)?vendue?s?\b|(?:l|les|la) (?:ai|avons|a) plus\b|me l a volee?"
    rf"|{_PERSON}(?: (?:qui|who))?(?: (?:l|s en|y|en|les))* (?:utilise|sert|boit|a|uses|drinks|has|got)\b"
)
_NOT_RECEIVED: Final = (
    r"(?:pas|jamais|rien|toujours pas) (?:encore |ete |toujours )*(?:recue?s?|arrivee?s?|livree?s?)"
    r"|(?:not|never|hasn t|haven t|didn t|nothing|isn t|not even)(?: (?:has|been|yet|even|it))* "
    r"(?:arrived?|received?|got(?: it| them)?$|delivered|come|turned up|here yet)"
)
_NEVER_TRIED: Final = re.compile(rf"\b(?:{_UNTRIED})")
_NOT_THEIRS: Final = re.compile(rf"\b(?:{_GIVEN})")
_MISSING: Final = re.compile(rf"\b(?:{_NOT_RECEIVED})\b")
_NT: Final = re.compile(r"\b(have|has|had|did|do|does|is|was)nt\b")


Why = Literal["untried", "given", "not_received"]


def why_no_rating(text: str) -> Why | None:
    """Return why a text gives no score: it is `untried`, somebody else has it now (`given`), or what is asked about was
    `not_received`.
    """
    said = _NT.sub(r"\1n t", plain(written_out(text[:LOOKED_AT])))
    if len(said.split()) > LONGEST or is_asking(text):
        return None
    if _MISSING.search(said):
        return "not_received"
    if _NEVER_TRIED.search(said):
        return "untried"
    return "given" if _NOT_THEIRS.search(said) else None
