"""Words that many readers share, French and English, each kind in one place.

Discourse markers come around what is said and change nothing of it: "bonjour, alors en fait …", "… s'il vous plaît,
merci". A pattern that looks for a wish says with `before` and `after` which kinds of them it leaves room for; who
counts words takes them as a set (`words_of`). A table is plain text (`plain_text.plain`) with commas between; those of
things and people are pieces of patterns. No entry begins another of its table: where one did, a long run of them would
be tried in every way of cutting it.

The rules of opting out keep lists of their own, which are the law's and are held against corpora of their own.
"""

from __future__ import annotations

from typing import Final

from bot.rules.texts.plain_text import words

GREETINGS: Final = "bonjour, bonsoir, salut, coucou, rebonjour, bjr, bsr, slt, hello, hi, hey"
YES: Final = "oui, ouais, ouai, ok, okay, d accord, yes, yeah, yep"
NO: Final = "non, nan, nn, no, nope"
PLEASE: Final = "svp, stp, s il vous plait, s il te plait, please, pls, plz"
THANKS: Final = "merci, thanks, thank you, thx"
COURTESIES: Final = f"{PLEASE}, {THANKS}"
SORRY: Final = "desole, desolee, dsl, pardon, excusez moi, sorry"
JOINS: Final = "et, mais, and, but"
FILLERS: Final = (
    "alors, donc, bon, ben, bah, eh bien, du coup, allez, euh, hum, hm, hmm, franchement, honnetement,"
    " so, then, well, um, honestly"
)
EXCLAMATIONS: Final = "ah, oh, oups, oops, zut, mince"
SECOND_THOUGHTS: Final = "en fait, finalement, plutot, actually, instead, rather"
APPROVAL: Final = (
    "parfait, super, volontiers, avec plaisir, genial, excellent, tres bien, perfect, great, sure, brilliant,"
    " lovely, sounds good, sounds great, sounds lovely, sounds perfect"
)

PACKAGES: Final = (
    "paquets?, sachets?, sacs?, boites?, bags?, packs?, packets?, box(?:es)?, pots?, tins?, pouch(?:es)?, flacons?,"
    " bouteilles?, bidons?, boca(?:l|ux), tubes?, cartons?, caisses?, rouleaux?, barquettes?, lots?, bottles?, jars?,"
    " cans?, rolls?, crates?"
)
"""What goods come in, so that a number before it counts them."""

RELATIVES: Final = (
    "mari, femme, epou(?:x|se), conjointe?, compagn\\w+, copain, copine, mere, maman, pere, papa, parents, fils, fille,"
    " enfants, soeur, frere, grand mere, grand pere, mamie, papi, tante, oncle, beau pere, belle mere, amie?,"
    " collegues?, voisine?, husband, wife, partner, boyfriend, girlfriend, mother, mum, mom, father, dad, son,"
    " daughter, kids, sister, brother, grandmother, grandma, gran, nan, grandfather, grandpa, aunt, uncle, friend,"
    " colleague, neighbou?r"
)
"""People whom a customer speaks of as theirs."""

STREETS: Final = "rue, avenue, av, boulevard, bd, chemin, impasse, all[eé]e, place, quai, route, cours, square, passage"
"""Kinds of French streets, in plain words and as they are written."""


def any_of(*tables: str) -> str:
    """Return a pattern that matches one entry of the tables."""
    return f"(?:{'|'.join(entry.strip() for table in tables for entry in table.split(','))})"


def before(*tables: str) -> str:
    """Return a pattern that matches any number of entries, each with the space behind it."""
    return f"(?:{any_of(*tables)} )*"


def after(*tables: str) -> str:
    """Return a pattern that matches any number of entries, each with the space before it."""
    return f"(?: {any_of(*tables)})*"


def words_of(*tables: str) -> frozenset[str]:
    """Return the single words of the tables' entries, for those of discourse markers."""
    return words(" ".join(tables).replace(",", " "))
