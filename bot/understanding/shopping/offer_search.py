"""Which offers does a text ask for? By words, category, price, attributes and their directions; slips forgiven.

What must hold, holds: a price or a bound that was said leaves out what does not keep it, and so does a category that
was named. Among what is left, each thing asked for gives a part from 0 to 1 (the words found, weighed by how rare they
are; how near an attribute is to the best there is), and the score is their mean. Whatever is said of an offer as a
reason stands in its catalogue cell.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from bot.model.offer import Found, Offer, Reason, Wanted
from bot.understanding.shopping.offer_index import KIND, NAME, Numbers, Segment
from bot.understanding.shopping.offer_request import Request
from bot.understanding.shopping.offer_words import tokens
from bot.understanding.shopping.shop_words import in_the_other_language

TOP: Final = 3
AROUND: Final = 0.2  # of a price: how far to both sides "around 300" reaches
EQUAL: Final = 1e-4  # of the weight of all words
SHORTENED: Final = 4  # letters that stand for the rest of a word
LEAST: Final = 0.3  # a word of a description alone names nothing
BESIDE: Final = 0.8  # of what has the very figure that was said: what keeps to it as a bound
ABOUT: Final = 0.4  # of a price: what is further away does not cost about so much
#: What stands for a thing that is not named, as `tokens` gives it.
ANYTHING: Final = frozenset(
    tokens(
        "anything something qqch truc trucs machin produit article item cadeau gift present idee idea only just one"
        " ones ceux celles seulement uniquement juste"
    )
)
_SLIPS: Final = ((9, 2), (5, 1))  # letters of a word, and how many may be wrong
Mask = NDArray[np.bool_]


class Part(Struct, frozen=True):
    """A segment and which of its offers are still as it says."""

    segment: Segment
    alive: Mask


class Search:
    """A search over parts of a catalogue, for one request. `shortened`: a long word may be cut short ("yirga")."""

    def __init__(self, parts: Sequence[Part], request: Request, *, shortened: bool = False) -> None:
        self._parts = parts
        self._shortened = shortened
        self._request = request
        self._known = {word: found for word in request.words if (found := self._as_written(word)) is not None}
        spelt = tuple(dict.fromkeys(self._known.values()))
        self._category = self._category_named(spelt)
        self._words = tuple(word for word in spelt if word not in self._category)
        whole = any(map(self._is_a_name, spelt)) and not request.denies and len(self._known) == len(request.words)
        self.sought = replace(request.sought, words=self._words, category=" ".join(self._category), whole=whole)

    @property
    def understood(self) -> float:
        """How much of what was said names something of this catalogue, 0 to 1."""
        telling = [word for word in self._request.words if word not in ANYTHING or word in self._known]
        return len(self._known) / len(telling) if telling else 1.0

    @property
    def is_empty(self) -> bool:
        """Whether the text asks for nothing that is sold."""
        return not (self._category or self._words or self.sought.wanted)

    @property
    def is_any(self) -> bool:
        """Whether a price that it may cost is all that is said: "something under 300 euros", "environ 50 euros"."""
        says_no_more = not self.sought.wanted and not self._request.denies and ANYTHING.issuperset(self._request.words)
        has_a_price = self.sought.at_most is not None or self.sought.around is not None
        return self.is_empty and has_a_price and says_no_more

    def of_each_kind(self, at_most: int = TOP) -> tuple[Found, ...]:
        """Return, of each category, the dearest that keeps the price, the dearest kinds first; of a price that it may
        cost about, the nearest.
        """
        found: dict[str, tuple[float, Offer]] = {}
        for part in self._parts:
            places = np.flatnonzero(self._pool(part))
            far = self._far(part.segment.prices[places])
            places, far = places[np.isfinite(far)], far[np.isfinite(far)]
            order = np.lexsort((places, far))
            _, first = np.unique(part.segment.category[places[order]], return_index=True)
            for place, away in zip(places[order][first], far[order][first], strict=True):
                offer = part.segment.at(int(place))
                if away < found.get(offer.category, (np.inf, offer))[0]:
                    found[offer.category] = float(away), offer
        nearest = sorted(found.values(), key=lambda one: (one[0], one[1].id))
        return tuple(Found(offer.id, 1.0, self._reasons(offer)) for _, offer in nearest[:at_most])

    def _far(self, prices: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how far prices are from what it may cost; infinity for what has none, or is much too far."""
        around = self.sought.around
        if around is None:
            return np.where(np.isnan(prices), np.inf, -prices)
        away = np.abs(prices - np.float32(around))
        return np.where(away <= ABOUT * around, away, np.inf)

    def top(self, at_most: int = TOP) -> tuple[Found, ...]:
        """Return the best offers, the best first; of equals the cheaper."""
        if self.is_empty:
            return ()
        pools = [self._pool(part) for part in self._parts]
        found: list[tuple[float, float, Offer]] = []
        spans = self._spans(pools)
        for part, pool in zip(self._parts, pools, strict=True):
            places = np.flatnonzero(pool)
            if not places.size:
                continue
            scores = self._scores(part.segment, places, spans)
            prices = np.nan_to_num(part.segment.prices[places], nan=1e9)
            best = np.lexsort((places, prices, -scores))[:at_most]
            found += [(float(scores[one]), float(prices[one]), part.segment.at(int(places[one]))) for one in best]
        found.sort(key=lambda one: (-one[0], one[1], one[2].id))
        return tuple(
            Found(offer.id, round(min(1.0, score), 4), self._reasons(offer))
            for score, _, offer in found[:at_most]
            if score > 0
        )

    def named(self, at_most: int) -> tuple[str, ...]:
        """Return the ids of what has most of the words in its name, or is of the category named: all that fit equally,
        sold out or not, in the catalogue's order; none where more than `at_most` do.
        """
        found: list[str] = []
        best = 0.0
        for part in self._parts if self._words or self._category else ():
            segment = part.segment
            pool = part.alive & segment.sold
            of_kind = (
                pool & (segment.category == segment.categories.get(self._category, -2)) if self._category else pool
            )
            having = self._having(segment) if self._words else np.ones(segment.count, np.float32)
            if self._category and bool((having[of_kind] > 0).any()):
                pool = of_kind
            elif self._category:  # "mélange bureau": of another kind, the kind's own words are in its name
                having = self._having(segment, (*self._words, *self._category))
            having = np.where(pool, having, np.float32(0))
            most = float(having.max()) if segment.count else 0.0
            if most > best + EQUAL:
                found, best = [], most
            if most >= LEAST and most >= best - EQUAL:
                places = np.flatnonzero(having >= most - EQUAL)
                if len(places) > at_most:
                    return ()
                found += [segment.at(int(place)).id for place in places]
        return tuple(found) if len(found) <= at_most else ()

    def _as_written(self, word: str) -> str | None:
        """Return a word as some offer has it: in the other language (`shop_words`), or slips mended."""
        if self._knows(word):
            return word
        other = next((one for one in in_the_other_language(word) if self._knows(one)), None)
        if other is not None:
            return other
        if self._shortened and len(word) >= SHORTENED:
            whole = next((found for part in self._parts if (found := part.segment.begun(word)) is not None), None)
            if whole is not None:
                return whole
        slips = next((allowed for letters, allowed in _SLIPS if len(word) >= letters), 0)
        if not slips:
            return None
        return next((near for part in self._parts if (near := part.segment.nearest(word, slips)) is not None), None)

    def _knows(self, word: str) -> bool:
        return any(part.segment.knows(word) for part in self._parts)

    def _is_a_name(self, word: str) -> bool:
        """Tell whether something is called by a word, or is of that kind; what a description has names nothing."""
        return any(bool((part.segment.having(word)[1] >= KIND).any()) for part in self._parts)

    def _category_named(self, spelt: Sequence[str]) -> tuple[str, ...]:
        """Return the words of the category that is named whole; the longest, of equals the first said."""
        said = {word: place for place, word in enumerate(spelt)}
        named = {
            words for part in self._parts for words in part.segment.categories if all(word in said for word in words)
        }
        begins = {said[words[0]] for words in named}
        # "Coffee machine" is a machine: in English what kind it is comes last.
        kinds = [words for words in named if not (self._is_translated(words) and said[words[-1]] + 1 in begins)]
        return min(kinds, key=lambda words: (-len(words), said[words[0]], words), default=())

    def _is_translated(self, category: tuple[str, ...]) -> bool:
        return any(category in part.segment.translated for part in self._parts)

    def _pool(self, part: Part) -> Mask:
        """Return what keeps all that must hold."""
        segment = part.segment
        pool = part.alive & segment.shown
        if self._category:
            pool &= segment.category == segment.categories.get(self._category, -2)
        pool &= self._priced(segment.prices)
        for wanted in self.sought.wanted:
            values = segment.attributes.get(wanted.criterion)
            if values is None:
                continue
            if wanted.at_least is not None:
                pool &= values >= np.float32(wanted.at_least)
            if wanted.at_most is not None:
                pool &= values <= np.float32(wanted.at_most)
            if wanted.better is None and wanted.at_least is None and wanted.at_most is None:
                pool &= values > 0
            if not self._category and not self._words:
                pool &= ~np.isnan(values)
        if self._words and not self._category:
            pool &= self._having(segment) > 0
        return pool

    def _priced(self, prices: Numbers) -> Mask:
        sought = self.sought
        low, high = sought.at_least, sought.at_most
        if sought.around is not None:
            low = sought.around * (1 - AROUND) if low is None else low
            high = sought.around * (1 + AROUND) if high is None else high
        kept = np.ones(len(prices), np.bool_)
        if low is not None:
            kept &= prices >= np.float32(low)
        if high is not None:
            kept &= prices <= np.float32(high)
        return kept

    def _having(self, segment: Segment, words: Sequence[str] | None = None) -> Numbers:
        """Return for each offer the words it has, weighed by rarity and place, as a part of all that was asked for."""
        words = self._words if words is None else words
        total = sum(part.segment.count for part in self._parts)
        scores, most = np.zeros(segment.count, np.float32), 0.0
        for word in words:
            many = sum(len(part.segment.having(word)[0]) for part in self._parts)
            rarity = math.log(1 + total / (1 + many)) + 0.1
            places, weights = segment.having(word)
            scores[places] += weights.astype(np.float32) * np.float32(rarity)
            most += rarity * NAME
        return scores / np.float32(most) if most else scores

    def _spans(self, pools: Sequence[Mask]) -> dict[str, tuple[float, float]]:
        """Return between which numbers each attribute lies, among all that is left."""
        spans: dict[str, tuple[float, float]] = {}
        for wanted in self.sought.wanted:
            for part, pool in zip(self._parts, pools, strict=True):
                values = part.segment.attributes.get(wanted.criterion)
                values = values[pool] if values is not None else None
                values = values[~np.isnan(values)] if values is not None else None
                if values is not None and values.size:
                    low, high = spans.get(wanted.criterion, (math.inf, -math.inf))
                    spans[wanted.criterion] = min(low, float(values.min())), max(high, float(values.max()))
        return spans

    def _scores(self, segment: Segment, places: NDArray[np.int64], spans: dict[str, tuple[float, float]]) -> Numbers:
        parts = [
            _nearness(segment.attributes.get(wanted.criterion), places, wanted, spans.get(wanted.criterion))
            for wanted in self.sought.wanted
        ]
        if self._words:
            parts.append(self._having(segment)[places])
        if (
            self._category and not self.sought.wanted
        ):  # else a word that only other kinds have ("bureau") would leave nothing of what was named
            parts.append(np.ones(len(places), np.float32))
        if not parts:
            return np.ones(len(places), np.float32)
        mean: Numbers = np.mean(parts, axis=0, dtype=np.float32)
        return mean

    def _reasons(self, offer: Offer) -> tuple[Reason, ...]:
        reasons = [
            Reason("attribute", wanted.criterion, str(attribute.value), attribute.unit)
            for wanted in self.sought.wanted
            if (attribute := offer.attributes.get(wanted.criterion)) is not None
        ]
        if self.sought.is_priced:
            reasons.append(Reason("price", text=str(offer.price)))
        if not reasons and self._category:
            reasons.append(Reason("category", text=offer.category))
        if not reasons:
            reasons.append(Reason("words", text=" ".join(self._words)))
        return tuple(reasons)


def _nearness(
    values: Numbers | None, places: NDArray[np.int64], wanted: Wanted, span: tuple[float, float] | None
) -> Numbers:
    """Return how near each is to the best, 1 for the best; 1 for all where bounds are kept or it has what is asked."""
    count = len(places)
    if values is None or span is None:
        return np.zeros(count, np.float32)
    if wanted.said is not None:
        return np.where(values[places] == np.float32(wanted.said), np.float32(1), np.float32(BESIDE))
    if wanted.better is None:
        return np.ones(count, np.float32)
    low, high = span
    here = values[places]
    if high == low:
        return np.where(np.isnan(here), np.float32(0), np.float32(1))
    near = (here - low) / (high - low) if wanted.better == "higher" else (high - here) / (high - low)
    return np.nan_to_num(near.astype(np.float32), nan=0.0)
