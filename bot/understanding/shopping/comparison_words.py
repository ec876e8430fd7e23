"""What a customer wants changed while offers stand side by side: "le bruit m'importe plus", "what if price mattered
less", "enlève la Brio", "ajoute la Presto". Read without a model: the words of criteria are the catalogue's, the names
the offers', and what is done to them stands here.

"La moins chère" is about little money, not about money counting less: a criterion's own words ("moins cher", "peu de
bruit") are taken out of a clause before anything in it is read as more or less.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from bot.playbook.compiled import Criterion
from bot.rules.offers.comparison import PRICE
from bot.rules.texts.plain_text import plain, words
from bot.understanding.lexicon import FILLERS, JOINS, before
from bot.understanding.shopping.offer_words import is_idle, stem, tokens

LOOKED_AT: Final = 300  # characters
#: How customers speak of the price, in both languages.
OF_PRICE: Final = (
    "prix", "tarif", "budget", "cout", "coute", "cher", "chere", "moins cher", "moins chere", "pas cher", "pas chere",
    "pas trop cher", "pas trop chere", "bon marche", "economique", "price", "cost", "cheap", "cheaper", "cheapest",
    "expensive", "less expensive", "not too expensive", "affordable", "money",
)  # fmt: skip
_MODEL: Final = re.compile(r"[a-z]\d")  # "the E2"
_CLAUSES: Final = re.compile(r"[,;.!]| mais | et (?!si )| but | and (?!if )|\bpar contre\b", re.IGNORECASE)
_SUPPOSING: Final = ("et si", "si le", "si la", "si l", "and if", "what if", "how about", "if ")
_LESS: Final = words("moins less")
_NOT_AT_ALL: Final = re.compile(
    r"\b(peu importe|importe peu|(m |nous )?est egal|m en (fiche|fous|moque)|sans importance"
    r"|(compt|import)\w+ pas|ne (m |me )?(compt|import)\w+ plus"
    r"|don t care|doesn t matter|does not matter|not important|pas important\w*|no matter|ignore\w*|osef"
    r"|(?:pas|rien de) grave|pas (?:un |le )?(?:probleme|souci|sujet)|isn t (?:an |the )?(?:issue|problem)"
    r"|not (?:an |the )?(?:issue|problem)|no (?:object|issue|problem))\b"
)
#: "C'est moins cher sur Amazon" is of another shop, not of what matters.
_ELSEWHERE: Final = re.compile(
    r"\b(?:ailleurs|elsewhere|amazon|fnac|darty|boulanger|cdiscount|concurren\w+|competitors?|internet|online"
    r"|(?:sur|on) (?:le |the )?(?:net|web)|other (?:shops?|stores?)|autres? (?:magasins?|boutiques?|sites?))\b"
)
_INSTEAD: Final = words("plutot rather instead finalement actually")
_DROP: Final = words(
    "enleve enlever enlevez retire retirer retirez supprime supprimer supprimez vire virer oublie oubliez oublier ote"
    " otez sans exclus exclure remove drop without forget exclude"
)
_ADD: Final = words(
    "ajoute ajouter ajoutez rajoute rajouter rajoutez mets mettez inclus incluez avec add include including with plus"
)
_MORE: Final = words(
    "plus surtout davantage important importante importe importent compte comptent priorite prioritaire essentiel"
    " primordial prefere more most matters matter important especially mainly mostly priority"
)


class Amendment(Struct, frozen=True):
    """What is to be otherwise: criteria that count `more`, `less` or no longer (`ignored`), offers to leave out
    (`dropped`) and to take in (`added`); of those to take in, which are `there` already. `only`: what counts more takes
    the place of what counted so far ("plutôt le prix").
    """

    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    only: bool = False


class CriteriaWords:
    """The words of what may be compared on: an attribute's as `attributes.yaml` has them, and those of the price."""

    def __init__(self, criteria: Iterable[str], known: Sequence[Criterion]) -> None:
        described = {one.id: one for one in known}
        self._phrases: dict[tuple[str, ...], str] = {}
        for name in criteria:
            one = described.get(name)
            said = OF_PRICE if name == PRICE else (*one.words, *one.also, one.id) if one is not None else (name,)
            for phrase in said:
                self._phrases.setdefault(tuple(tokens(phrase)), name)
        self._phrases.pop((), None)
        self._longest = max((len(phrase) for phrase in self._phrases), default=0)

    def take(self, said: list[str]) -> tuple[list[str], list[str]]:
        """Return the criteria that are named, in order and each once, and the words that are left."""
        found: list[str] = []
        left: list[str] = []
        at = 0
        while at < len(said):
            reach = min(self._longest, len(said) - at)
            length = next((n for n in range(reach, 0, -1) if tuple(said[at : at + n]) in self._phrases), 0)
            if length:
                found.append(self._phrases[tuple(said[at : at + length])])
            else:
                left.append(said[at])
            at += length or 1
        return list(dict.fromkeys(found)), left


@lru_cache(64)
def criteria_words(criteria: tuple[str, ...], known: tuple[Criterion, ...]) -> CriteriaWords:
    """Return the words of these criteria, as `known` has them; message after message they are the same."""
    return CriteriaWords(criteria, known)


def criteria_named(text: str, criteria: CriteriaWords) -> tuple[str, ...]:
    """Return the criteria that a text names, in the order in which it does."""
    return tuple(criteria.take(tokens(text[:LOOKED_AT]))[0])


def offers_named(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the offers (ids) that a text names by words that tell them apart, in the order in which it does.

    "la brio" names every Brio there is; "brio mini" only that one.
    """
    return tuple(_named_by(text, names))


def _named_by(text: str, names: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return the offers that a text names, each with the words that do, in their order."""
    said = tokens(text[:LOOKED_AT])
    telling = frozenset(word for word in said if word.isdigit() or not is_idle(word))
    found = {id_: own & telling for id_, own in _telling(tuple(names.items())).items()}
    named = {id_: met for id_, met in found.items() if any(_is_a_name(word) for word in met)}
    best = [id_ for id_, met in named.items() if not any(met < other for other in named.values())]
    return {id_: named[id_] for id_ in sorted(best, key=lambda id_: min(said.index(word) for word in named[id_]))}


@lru_cache(64)
def _telling(names: tuple[tuple[str, str], ...]) -> Mapping[str, frozenset[str]]:
    """Return, for each offer, the words of its name without those that most have ("machine"). The same offers are
    named message after message.
    """
    parts = {id_: frozenset(tokens(name)) for id_, name in names}
    having = Counter(word for own in parts.values() for word in own)
    often = {word for word, count in having.items() if 2 * count > len(parts)} if len(parts) > 1 else set[str]()
    return {id_: own - often for id_, own in parts.items()}


def _is_a_name(word: str) -> bool:
    return (len(word) > 2 and not word.isdigit() and not is_idle(word)) or _MODEL.fullmatch(word) is not None


def is_elsewhere(flat: str) -> bool:
    """Return whether a plain text speaks of other shops: "moins cher sur Amazon" is of no offer here."""
    return _ELSEWHERE.search(flat) is not None


def read_amendment(
    text: str, criteria: CriteriaWords, shown: Mapping[str, str], others: Mapping[str, str], *, asks: bool
) -> Amendment | None:
    """Return what a text wants changed; None where it wants nothing changed.

    `shown` are the names of the offers in the table by id, `others` those that could be taken in. `asks`: it reads as a
    question; then only "what if …?" changes anything.
    """
    flat = plain(text, LOOKED_AT)
    if (asks and not flat.startswith(_SUPPOSING)) or is_elsewhere(flat):
        return None
    found, verb = Amendment(), set[str]()
    for clause in _CLAUSES.split(text[:LOOKED_AT]):
        verb = set(plain(clause).split()) & (_ADD | _DROP) or verb  # "ajoute la Presto et la Brio Lait"
        found = _joined(found, _of_clause(clause, criteria, shown, others, verb))
    return found if found != Amendment() else None


def _of_clause(
    clause: str, criteria: CriteriaWords, shown: Mapping[str, str], others: Mapping[str, str], verb: set[str]
) -> Amendment:
    """`verb`: the words of leaving out or taking in that were said last."""
    flat = plain(clause)
    bare = set(flat.split())
    if verb & _DROP and (named := offers_named(clause, shown)):
        return Amendment(dropped=named)
    if verb & _ADD and (named := offers_named(clause, {**shown, **others})):
        return Amendment(added=_not_shown(clause, shown, others), there=tuple(one for one in named if one in shown))
    meant, left = criteria.take(tokens(clause))
    if not meant:
        return Amendment()
    if _NOT_AT_ALL.search(flat) or bare & _DROP:
        return Amendment(ignored=tuple(meant))
    if set(left) & {stem(word) for word in _LESS}:
        return Amendment(less=tuple(meant))
    if not (set(left) & {stem(word) for word in _MORE} or _is_short(left)):
        return Amendment()
    return Amendment(more=tuple(meant), only=bool(bare & _INSTEAD))


def _not_shown(clause: str, shown: Mapping[str, str], others: Mapping[str, str]) -> tuple[str, ...]:
    """Return what is named and not shown yet; of several that the same words may mean, the first."""
    named = _named_by(clause, {**shown, **others})
    new: dict[frozenset[str], str] = {}
    for id_, met in named.items():
        if id_ not in shown:
            new.setdefault(met, id_)
    return tuple(new.values())


def _is_short(left: Sequence[str]) -> bool:
    """Hardly more than the criterion was said: "le bruit", "the quiet one"."""
    return sum(not is_idle(word) for word in left) <= 1


def _joined(one: Amendment, other: Amendment) -> Amendment:
    return Amendment(
        more=one.more + other.more,
        less=one.less + other.less,
        ignored=one.ignored + other.ignored,
        dropped=one.dropped + other.dropped,
        added=one.added + other.added,
        there=one.there + other.there,
        only=one.only or other.only,
    )


_OUR_PICK: Final = re.compile(
    rf"{before(JOINS, FILLERS, 'ok, vous')}"
    r"(?:(?:laquelle|lequel|lesquels|lesquelles|quoi|which(?: one)?|what) )?"
    r"(?:(?:vous|tu) (?:(?:me |nous )?(?:prendriez|prendrais|choisiriez|choisirais|feriez|ferais|conseillez|conseilles|"
    r"recommandez|recommandes|preferez|preferes|prenez|prends|choisissez|choisis)|en pensez|en penses)"
    r"|(?:prendriez|choisiriez|feriez|conseillez|recommandez|preferez|prenez|choisissez)(?: vous)?"
    r"|(?:would|do) you (?:pick|choose|take|go for|get|buy|recommend|suggest|prefer|advise|do|say|think)"
    r"|s your (?:pick|favou?rite|choice|advice)|is your (?:pick|favou?rite|choice|advice))"
    r"(?: (?:laquelle|lequel|quoi|vous|toi|a ma place|in my place|for me|pour moi|entre les (?:deux|trois|quatre)"
    r"|myself|yourself|if you were me))*"
    r"|(?:(?:et|and) )?(?:(?:quel est )?(?:votre|ton) (?:avis|conseil|choix|prefere|favori)|a votre avis|a ton avis"
    r"|your (?:opinion|advice|pick|choice)|(?:laquelle|lequel) est (?:la |le )?(?:meilleure?|mieux)"
    r"|which (?:one )?(?:is|s) (?:the )?(?:best|better)|la meilleure|the best one)"
)


_NONE_OF_THEM: Final = re.compile(
    r"(?:(?:non|no|bof|euh|merci|thanks|vraiment|en fait|finalement) )*"
    r"(?:aucune?(?: (?:des|de ces|d elles|d entre|de celles) ?(?:deux|trois|quatre|elles|la|ci)?)?|ni l une? ni l autre"
    r"|rien de (?:cela|tout cela|tout ca)|none(?: of (?:them|these|those|the (?:two|three)))?|neither(?: of them)?)"
    r"(?: (?:ne )?(?:me |m )?(?:va|convient|plait|tente|interesse))?(?: (?:merci|thanks|svp|please))*"
)


def refuses_all(text: str) -> bool:
    """Tell whether somebody wants none of those side by side: "aucune", "ni l'un ni l'autre"."""
    return len(text) <= LOOKED_AT and _NONE_OF_THEM.fullmatch(plain(text).replace("'", " ")) is not None


_WHO_IS_MOST: Final = re.compile(
    rf"{before(JOINS, FILLERS, 'ok')}(?:laquelle|lequel|which(?: one| of them)?) "
    r"(?:(?:est|serait|fait|a|dure|chauffe|tient|is|s|has|makes|lasts|heats|would be) )?(?:(?:la|le|les|the) )?"
    r"(?:(?:plus|moins|most|least) .+|(?:\w+ )?\w+(?:er|est)\b.*|.+ (?:le|la) (?:plus|moins|mieux)\b.*)"
)


def asks_who_is_most(text: str) -> bool:
    """Tell whether somebody asks which of those side by side is the most of something: "laquelle est la plus sûre"."""
    return len(text) <= LOOKED_AT and _WHO_IS_MOST.fullmatch(plain(text)) is not None


def asks_our_pick(text: str) -> bool:
    """Tell whether somebody asks which of those side by side we would take: "laquelle prendriez-vous ?"."""
    return len(text) <= LOOKED_AT and _OUR_PICK.fullmatch(plain(text).replace("'", " ")) is not None
