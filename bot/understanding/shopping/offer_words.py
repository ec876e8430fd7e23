"""Words of offers and of those who look for one, in one form: without accents, in small letters, without the plural.

"Machines silencieuses" and "machine silencieuse" are the same two words here. What only holds a sentence together, in
French and English, is no word to look for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from bot.rules.texts.plain_text import plain, words

SHORTEST: Final = 2  # letters
#: Words that say nothing of what is looked for.
IDLE: Final = words(
    """
    a au aux avec avez avoir as ai auriez avais ayant bonjour bonsoir hello hi hey salut ca ce cet cette ces c cela
    chercher cherche cherchons recherche combien comme conseil conseillez conseiller coute coutent d dans de des du
    donc dites dire elle elles en est et etre eu faut fait faire il ils j je jai l la le les leur lui m ma mais me
    mes moi mon merci meme n ne nous nos notre ni on ou par pas peu peut peux pouvez plus pour possible qu que quel
    quelle quels quelles qui quoi quelque quelqu s sa se ses si son sont souhaite souhaiterais sur svp t te tes toi
    ton tu trouve trouver un une vers veux voudrais voudrait vouloir vous vos votre vendez vend proposez propose
    plait y suis sera serait bien tres trop assez plutot aussi chose genre type sorte modele article produit
    produits prix tarif cher chere budget euro euros eur max maximum minimum
    am an and any are at be been best buy can could do does for from get give got have has i im in is it its ive
    just know like ll looking look me mine my need not of offer offers one ones or our please product products
    recommend sell show so some something suggest than thank thanks that the their them there these they thing this
    those to too under up us want was we what which who will with would you your price dollar dollars pound pounds
    good lot lots ok okay about laquelle lequel lesquels lesquelles
    """
)


@lru_cache(65_536)
def stem(word: str) -> str:
    """Return a plain word without the ending of its plural."""
    if len(word) > 4 and word.endswith("eaux"):
        return word[:-1]
    if len(word) > 3 and word[-1] in "sx" and not word.endswith("ss"):
        return word[:-1]
    return word


def tokens(text: str, at_most: int = 4096) -> list[str]:
    """Return the words of a text, in order, idle ones too."""
    return [word for written in text[:at_most].split() for word in _words_of(written)]


@lru_cache(65_536)
def _words_of(written: str) -> tuple[str, ...]:
    """Return the words of what stands between two blanks; a catalogue has the same ones over and over."""
    return tuple(stem(word) for word in plain(written).split())


_IDLE_STEMS: Final = frozenset(stem(word) for word in IDLE)


def is_idle(word: str) -> bool:
    """Tell whether a word (as `tokens` gives it) is nothing to look for."""
    return len(word) < SHORTEST or word in _IDLE_STEMS or word.isdigit()
