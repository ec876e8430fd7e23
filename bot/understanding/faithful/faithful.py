"""Does a rewording say what its source says, and no more? The judge between a language model and the customer.

Theory of operation
-------------------
Nothing is understood here, and nothing needs to be: a text that is refused costs nothing, for the source is sent in its
place; one that is let through must not cost the shop its word. So each rule asks for something that can be looked up,
both ways where leaving out would mislead too ("free from 60 €" without the 60 €):

- **facts** (`faithful_facts`): the same amounts, durations, hours, dates, links and numbers to call, in the same order,
  and no two words change places around one, so that two prices can't either;
- **names**: a word in capitals that the source does not have is somebody's name; the source's names are all there;
- **promises**, yeses, and what narrows or denies (`faithful_words`): no promise of its own, as many noes as the source,
  the same limits, its conditions kept;
- **form**: as long at most as is fair, in the source's language, polite as the source, no markup, no question of its
  own, nothing of itself, and not mostly of words that the source does not know.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations
from typing import Final

from msgspec import Struct

from bot.rules.texts.plain_text import plain
from bot.understanding.faithful.faithful_facts import Facts, facts_of, in_digits
from bot.understanding.faithful.faithful_words import (
    CONDITION,
    EMPTY,
    IDIOMS,
    LIMITS,
    NOES,
    OF_ITSELF,
    OPENERS,
    PROMISES,
    TU,
    VOUS,
)
from bot.understanding.language import tell

MORE: Final = 1.5
"""How much longer a rewording may be, and as many characters more:"""
A_LITTLE_MORE: Final = 60
LEAST: Final = 0.4
MOST_EMOJI: Final = 2
MOST_NEW: Final = 0.45  # of the words that say something
A_FEW: Final = 3
_A_SENTENCE: Final = 4  # words whose language can be told
_STEM: Final = 4  # letters by which two words at the head of a sentence are forms of one
_HANGING: Final = frozenset({"l", "d", "j", "n", "s", "c", "m", "t", "qu", "re", "ll", "ve"})
_I: Final = frozenset({"I", "I'm", "I'll", "I'd", "I've"})

_MARKUP: Final = re.compile(r"[*_`#<>{}\[\]|\\~^]|^\s*(?:[-•]|\d+[.)])\s|--|&\w+;", re.MULTILINE)
_QUOTED: Final = re.compile(r"^[\"“«'].*[\"”»']$", re.DOTALL)
_TOKEN: Final = re.compile(r"[^\W_][\w'-]*")
_ENDS: Final = re.compile(r"(?:^|[.!?…:;\n«\"“(–—-]|[^\w\s,'])\s*$")
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+|\n+")


class Unfaithful(Struct, frozen=True):
    """Why a rewording is refused: what `kind` of thing is wrong, and `what` it is, where one thing can be named."""

    kind: str
    what: str = ""


def unfaithful(source: str, said: str, language: str) -> Unfaithful | None:
    """Return what is wrong with `said` as a rewording of `source`, or None where it may be sent in its place.

    `language` is the source's, `fr` or `en`. Never raises.
    """
    source, said = _even(source), _even(said)
    wrong = _form(source, said, language)
    if wrong is not None:
        return wrong
    try:
        stated, restated = facts_of(source, language), facts_of(said, language)
    except ValueError:
        return Unfaithful("length")
    return (
        _facts(stated, restated)
        or _names(source, said)
        or _meaning(in_digits(source, language), in_digits(said, language))
        or _novelty(stated, restated)
    )


def _even(text: str) -> str:
    """Return a text with one kind of space and apostrophe, without what can't be seen."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in {"Cf", "Cc"}).strip()


def _form(source: str, said: str, language: str) -> Unfaithful | None:
    if not any(sign.isalpha() for sign in said):
        return Unfaithful("empty")
    if not LEAST * len(source) <= len(said) <= MORE * len(source) + A_LITTLE_MORE:
        return Unfaithful("length")
    markup = _MARKUP.search(said)
    if markup is not None and markup[0].strip() not in source:
        return Unfaithful("markup", markup[0].strip())
    if _QUOTED.match(said) and not _QUOTED.match(source):
        return Unfaithful("markup", said[0])
    other = _other_language(source, said, language)
    return Unfaithful("language", other) if other is not None else _manner(source, said)


def _manner(source: str, said: str) -> Unfaithful | None:
    if said.count("?") > source.count("?"):
        return Unfaithful("question")
    if _emoji(said) > max(MOST_EMOJI, _emoji(source)):
        return Unfaithful("emoji")
    if VOUS.search(source) and TU.search(said) and not TU.search(source):
        return Unfaithful("register")
    return None


def _emoji(text: str) -> int:
    return sum(unicodedata.category(sign) == "So" for sign in text)


def _other_language(source: str, said: str, language: str) -> str | None:
    """Return the language of a text or of a sentence in it that is not the source's; "?" where only the source has
    one that can be told.
    """
    told, _ = tell(said, language)
    if told != language and told != tell(source, language)[0]:
        return told or "?"
    for sentence in _SENTENCE.split(said):
        if len(plain(sentence).split()) >= _A_SENTENCE:
            told, _ = tell(sentence)
            if told not in (language, None):
                return told
    return None


def _facts(stated: Facts, restated: Facts) -> Unfaithful | None:
    for one, other in ((stated.links, restated.links), (stated.phones, restated.phones)):
        if one != other:
            return Unfaithful("invented" if other - one else "left out", min(one ^ other))
    ours, theirs = set(stated.stated), set(restated.stated)
    if theirs - ours:
        return Unfaithful("invented", str(min(theirs - ours, key=str)))
    if ours - theirs:
        return Unfaithful("left out", str(min(ours - theirs, key=str)))
    first, again = tuple(dict.fromkeys(stated.stated)), tuple(dict.fromkeys(restated.stated))
    if first != again:
        return Unfaithful("order", str(next(new for old, new in zip(first, again, strict=True) if old != new)))
    return _moved(stated, restated)


def _moved(stated: Facts, restated: Facts) -> Unfaithful | None:
    """Two words with a fact between them that have changed places: the fact says something else of each."""
    before, now = _places(stated), _places(restated)
    common = sorted((before.keys() & now.keys()) - EMPTY_STEMS)
    for one, other in combinations(common, 2):
        if before[one][1] < before[other][0] and now[one][0] > now[other][1]:
            return Unfaithful("moved", f"{one}…, {other}…")
        if before[other][1] < before[one][0] and now[other][0] > now[one][1]:
            return Unfaithful("moved", f"{other}…, {one}…")
    return None


def _places(facts: Facts) -> dict[str, tuple[int, int]]:
    """Return after how many facts each word stands, at first and at last."""
    places: dict[str, tuple[int, int]] = {}
    for place, words in enumerate(facts.between):
        for word in words:
            places[word] = (places.get(word, (place, place))[0], place)
    return places


def _names(source: str, said: str) -> Unfaithful | None:
    ours, theirs = _tokens(source), _tokens(said)
    for word, begins in _capitals(said):
        parts = _parts(word)
        if all(part in ours for part in parts) or word in _I:
            continue
        if begins and word[1:].islower() and (parts[0] in OPENERS or _is_form_of(parts[0], ours)):
            continue
        return Unfaithful("name", word)
    for word, begins in _capitals(source):
        if not begins and not all(part in theirs for part in _parts(word)):
            return Unfaithful("left out", word)
    return None


def _parts(word: str) -> list[str]:
    """Return a word without what French and English hang on it: "l'Aroma", "Aroma's"."""
    parts = plain(word).split()
    return [part for part in parts if part not in _HANGING] or parts


def _is_form_of(word: str, known: frozenset[str]) -> bool:
    """Tell whether a word is another form of one that is known: "items" of "item"."""
    return len(word) >= _STEM and any(len(one) >= _STEM and one[:_STEM] == word[:_STEM] for one in known)


def _tokens(text: str) -> frozenset[str]:
    return frozenset(plain(text).split())


def _capitals(text: str) -> list[tuple[str, bool]]:
    """Return the words with a capital or of letters and digits, and whether a sentence begins with each."""
    return [
        (found[0], _ENDS.search(text[: found.start()]) is not None)
        for found in _TOKEN.finditer(text)
        if any(sign.isupper() for sign in found[0]) or _is_a_model(found[0])
    ]


def _is_a_model(word: str) -> bool:
    """A name such as x200; 48h is none."""
    return bool(re.fullmatch(r"[a-z]{1,6}-?\d{2,}[a-z]?", word))


def _meaning(source: str, said: str) -> Unfaithful | None:
    for name, pattern in PROMISES.items():
        found = pattern.search(said)
        if found is not None and pattern.search(source) is None:
            return Unfaithful("promise", found[0].strip() or name)
    for name, pattern in LIMITS.items():
        if (pattern.search(source) is None) != (pattern.search(said) is None):
            found = pattern.search(source) or pattern.search(said)
            return Unfaithful("limit", found[0].strip() if found else name)
    if CONDITION.search(source) and not CONDITION.search(said):
        return Unfaithful("condition")
    if _noes(source) != _noes(said):
        return Unfaithful("denial")
    found = OF_ITSELF.search(said)
    if found is not None and found[0].casefold() not in source.casefold():
        return Unfaithful("itself", found[0])
    return None


def _noes(text: str) -> int:
    return len(NOES.findall(IDIOMS.sub(" ", text)))


EMPTY_STEMS: Final = frozenset(word[:6] for word in EMPTY)


def _novelty(stated: Facts, restated: Facts) -> Unfaithful | None:
    telling = frozenset().union(*restated.between) - EMPTY_STEMS
    new = telling - frozenset().union(*stated.between)
    if len(new) > max(A_FEW, MOST_NEW * len(telling)):
        return Unfaithful("other words", ", ".join(sorted(new)[:3]))
    return None
