"""What is said to go with an order and is not sold: "moulu pour filtre", "ground for espresso please", "en grains".

The notes and the phrases that say them are the store's. Of a kind one counts: the one that is said last takes the place
of another, and a no before it ("finalement pas moulu pour filtre") takes it back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from bot.rules.texts.plain_text import plain
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.yes_no import read_yes_no

LOOKED_AT: Final = 240  # characters
_REFUSED: Final = re.compile(
    r"\b(?:pas|sans|plus besoin|inutile|oubliez?|enlevez?|enleve|retirez?|annulez?|laissez? tomber|not|no|without|don t"
    r"|forget|remove|skip|drop|no longer|anymore)(?: (?:de|du|d|le|la|l|les|be|it|the|want|need|besoin|having))* $"
)

_JOINS: Final = re.compile(r"\b(?:mais|et|avec|but|and|with|cette fois(?: ci)?|this time|plutot|rather|in|du cafe)\b")


def notes_after(
    text: str, notes: tuple[str, ...], kinds: Iterable[Collection[str]], phrases: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the notes of an order once `text` is said. `kinds` are the notes that exclude each other, `phrases`
    (plain) what says each.
    """
    said = plain(text, LOOKED_AT)
    for kind in kinds:
        for note, _, _, is_refused in said_in(said, {note: phrases[note] for note in kind}):
            if is_refused:
                notes = tuple(one for one in notes if one != note)
            else:
                notes = (*(one for one in notes if one not in kind), note)
    return notes


def said_in(said: str, phrases: Mapping[str, Sequence[str]]) -> list[tuple[str, int, int, bool]]:
    """Return the notes that a plain text says, in their order: each with where it begins and ends, and whether it is
    refused.
    """
    found: list[tuple[int, int, str]] = []
    left, meant = said, [(phrase, note) for note, own in phrases.items() for phrase in own]
    for phrase, note in sorted(meant, key=lambda one: -len(one[0])):  # "pas moulu pour filtre" has no "pas moulu"
        for match in re.finditer(_said(phrase), left) if phrase.partition(" ")[0] in left else ():
            found.append((match.start(), match.end(), note))
            left = left[: match.start()] + "_" * len(match[0]) + left[match.end() :]
    return [(note, start, end, _REFUSED.search(said[:start]) is not None) for start, end, note in sorted(found)]


def _said(phrase: str) -> str:
    """Return the expression that finds a phrase, of one thing or of several: "moulus pour filtre"."""
    return rf"\b{'s? '.join(map(re.escape, phrase.split()))}s?\b"


_SAME_AGAIN: Final = re.compile(
    r"(?:(?:oui|ok|yes) )?(?:la meme chose|le meme(?: cafe)?|les memes|pareil|comme (?:avant|d habitude)"
    r"|(?:the )?same(?: again| as before| as last time)?)(?: en| in)?"
)


def yes_beside_a_note(text: str, phrases: Mapping[str, tuple[str, ...]]) -> str:
    """Return the yes of a text that says yes and a note ("yes please, but ground for filter"); empty for any other."""
    left = without_notes(text, (phrase for own in phrases.values() for phrase in own))
    if left == text or is_asking(text):
        return ""
    left = _JOINS.sub(" ", left).strip()
    if _SAME_AGAIN.fullmatch(left):
        return "oui"
    said = read_yes_no(left)
    return left if isinstance(said, Understood) and said.value is True else ""


def without_notes(text: str, phrases: Iterable[str]) -> str:
    """Return a text less the phrases that say a note; as it stands where there is none."""
    left = said = plain(text)
    for phrase in sorted(phrases, key=len, reverse=True):
        left = re.sub(_said(phrase), " ", left) if phrase.partition(" ")[0] in left else left
    return " ".join(left.split()) if left != said else text
