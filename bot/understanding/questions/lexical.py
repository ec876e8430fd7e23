"""How alike two texts are by their words and letters: what works at once, in any language, without a model.

A text becomes a unit vector of its words, pairs of words and pieces of words (three to five letters, so that
"livraison" and "livrason" share most), weighted by how rarely the examples use them (tf-idf), and folded into a
fixed number of dimensions by signed hashing: no vocabulary to keep, and the cost of a playbook grows with its
examples only.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.rules.texts.plain_text import plain

DIMENSIONS = 1024
LOOKED_AT = 400  # characters
PIECES = (3, 4, 5)  # letters
UNKNOWN = 1.0  # how much a piece that no example has counts in a text's length: it makes the text less like any

_BUCKETS = 1 << 16  # where the number of examples that use a piece is counted

Vector = NDArray[np.float32]


def pieces(text: str) -> Counter[str]:
    """Return the words, pairs of words and pieces of words of a text, with how often each occurs."""
    said = plain(text, LOOKED_AT).split()
    found = Counter(f"w {word}" for word in said)
    found.update(f"b {first} {second}" for first, second in pairwise(said))
    for word in said:
        framed = f" {word} "
        found.update(framed[at : at + size] for size in PIECES for at in range(len(framed) - size + 1))
    return found


class LexicalSpace:
    """The space that a playbook's examples span. Reading a text costs some 0.1 ms."""

    def __init__(self, examples: Sequence[str]) -> None:
        counted = [_counted(example) for example in examples]
        used = np.zeros(_BUCKETS, dtype=np.int32)
        for hashes, _ in counted:
            used[np.unique(hashes & (_BUCKETS - 1))] += 1
        self._weights = (np.log((1 + len(examples)) / (1 + used)) + 1).astype(np.float32)
        self._known = used > 0
        rows = np.stack([self._folded(*each) for each in counted]) if counted else _no_vectors()
        # Kept by dimension, and only what is not zero, a twentieth: a text has some hundred dimensions, whose examples
        # are read. Written out, the example store's took 8 MB and not one, for a tenth of a millisecond a text.
        dimensions, places = np.nonzero(rows.T)
        self._count = len(rows)
        self._begins: list[int] = np.searchsorted(dimensions, np.arange(DIMENSIONS + 1)).tolist()
        self._places = places.astype(np.uint32)
        self._values = rows[places, dimensions]

    @property
    def examples(self) -> Vector:
        """One unit vector a row, made for who learns from them."""
        rows = np.zeros((self._count, DIMENSIONS), dtype=np.float32)
        rows[self._places, np.repeat(np.arange(DIMENSIONS), np.diff(self._begins))] = self._values
        return rows

    def alike(self, vector: Vector) -> Vector:
        """Return the similarity of a text's vector to each example."""
        said = np.flatnonzero(vector)
        spans = [slice(self._begins[one], self._begins[one + 1]) for one in said.tolist()]
        if not spans:
            return np.zeros(self._count, dtype=np.float32)
        shares = [self._values[span] * weight for span, weight in zip(spans, vector[said], strict=True)]
        places = np.concatenate([self._places[span] for span in spans])
        return np.bincount(places, np.concatenate(shares), self._count).astype(np.float32)

    def vector(self, text: str) -> Vector:
        """Return the text's vector; its length is below one by what no example has."""
        return self._folded(*_counted(text))

    def _folded(self, hashes: NDArray[np.int64], counts: Vector) -> Vector:
        buckets = hashes & (_BUCKETS - 1)
        weights = (1 + np.log(counts)) * self._weights[buckets]
        known = self._known[buckets]
        signed = weights * np.where(hashes >> 31, 1, -1)
        places = (hashes[known] >> 16) % DIMENSIONS
        vector = np.bincount(places, signed[known], DIMENSIONS)
        length = np.sqrt(np.sum(weights[known] ** 2) + np.sum((UNKNOWN * weights[~known]) ** 2))
        folded: Vector = (vector / max(float(length), 1e-6)).astype(np.float32)
        return folded


def _counted(text: str) -> tuple[NDArray[np.int64], Vector]:
    """Return the pieces of a text as hashes, and how often each occurs."""
    counted = pieces(text)
    hashes = np.fromiter((zlib.crc32(piece.encode()) for piece in counted), dtype=np.int64, count=len(counted))
    return hashes, np.fromiter(counted.values(), dtype=np.float32, count=len(counted))


def _no_vectors() -> Vector:
    return np.zeros((0, DIMENSIONS), dtype=np.float32)
