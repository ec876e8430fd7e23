"""Reading a choice: by its label, by its place, by a part of it, by a word that only it has, with typos.

The fast path (a button's label, a bare number) looks into two dictionaries and touches nothing else; only what it does
not know is stripped, compared word by word, and at last measured by edit distance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.model.message import Choice
from bot.rules.texts.plain_text import plain, words
from bot.understanding.replies.courtesies import without_courtesies
from bot.understanding.replies.free_text import has_no_idea, is_asking
from bot.understanding.replies.labels import JOINTS, Labels, prepared
from bot.understanding.replies.outcome import NotAnAnswer, Reply, Unclear, Understood
from bot.understanding.replies.places import FIGURES, place_named, places_named
from bot.understanding.replies.yes_no import is_no, is_yes, read_yes_no
from bot.understanding.shopping.picking_words import leaves_it_to_us
from bot.understanding.shopping.ways_said import LONGEST, way_taken

LOOKED_AT = 300  # characters
LIKE_ENOUGH = 80.0  # rapidfuzz ratio, 0 to 100, below which a label is another label
CLEARLY_LIKER = 8.0  # how much better the best must be than the second
#: "c’est quoi le point relais" takes nothing.
_WHAT_IS = ("c est quoi", "c quoi", "c koi", "qu est ce que", "what is", "what s", "whats")
#: "Can I pay in the shop" does not say that they will come for it.
_PAYING = words("payer regler pay paying")
_FEW = 3  # other words beside several of a label
_NOT = words("pas non sans not no ni except sauf rather")
_ALL = frozenset({"les deux", "both", "tous", "toutes", "tout", "all", "les 2", "the two", "all of them", "les trois"})
_GLUED: Final = re.compile(r"\b(\d+)(k?g|c?l|ml|[cm]m)\b")  # a size
_HAS_IT = re.compile(
    r"\b(?:already (?:bought|ordered|got|have)|deja (?:ete )?(?:achete|commande|pris|recu|paye)\w*)\b"
    r"|\bl ai (?:achete|pris|trouve)e? (?:ailleurs|en (?:boutique|magasin))\b"
    r"|\b(?:bought|got) (?:it|one) (?:elsewhere|in)\b"
)
_SOME_LEFT = re.compile(r"\b(?:encore|still)\b")
_NEEDLESS = frozenset({"plus besoin", "no longer needed"})


def read_choice(text: str, choices: tuple[Choice, ...], *, numbered: bool = False) -> Reply:
    """Return the choice that `text` takes, the ones it may mean, or that it means none.

    Where they are `numbered` lines, a number alone is a line's, whatever stands in the labels: "2" is no "Aroma 2".
    """
    if not choices:
        return NotAnAnswer()
    labels = prepared(choices)
    bare = text.strip().casefold()
    if (place := labels.exact.get(bare)) is not None:
        return _taken(choices, place, 1.0)
    number = bare.strip("().:- ") if numbered else bare
    if number.isdecimal() and (numbered or number not in labels.numbers):
        return _by_number(number, choices)
    return _of_no_idea(choices) if leaves_it_to_us(text) else _by_words(text, choices, labels)


def example_of(examples: Mapping[str, str], text: str) -> str | None:
    """Return the key of the choice that a text is an example of, word for word but for courtesies; `examples` has the
    keys by plain words."""
    if not examples:
        return None
    said = plain(text, LOOKED_AT)
    return examples.get(said) or examples.get(" ".join(without_courtesies(said.split())))


def _as_in_labels(said: str, labels: Labels) -> str:
    """Return "250g" as "250 g", where that is how a label has it."""

    def apart(found: re.Match[str]) -> str:
        spaced = f"{found[1]} {found[2]}"
        return spaced if any(f" {spaced} " in f" {label.plain} " for label in labels.all) else found[0]

    return _GLUED.sub(apart, said)


def _by_number(digits: str, choices: tuple[Choice, ...]) -> Reply:
    place = int(digits[:4]) - 1
    return _taken(choices, place, 1.0) if 0 <= place < len(choices) else NotAnAnswer()


def _by_words(text: str, choices: tuple[Choice, ...], labels: Labels) -> Reply:
    everything = _as_in_labels(plain(text, LOOKED_AT), labels).split()
    said = without_courtesies(everything)
    if not said:
        return _by_yes_or_no(text, choices)
    place = _labelled(everything, labels, said)
    place = place if place is not None else _of_who_has_it(" ".join(said), labels)
    if place is not None:
        return _taken(choices, place, 0.99)
    if " ".join(said) in _ALL:
        return Unclear(tuple(range(len(choices))))
    said = [figure if (figure := FIGURES.get(word)) in labels.numbers and figure else word for word in said]
    placed = _by_place(said, choices, labels)
    if placed is not None:
        return placed
    answered = _by_yes_or_no(text, choices)
    if isinstance(answered, Understood):
        return answered
    if len(said) == 1 and (place := _opened_by(said[0], labels)) is not None:
        return _taken(choices, place, 0.96)
    is_paying = is_asking(text) and not _PAYING.isdisjoint(everything)
    asks = "?" in text or is_paying or " ".join(everything).startswith(_WHAT_IS)
    ways = () if len(everything) > LONGEST else tuple(label.plain for label in labels.all)
    if (place := way_taken(everything, ways, asks=asks)) is not None:
        return _taken(choices, place, 0.96 if len(said) <= _FEW + 1 else 0.92)
    return _by_likeness(said, choices, labels, asks=asks)


def _of_who_has_it(said: str, labels: Labels) -> int | None:
    """Return [Plus besoin] for who has bought it already; where some may be left at home, that is another matter."""
    if not _HAS_IT.search(said) or any(_SOME_LEFT.search(label.plain) for label in labels.all):
        return None
    needless = [place for place, label in enumerate(labels.all) if label.plain in _NEEDLESS]
    return needless[0] if len(needless) == 1 else None


def _of_no_idea(choices: tuple[Choice, ...]) -> Reply:
    """Return the choice for who does not know, where there is one: "aucune idée" is not [Aucune]."""
    places = [place for place, choice in enumerate(choices) if has_no_idea(choice.label)]
    return _taken(choices, places[0], 0.96) if len(places) == 1 else NotAnAnswer()


def _opened_by(word: str, labels: Labels) -> int | None:
    """Return the only choice whose label opens with a word: "avec" of [Avec caféine] [Sans caféine]."""
    opened = [place for place, label in enumerate(labels.all) if label.plain.partition(" ")[0] == word]
    return opened[0] if len(opened) == 1 else None


def _labelled(everything: list[str], labels: Labels, said: list[str]) -> int | None:
    """Return the choice whose whole label was said, dress aside."""
    wholes = {" ".join(everything), " ".join(said)}
    return next((place for place, label in enumerate(labels.all) if label.plain in wholes), None)


def _by_place(said: list[str], choices: tuple[Choice, ...], labels: Labels) -> Reply | None:
    place = place_named(said, len(choices))
    if place is not None:
        return _placed(said, place, choices, labels)
    several = places_named(said, len(choices))
    return Unclear(several) if several else None


def _placed(said: list[str], place: int, choices: tuple[Choice, ...], labels: Labels) -> Reply:
    """A place was named; where the number also stands in a label ("2 tasses"), it may mean either."""
    number = next((word for word in said if word in labels.numbers), None)
    if number is None:
        return _taken(choices, place, 0.98)
    labelled = [index for index, label in enumerate(labels.all) if number in label.plain.split()]
    if len(labelled) == 1 and (labelled[0] == place or len(said) > 1):
        return _taken(choices, labelled[0], 0.95)
    return Unclear(tuple(sorted({place, *labelled})))


def _by_yes_or_no(text: str, choices: tuple[Choice, ...]) -> Reply:
    """Read "volontiers" where exactly one label says yes."""
    meant = read_yes_no(text)
    if not isinstance(meant, Understood):
        return NotAnAnswer()
    likes = is_yes if meant.value else is_no
    places = [place for place, choice in enumerate(choices) if likes(choice.label)]
    return _taken(choices, places[0], min(meant.certainty, 0.97)) if len(places) == 1 else NotAnAnswer()


def _by_likeness(said: list[str], choices: tuple[Choice, ...], labels: Labels, *, asks: bool) -> Reply:
    telling = [word for word in said if word not in JOINTS] or said
    if len(telling) > 12:
        return NotAnAnswer()
    places = _sharing_words(said, telling, labels)
    if len(places) == 1:
        return _taken(choices, places[0], _certainty_of_part(telling, labels, places[0], asks=asks))
    if len(places) > 1:
        return Unclear(tuple(places[:3])) if len(telling) <= 4 and not asks else NotAnAnswer()
    speaks_against = not _NOT.isdisjoint(said)
    return NotAnAnswer() if asks or speaks_against else _by_spelling(said, choices, labels)


def _sharing_words(said: list[str], telling: list[str], labels: Labels) -> list[int]:
    """Return the choices that most of the telling words speak of, those spoken against aside."""
    refused = {_alike(said[at + 1 :], labels.own) for at, word in enumerate(said) if word in _NOT}
    hits: dict[int, int] = {}
    for word in telling:
        for place, label in enumerate(labels.all):
            if place not in refused and _is_one_of(word, label.telling):
                hits[place] = hits.get(place, 0) + 1
    most = max(hits.values(), default=0)
    return [place for place, count in hits.items() if count == most]


def _alike(following: list[str], own: dict[str, int]) -> int | None:
    """Return the choice that the first telling word after a "not" belongs to."""
    word = next((word for word in following if word not in JOINTS), None)
    return None if word is None else own.get(word)


def _is_one_of(word: str, others: Iterable[str]) -> bool:
    """Whether a word is one of others, a typo or a plural apart."""
    if word in others:
        return True
    if len(word) < 4:
        return False
    allowed = 1 if len(word) < 8 else 2
    return any(
        len(other) >= 4 and (OSA.distance(word, other, score_cutoff=allowed) <= allowed) and word[0] == other[0]
        for other in others
    )


def _certainty_of_part(telling: list[str], labels: Labels, place: int, *, asks: bool) -> float:
    """A part of a label is certain in a short reply, doubtful in a longer one, weak in a question."""
    known = sum(_is_one_of(word, labels.all[place].telling) for word in telling)
    if asks:
        return 0.5
    strange = len(telling) - known
    if known > 1 and strange <= _FEW:
        return 0.9 if strange else 0.96  # "elle boit surtout du café au lait": several words of one label, and no other
    return 0.96 if strange == 0 else 0.9 if strange == 1 and len(telling) <= 3 else max(0.5, 0.85 - 0.07 * strange)


def _by_spelling(said: list[str], choices: tuple[Choice, ...], labels: Labels) -> Reply:
    whole = " ".join(said)
    if len(whole) < 3:
        return NotAnAnswer()
    found = process.extract(whole, [label.plain for label in labels.all], scorer=_likeness, limit=2)
    _, score, place = found[0]
    if score < LIKE_ENOUGH:
        return NotAnAnswer()
    if len(found) > 1 and score - found[1][1] < CLEARLY_LIKER:
        return Unclear((place, found[1][2]))
    return _taken(choices, place, score / 100)


def _likeness(said: str, label: str, *, score_cutoff: float | None = None) -> float:  # noqa: ARG001 - rapidfuzz's shape
    """Return how alike they are, 0 to 100; a good part of a label ("presquile") counts nearly as much as all of it."""
    whole = fuzz.ratio(said, label)
    return max(whole, 0.92 * fuzz.partial_ratio(said, label)) if 6 <= len(said) <= len(label) else whole


def _taken(choices: tuple[Choice, ...], place: int, certainty: float) -> Understood:
    return Understood(choices[place].key, certainty, place)
