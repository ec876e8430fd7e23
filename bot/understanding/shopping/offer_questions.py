"""What a customer asks of an offer that stands before them without naming it again: "c'est combien ?", "et la garantie
?", "is it in stock?", "pourquoi pas la Brio ?".

Read without a model: a question is one of these where nothing in it is left over. "C'est combien la livraison ?" has a
subject of its own, so it is left to the store's answers. Which offers are meant is not known here; the names that may
stand in the question are given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal, get_args

from msgspec import Struct

from bot.rules.texts.plain_text import plain, words
from bot.understanding.lexicon import (
    COURTESIES,
    EXCLAMATIONS,
    FILLERS,
    GREETINGS,
    JOINS,
    NO,
    SECOND_THOUGHTS,
    SORRY,
    YES,
    before,
    words_of,
)
from bot.understanding.replies.free_text import is_asking
from bot.understanding.shopping.comparison_words import CriteriaWords, offers_named
from bot.understanding.shopping.offer_words import stem, tokens
from bot.understanding.spelling import written_out

LOOKED_AT: Final = 120  # characters
MOST_WORDS: Final = 14

About = Literal["price", "guarantee", "stock", "receiving", "attribute"]


def _stems(table: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(table))


#: What surrounds such a question and is no subject of its own.
_AROUND: Final = _stems(
    """
    hey salut coucou
    et ou mais alors donc du coup euh ok oui bon ah hum bah ben c est ce ca cela elle il la le les l lui celle celui ci
    cette cet ces ceci ceux y en a ont avec pour moi nous svp stp s il te vous plait merci bonjour bonsoir salut au
    juste exactement encore deja toujours maintenant moment actuellement de d un une des toutes tous deux trois
    t son sa ses leur chacun laquelle lequel plus moins chacune machine modele article savoir pouvez peux dire me m
    dites avez est que qu quel quelle sont etait je j veux voudrais aimerais voulais si simplement bordel putain
    is are it its they them this that these one ones the and so but then please thanks thank you hi hello for do does
    which one most more did have has got there right now currently of to be any both all each tell can could i we what
    how me still about want need know just bloody
    """
)
#: Words of a question about what the shop sells at large: "vos machines sont garanties ?"
_GENERAL: Final = words("vos nos your our machines")
_GENERAL_STEMS: Final = _stems("vos nos your our machines")
_KEYS: Final[tuple[tuple[About, frozenset[str], frozenset[str]], ...]] = (
    (
        "guarantee",
        _stems(
            "garantie garanti garanties garantis garantit guarantee guaranteed warranty solide solides fiable fiables"
            " robuste reliable sturdy solid durable"
        ),
        _stems("combien temps duree dure longtemps an ans annee annees mois jusque jusqu quand long year years month")
        | {"how"},
    ),
    (
        "stock",
        _stems("stock dispo disponible disponibles reste restent available availability left places seats spots"),
        _stems("combien magasin boutique chez dans aujourd hui today store shop in at a au many"),
    ),
    (
        "price",
        _stems("combien coute coutent cout prix tarif vaut valent price priced cost costs much"),
        _stems("fait font faut payer paie quel how ttc total tout"),
    ),
    (
        "receiving",
        _stems("recois recoit recevoir recevrai recevrais aurai avoir livree livre livrees livraison delivery"
               " recuperer chercher get have collect pick delivered arrive arrivera"),
        _stems("quand when avant before by je on peux puis i we can vite delai combien temps how soon pick up chez tot"
               " possible will demain tomorrow"),
    ),
)  # fmt: skip
_ATTRIBUTED: Final = _stems(
    """
    fait font niveau taille combien grand grande gros grosse petit petite haut haute bas basse mieux big bigger biggest
    large larger largest small smaller smallest high higher highest low lower lowest best better long many how much
    """
)
#: Said alone they ask, without a sign that they do.
_BARE: Final = words("combien prix tarif price stock garantie warranty dispo")
#: Of when it comes: "can I get it" wants to have it.
_WHEN: Final = words(
    "quand when vite delai combien long soon demain tomorrow aujourd today livraison delivery recois recoit livree"
)
_POINTS: Final = words("la le les l elle elles il ils celle celui cette ce ca it them this that")
_MORE: Final = ("et ", "and ", "what about ", "how about ", "quid ")
#: "Vous l'avez ?" asks for the stock without the word.
_HAVE_IT: Final = re.compile(
    r"(?:(?:et|and) )?(?:(?:a|au|en|in|at) \w+ )?"
    r"(?:vous (?:l|les) avez|l avez vous|les avez vous|vous en avez|en avez vous|y en a(?: t il)?"
    r"|(?:do )?you have (?:it|them|any)|have you got (?:it|them|any)|(?:is|are) there any)(?: (?:encore|still|left))?"
    r"(?: (?:a|au|en|in|at|dans|chez|stock|magasin|boutique|store|shop|the|la|le))*"
)
#: "Do you have the Brio?" asks whether there is one, not when it comes.
_YOU_HAVE: Final = re.compile(r"(?:et |and )?(?:do you have|have you got|vous (?:avez|auriez)|(?:avez|auriez) vous)\b")
#: "Vous avez encore la Presto ?": there was one, is there still?
_STILL_HAVE: Final = re.compile(
    rf"{before(GREETINGS, JOINS)}"
    r"(?:(?:do )?you still (?:have|do|sell|stock|make|carry)|have you still got|are there still|is there still"
    r"|(?:est ce que )?vous (?:l )?(?:avez|auriez|faites|vendez) (?:encore|toujours)"
    r"|(?:avez|auriez|faites|vendez) vous (?:encore|toujours)"
    r"|(?:est ce qu )?il (?:vous |y )?(?:reste|a encore|en reste)|(?:vous )?(?:en )?reste t il|y a t il encore)\b"
)
_KEPT: Final = _stems("faites faite vendez sell stock make carry")
#: "How long does it take?" says neither what nor where, and means the delivery.
_HOW_LONG: Final = re.compile(
    r"(?:et |and )?(?:how long (?:does|will|would|is) (?:it|that)(?: take)?(?: to (?:arrive|come|get here))?"
    r"|(?:ca|cela) (?:prend|met|mettra|prendra) combien de (?:temps|jours)|combien de (?:temps|jours) (?:ca|cela) "
    r"(?:prend|met|mettra|prendra)|c est long)"
)
_WHY: Final = rf"{before(YES, JOINS, FILLERS)}(?:pourquoi|pq|pk|why|how come)\b"
_WHY_NOT: Final = re.compile(
    rf"{_WHY}.*"
    r"\b(?:pas|plutot|not|isn t|wasn t|don t|didn t|doesn t|aren t|over|instead|rather)\b"
)
_WHY_IT: Final = re.compile(
    rf"{_WHY}.*"
    r"\b(?:mieux|meilleure?s?|devant|en tete|premiere?|gagne|better|best|ahead|first|wins?)\b"
)
_AND_THAT: Final = words("et and what about how quid de la le l les the machine alors then")
_AROUND_A_PLACE: Final = words_of(
    GREETINGS, YES, NO, COURTESIES, SORRY, FILLERS, EXCLAMATIONS, SECOND_THOUGHTS
) | _stems(
    "a au aux en chez sur dans vers pres de du d je j suis habite vis y ville centre plutot in at near i m am live to"
    " from the city town around"
)


class OfferQuestion(Struct, frozen=True):
    """What is asked: `criterion` is the attribute, `offers` are those that are named with it (ids), `place` the point
    of sale that is."""

    about: About
    criterion: str = ""
    offers: tuple[str, ...] = ()
    place: str = ""


def read_offer_question(
    text: str, names: Mapping[str, str], criteria: CriteriaWords, places: Mapping[str, str]
) -> OfferQuestion | None:
    """Return what a text asks of an offer, None where it asks of something else, or tells something.

    `names` are those of offers by id, `places` those of the points of sale.
    """
    text = written_out(text)
    flat = plain(text, LOOKED_AT + 1)
    said = tokens(text[: LOOKED_AT + 1])
    if not said or len(flat) > LOOKED_AT or len(said) > MOST_WORDS:
        return None
    named = offers_named(text, names)
    left, place = _without_place(_without(said, (names[one] for one in named)), places)
    rest = " ".join(word for word in flat.split() if stem(word) in left)
    if _HAVE_IT.fullmatch(rest) or _HAVE_IT.fullmatch(flat):
        return OfferQuestion("stock", offers=named, place=place)
    if _HOW_LONG.fullmatch(flat):
        return OfferQuestion("receiving")
    if set(flat.split()) & _GENERAL or not _asks(text, flat):
        return None
    telling = {word for word in left if not word.isdigit()}
    if named and telling <= _AROUND | _KEPT and _STILL_HAVE.match(flat):
        return OfferQuestion("stock", offers=named, place=place)
    for about, keys, around in _KEYS:
        if keys & telling and telling <= keys | around | _AROUND:
            meant: About = "stock" if _YOU_HAVE.match(flat) else about
            return OfferQuestion(meant, offers=named, place=place) if _is_pointing(meant, flat, named) else None
    found, besides = criteria.take(left)
    if len(found) == 1 and found[0] != "price" and set(besides) <= _AROUND | _ATTRIBUTED:
        return OfferQuestion("attribute", found[0], named)
    return None


def about_of(text: str, criteria: CriteriaWords) -> OfferQuestion | None:
    """Return what a question about all that is sold would ask of one offer: "Combien coûtent vos machines ?", its
    price."""
    said = [word for word in tokens(text[:LOOKED_AT]) if word not in _GENERAL_STEMS]
    for about, keys, around in _KEYS:
        if keys & set(said) and set(said) <= keys | around | _AROUND:
            return OfferQuestion(about)
    found, rest = criteria.take(said)
    is_attribute = len(found) == 1 and found[0] != "price" and set(rest) <= _AROUND | _ATTRIBUTED
    return OfferQuestion("attribute", found[0]) if is_attribute else None


def about_named(word: str) -> About | None:
    """Return what a question was about, as it was kept; None for another word."""
    return next((one for one in get_args(About) if one == word), None)


def _asks(text: str, flat: str) -> bool:
    """A bare "combien" or "prix" asks as well; so does "et la garantie"."""
    return is_asking(text) or flat.startswith(_MORE) or flat in _BARE or " combien" in flat


def _is_pointing(about: About, flat: str, named: tuple[str, ...]) -> bool:
    """When it comes is asked of an offer only where words point at one: "and delivery?", "je l'ai quand ?"."""
    said = set(flat.split())
    if about != "receiving":
        return True
    if said.isdisjoint(_WHEN):
        return False
    return bool(named) or flat.startswith(_MORE) or bool(said & _POINTS and not said & {"livraison", "delivery"})


def place_in(text: str, places: Mapping[str, str]) -> tuple[str, str]:
    """Return the point of sale that a text names by a word of its own, empty for none, and what else is said."""
    left, place = _without_place(tokens(text[:LOOKED_AT]), places)
    return place, " ".join(left)


def only_a_place(rest: str) -> bool:
    """Return whether what is said beside a place is nothing of its own: "je suis à", "in", "plutôt"."""
    return set(rest.split()) <= _AROUND_A_PLACE


def _without(said: list[str], names: Iterable[str]) -> list[str]:
    of_names = {word for name in names for word in tokens(name)}
    return [word for word in said if word not in of_names]


def _without_place(said: list[str], places: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the words without the point of sale that they name by a word of its own, and that one."""
    own = {id_: set(tokens(name)) for id_, name in places.items()}
    found = [
        (id_, word)
        for id_, mine in own.items()
        for word in said
        if len(word) > 2 and word in mine and not any(word in other for one, other in own.items() if one != id_)
    ]
    if len({id_ for id_, _ in found}) != 1:
        return said, ""
    place = found[0][0]
    return [word for word in said if word not in own[place]], place


def asks_why_not(text: str) -> bool:
    """Return whether a text asks why it is not another, or is the one it is: "pourquoi pas la Brio ?"."""
    flat = plain(text, LOOKED_AT)
    return _WHY_NOT.match(flat) is not None or _WHY_IT.match(flat) is not None


def asks_and_that(text: str, known: Callable[[], Mapping[str, str]]) -> bool:
    """Return whether a text only brings up another of what is `known`, the names of offers by id: "et la Brio ?"."""
    flat = plain(text, LOOKED_AT)
    if not ("?" in text or flat.startswith(("what about ", "how about "))) or not flat.startswith(_MORE):
        return False
    names = known()
    left = _without(tokens(text[:LOOKED_AT]), (names[one] for one in offers_named(text, names)))
    return len(left) < flat.count(" ") + 1 and set(left) <= _AND_THAT
