"""Free text, where whatever is said may be the answer: the surer, the less it looks like a question of the
customer's.
"""

from __future__ import annotations

import re

from bot.rules.texts.plain_text import plain, words
from bot.understanding.lexicon import COURTESIES, EXCLAMATIONS, FILLERS, NO, SORRY, THANKS, after, before
from bot.understanding.replies.outcome import NotAnAnswer, Reply, Understood

#: Words that open a question, in both languages; a text that opens so, or ends on "?", may well be one.
_ASKING = words(
    """
    qui que quoi quel quelle quels quelles quand comment combien pourquoi ou est estce what which who when where why how
    do does did is are can could
    """
)
_ASKING_PHRASES = re.compile(
    r"^(?:est ce que|c est quand|c est combien|avez vous|vous avez|vous faites|puis je|je peux|pouvez vous"
    r"|y a t il|il y a"
    r"|(?:je (?:veux|voudrais|aimerais|voulais)|j aimerais|i (?:just )?(?:want|need|wanted|d like) to|id like to)"
    r" (?:juste |just |simplement |bien )?(?:savoir|know)|(?:savez|sais) (?:vous|tu) si|do you know)\b"
)
#: Opens as a question does, and tells something: "how quiet it is", "what a taste", "que du bonheur".
_TELLING = re.compile(
    r"^(?:how (?!much|many|long|far|often|soon)\w+ (?:it|they|this|that|he|she|you|(?:the|your|my|our) \w+)"
    r"(?: \w+)? (?:is|are|was|were|looks?|works?|tastes?|feels?|runs?|sounds?)\b"
    r"|what an? |what (?:matters|counts|bothers me|i (?:need|want|like|care))\b|when (?:i|we) "
    r"|que (?:du|de la|de l|des) )"
)
_NO_IDEA = re.compile(
    rf"{before(FILLERS, EXCLAMATIONS, NO, SORRY, 'la, mais')}"
    r"(?:(?:j en|je|j) (?:ne |n en )?(?:sais|sai) (?:vraiment )?(?:pas|rien)(?: trop| vraiment| bien| encore)?"
    r"|jsp|chais pas|aucune? idee|pas d idee|pas la moindre idee|peu importe|comme vous voulez"
    r"|i (?:really )?(?:don t|do not|dont) (?:really )?know(?: yet| really)?|dunno|i have no idea|no idea|no clue"
    r"|(?:i m )?not (?:really )?sure(?: yet)?|whatever|it doesn t matter|no preference)"
    rf"{after(SORRY, THANKS)}"
)
_THE_LEAST = re.compile(
    rf"{before(FILLERS, 'ok')}(?:(?:le )?(?:moins|plus bas|minimum)(?: cher)?(?: possible)?"
    r"|(?:pas|pas trop|le moins) (?:cher|chere)(?: possible)?|le plus bas possible|au plus bas|petit budget"
    r"|as (?:cheap|little|low) as possible|the (?:cheapest|least|lowest)(?: possible)?|not too (?:expensive|much)"
    rf"|cheap){after(COURTESIES)}"
)
#: To have what is kept on oneself erased, or a copy of it (GDPR, articles 15 and 17).
_OWN = r"(?:my|mes|mon|ma) (?:\w+ )?(?:data|account|profile|details|infos?|informations?|donnees|compte|coordonnees)"
_OWN_DATA = re.compile(
    rf"\b(?:delete|erase|remove|wipe|effacer|effacez|efface|supprimer|supprimez|supprime|suppression de|detruisez)"
    rf" (?:\w+ ){{0,2}}{_OWN}\b"
    rf"|\b(?:copy of|copie de|export|exporter|exportez) (?:\w+ )?{_OWN}\b"
    r"|\b(?:forget|erase|delete) me\b|\b(?:oubliez|effacez|supprimez) moi\b|\b(?:have|hold|keep|know) (?:on|about) me\b"
    r"|\bdroit a l oubli\b|\bright to be forgotten\b|\b(?:gdpr|rgpd)\b"
)
_HAS_LETTER_OR_DIGIT = re.compile(r"\w")


def is_asking(text: str) -> bool:
    """Return whether a text looks like a question."""
    if "?" in text:
        return True
    said = plain(text, 60)
    first = said.partition(" ")[0]
    if _TELLING.match(said):
        return False
    return (first in _ASKING and " " in said) or bool(_ASKING_PHRASES.match(said))


def is_about_own_data(text: str) -> bool:
    """Return whether a text wants what is kept on its author erased, or a copy of it."""
    return _OWN_DATA.search(plain(text, 200)) is not None


def has_no_idea(text: str) -> bool:
    """Return whether a text does nothing but say that its author does not know."""
    return _NO_IDEA.fullmatch(plain(text, 80)) is not None


def wants_the_least(text: str) -> bool:
    """Return whether a text, said to "how much?", names no figure but that it is to be little: "le moins possible"."""
    return _THE_LEAST.fullmatch(plain(text, 80)) is not None


def read_text(text: str) -> Reply:
    """Return the text as it was written, trimmed."""
    text = text.strip()
    if not _HAS_LETTER_OR_DIGIT.search(text):
        return Understood(text, 0.6) if text else NotAnAnswer()
    return Understood(text, 0.4 if is_asking(text) else 0.8)


def read_place(text: str) -> Reply:
    """Return a place said in words as `{address}`; a place that was shared is better, and read elsewhere."""
    address = " ".join(text.split())
    if is_asking(text) or not 2 <= len(address) <= 200:
        return NotAnAnswer()
    has_number = any(map(str.isdigit, address))
    return Understood({"address": address}, 0.8 if has_number else 0.6)
