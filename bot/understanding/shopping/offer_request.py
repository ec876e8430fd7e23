"""What a text asks for among the offers, read without looking at any offer: prices, bounds in units, directions.

Numbers and their little words ("moins de", "entre … et …", "up to") are the languages', and stand here. What a word
asks of an attribute ("silencieuse": little noise) is the catalogue's, and comes from `flows/catalog/attributes.yaml`.
A number belongs to the unit behind it; one with a currency, or with nothing behind it, is a price; any other is none of
ours ("en moins de 3 jours").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import OSA

from bot.model.offer import Sought, Wanted
from bot.playbook.compiled import Criterion
from bot.rules.texts.plain_text import words
from bot.understanding.shopping.offer_words import is_idle, tokens

_N: Final = r"(\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
_UNIT: Final = r"\s*(€|\$|£|[a-zµ%°\"]+)?"
_CURRENCY: Final = words("eur euro euros usd dollar dollars gbp pound pounds chf balles") | {"€", "$", "£"}
_BETWEEN: Final = re.compile(rf"\b(?:entre|between|de|from)\s+{_N}{_UNIT}\s+(?:et|and|a|to)\s+{_N}{_UNIT}")
_DASH: Final = re.compile(rf"(?<![\d.,]){_N}\s*[-–]\s*{_N}{_UNIT}")
_MOST: Final = re.compile(
    r"\b(?:a |pour )?(?:moins de|moins que|max(?:imum)?(?: de)?|jusqu'? ?a|under|below|less than|cheaper than|up to"
    r"|at most|au plus|au maximum|inferieure?s? a|(?:sans|pas) depasser|pas (?:\w+ ){0,3}plus de"
    r"|(?:smaller|narrower|quieter|shorter|lighter) than|no more than|(?:not|n't|never) (?:\w+ ){0,4}(?:more than|over)"
    r"|budget(?: max(?:imum)?)?"
    rf"(?: de| of| est de| is)?)\s*:?\s*(?:€|\$|£)?\s*{_N}{_UNIT}"
)
_MOST_AFTER: Final = re.compile(rf"(?<![\d.,]){_N}{_UNIT}\s+(?:max(?:imum)?|au plus|or less|ou moins|tops?)\b")
_LEAST: Final = re.compile(
    r"\b(?:plus de|au moins|minimum|over|above|more than|at least|superieure?s? a|a partir de|pas moins de"
    r"|(?:bigger|larger|wider|greater) than)"
    rf"\s*(?:€|\$|£)?\s*{_N}{_UNIT}"
)
_AROUND: Final = re.compile(
    r"\b(?:autour de|environ|vers|dans les|aux alentours de|around|about|approximately|roughly)"
    rf"\s*(?:€|\$|£)?\s*{_N}{_UNIT}"
)
_BARE: Final = re.compile(rf"(?<![\d.,])(?:€|\$|£)?\s*{_N}{_UNIT}")
_NOT: Final = frozenset(tokens("sans without pas not no ni non peu"))
_SLIPS: Final = ((9, 2), (5, 1))  # letters of a word, and how many may be wrong


class Request(Struct, frozen=True):
    """What was read: bounds and wishes, and the `words` that are left, to be looked for; `denies` where it says no."""

    sought: Sought
    words: tuple[str, ...]
    denies: bool = False


class RequestReader:
    """Reads requests by the criteria of one playbook."""

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        self._criteria = {one.id: one for one in criteria}
        self._units = {
            _folded(unit): one.id for one in criteria for unit in (one.unit, *one.units) if unit and _folded(unit)
        }
        self._phrases = _phrases(criteria)
        self._longest = max((len(phrase) for phrase in self._phrases), default=0)
        self._single = [phrase[0] for phrase in self._phrases if len(phrase) == 1]

    def read(self, text: str) -> Request:
        """Return what a text asks for. Never raises."""
        sought, rest = self._bounds(_folded(text[:1000]))
        said = tokens(rest)
        wanted, left = self._directions(said, {one.criterion for one in sought.wanted})
        rest_of_it = tuple(dict.fromkeys(word for word in left if not is_idle(word)))
        denies = not _NOT.isdisjoint(said)
        return Request(replace(sought, wanted=(*sought.wanted, *wanted)), rest_of_it, denies)

    def _bounds(self, text: str) -> tuple[Sought, str]:
        """Return what the numbers ask for, and the text without those that were understood."""
        found = _Bounds(self._units, self._criteria)
        for pattern, role in (
            (_BETWEEN, "between"),
            (_DASH, "dash"),
            (_MOST, "most"),
            (_MOST_AFTER, "most"),
            (_LEAST, "least"),
            (_AROUND, "around"),
            (_BARE, "bare"),
        ):
            text = pattern.sub(partial(_taken, found, role), text)
        return found.sought(), text

    def _directions(self, said: list[str], known: set[str]) -> tuple[list[Wanted], list[str]]:
        """Return what words ask of attributes, and the words that are left."""
        wanted: list[Wanted] = []
        left: list[str] = []
        at = 0
        while at < len(said):
            length, criterion = self._phrase_at(said, at)
            if criterion is None:
                left.append(said[at])
            elif criterion.id not in known:
                refused = next((word for word in reversed(left) if not is_idle(word) or word in _NOT), "") in _NOT
                if not refused:
                    known.add(criterion.id)
                    wanted.append(Wanted(criterion.id, better=criterion.better))
                elif criterion.better is None and not criterion.unit:  # "sans mousseur": the catalogue says no
                    known.add(criterion.id)
                    wanted.append(Wanted(criterion.id, at_most=0.0))
            at += length
        return wanted, left

    def _phrase_at(self, said: list[str], at: int) -> tuple[int, Criterion | None]:
        for length in range(min(self._longest, len(said) - at), 0, -1):
            phrase = tuple(said[at : at + length])
            criterion = self._phrases.get(phrase) or (self._nearly(phrase[0]) if length == 1 else None)
            if criterion is not None:
                return length, criterion
        return 1, None

    def _nearly(self, word: str) -> Criterion | None:
        slips = next((allowed for letters, allowed in _SLIPS if len(word) >= letters), 0)
        if not slips or is_idle(word):  # "thanks" is no tank
            return None
        near = [(OSA.distance(word, one, score_cutoff=slips), one) for one in self._single if one[0] == word[0]]
        best = min(near, default=(slips + 1, ""))
        return self._phrases[(best[1],)] if best[0] <= slips else None


class _Bounds:
    """Gathers the numbers of one text."""

    def __init__(self, units: Mapping[str, str], criteria: Mapping[str, Criterion]) -> None:
        self._units = units
        self._criteria = criteria
        self._price: dict[str, float] = {}
        self._wanted: dict[str, Wanted] = {}

    def take(self, role: str, match: re.Match[str]) -> bool:
        """Take a number, or two, for what it asks; false where it is none of ours."""
        groups = match.groups()
        if role == "between":
            low, high, unit = _number(groups[0]), _number(groups[2]), groups[3] or groups[1] or ""
        elif role == "dash":
            low, high, unit = _number(groups[0]), _number(groups[1]), groups[2] or ""
        else:
            low = high = _number(groups[0])
            unit = groups[1] or ""
        criterion = self._criteria.get(self._units.get(unit, "")) if unit else None
        if criterion is not None:
            self._wanted.setdefault(criterion.id, _bounded(criterion, role, low, high))
            return True
        if unit not in _CURRENCY and ((unit and not is_idle(unit)) or role in {"bare", "dash"}):
            return False
        return self._priced(role, low, high) if unit in _CURRENCY or low >= 5 else False

    def _priced(self, role: str, low: float, high: float) -> bool:
        match role:
            case "between" | "dash":
                self._price |= {"at_least": min(low, high), "at_most": max(low, high)}
            case "most":
                self._price["at_most"] = high
            case "least":
                self._price["at_least"] = low
            case _:
                self._price.setdefault("around", low)
        return True

    def sought(self) -> Sought:
        price = self._price
        return Sought(
            at_least=price.get("at_least"),
            at_most=price.get("at_most"),
            around=price.get("around"),
            wanted=tuple(self._wanted.values()),
        )


def _taken(bounds: _Bounds, role: str, match: re.Match[str]) -> str:
    """Return what stays of a text where a number was looked at: nothing where it was understood."""
    return " ; " if bounds.take(role, match) else match[0]


def _bounded(criterion: Criterion, role: str, low: float, high: float) -> Wanted:
    """Return the bounds that a number sets; "15 bars" alone asks for that or better."""
    if role in {"between", "dash"}:
        return Wanted(criterion.id, at_least=min(low, high), at_most=max(low, high))
    said = low if role == "bare" else None
    if role == "most" or (role == "bare" and criterion.better == "lower"):
        return Wanted(criterion.id, at_most=high, said=said)
    if role == "least" or (role == "bare" and criterion.better == "higher"):
        return Wanted(criterion.id, at_least=low, said=said)
    return Wanted(criterion.id, at_least=low * 0.9, at_most=high * 1.1)


def _number(text: str) -> float:
    return float(re.sub(r"[ \u00a0\u202f]", "", text).replace(",", "."))


def _folded(text: str) -> str:
    """Return a text in small letters without accents, its signs and numbers kept."""
    folded = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).strip()


def _phrases(criteria: Iterable[Criterion]) -> dict[tuple[str, ...], Criterion]:
    """Return, by their words, the phrases that ask something of an attribute; its own name is one."""
    found: dict[tuple[str, ...], Criterion] = {}
    for one in criteria:
        for phrase in (*one.words, *one.also, one.id):
            found.setdefault(tuple(tokens(phrase)), one)
    found.pop((), None)
    return found
