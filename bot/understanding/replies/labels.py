"""The labels of a question's choices, prepared once for everybody who is asked it."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from bot.model.message import Choice
from bot.rules.texts.plain_text import plain, words

#: Words that tell no choice from another.
JOINTS = words(
    """
    le la les l un une des de du d a au aux en et ou pour par avec sur dans chez plutot je j me m moi mon ma mes vous
    nous veux voudrais prends prefere prendrais prendrai choisis aimerais vais souhaite est ce c ca celui celle plus svp
    stp merci oui ok alors donc bien the a an of to in at on by for with and or my me i ll d want would like please take
    prefer choose go one it that this is then
    """
)
_DIGITS = re.compile(r"\d+")


class Label(Struct, frozen=True):
    """A label without its dress, and the words of it that say something."""

    plain: str
    telling: frozenset[str]


class Labels(Struct, frozen=True):
    """`exact` finds a label by what a button would send; `own` are the words that only one label has.

    `numbers` are the digits that stand in the labels themselves, where "2" may not mean the second.
    """

    exact: dict[str, int]
    all: tuple[Label, ...]
    own: dict[str, int]
    numbers: frozenset[str]


@lru_cache(maxsize=512)
def prepared(choices: tuple[Choice, ...]) -> Labels:
    """Return the labels of these choices, ready to be looked into."""
    labels = tuple(_label(choice.label) for choice in choices)
    exact: dict[str, int] = {}
    for place, choice in enumerate(choices):
        exact.setdefault(choice.label.strip().casefold(), place)
    return Labels(
        exact=exact,
        all=labels,
        own=_own_words(labels),
        numbers=frozenset(digits for label in labels for digits in _DIGITS.findall(label.plain)),
    )


def _label(text: str) -> Label:
    said = plain(text, 200)
    telling = frozenset(said.split()) - JOINTS
    return Label(said, telling or frozenset(said.split()))


def _own_words(labels: tuple[Label, ...]) -> dict[str, int]:
    owners: dict[str, set[int]] = {}
    for place, label in enumerate(labels):
        for word in label.telling:
            owners.setdefault(word, set()).add(place)
    return {word: min(places) for word, places in owners.items() if len(places) == 1}
