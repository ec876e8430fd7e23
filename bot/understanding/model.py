"""What the examples make of a text: for each meaning, how likely it is the one.

Features are the text's place in the lexical space and, where there are embeddings, in the embedding's, centred on the
examples (e5's cosines all lie between 0.7 and 1). Two looks are taken at each meaning: the value of the linear head,
and the similarity to the meaning's nearest example. A logistic curve turns both, and their lead over the next
meaning, into a score; it also looks at what the playbook's own examples get when each is held out, because curated
examples that repeat each other deserve less trust in a middling similarity than real wordings do.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from bot.understanding.examples import Examples
from bot.understanding.lexical import LexicalSpace
from bot.understanding.ridge import Head
from bot.understanding.spelling import written_out

LEXICAL_WEIGHT = 0.5  # of the lexical features' squares, against the embedding's

Matrix = NDArray[np.float32]


class Curve(Struct, frozen=True):
    """The logistic curve: weights of the features, in the order of `looks_at`, and its offset.

    Fitted on the training halves of public sets (HINT3 powerplay11, CLINC150, Microsoft's chit-chat in both languages),
    with meanings held out as strangers: `python -m tests.benchmarks.understanding --fit` prints it again. The offset
    puts 0.5 at the bar of `balanced`.
    """

    weights: tuple[float, ...]
    offset: float


class Model:
    """Learnt from examples and, where given, their embeddings (one row an example)."""

    def __init__(self, examples: Examples, embedded: Matrix | None, curve: Curve) -> None:
        places = np.array(examples.places, dtype=np.intp)
        self._curve = np.array([*curve.weights, curve.offset])
        self._space = LexicalSpace([written_out(text) for text in examples.texts])
        self._centre: Matrix | None = None if embedded is None else embedded.mean(axis=0)
        self._embedded = self._centred(embedded)
        self._first = np.flatnonzero(np.r_[True, places[1:] != places[:-1]]) if len(places) else places
        self._head = Head(self._features(self._space.examples, self._embedded), places, len(examples.meanings))
        self._usual = self._held_out(places)

    def scores(self, text: str, vector: Matrix | None) -> Matrix:
        """Return the score of each meaning, 0 to 1, for a text and its embedding."""
        return self._on_the_curve(self.looks_at([text], None if vector is None else vector[None])[0])

    def looks_at(self, texts: Sequence[str], vectors: Matrix | None) -> Matrix:
        """Return, for each text and meaning, what the curve looks at (see `_looks`)."""
        lexical = np.stack([self._space.vector(written_out(text)) for text in texts])
        return self._looks(lexical, self._centred(vectors))

    def _looks(self, lexical: Matrix, embedded: Matrix | None) -> Matrix:
        """Return, for each text and meaning, what the curve looks at: the head's value and its lead, the nearest
        example's similarity and its lead, and what is usual for the examples themselves."""
        values = self._head.values(self._features(lexical, embedded))
        nearest = self._nearest(lexical, self._space.examples)
        if embedded is not None and self._embedded is not None:
            nearest = self._nearest(embedded, self._embedded)
        seen = np.stack([values, _lead(values), nearest, _lead(nearest)], axis=-1)
        usual = np.broadcast_to(self._usual, (*values.shape, len(self._usual)))
        return np.concatenate([seen, usual], axis=-1)

    def _on_the_curve(self, looks: Matrix) -> Matrix:
        scores: Matrix = 1 / (1 + np.exp(-(looks @ self._curve[:-1] + self._curve[-1])))
        return scores

    def _centred(self, vectors: Matrix | None) -> Matrix | None:
        if vectors is None or self._centre is None:
            return None
        moved = vectors - self._centre
        centred: Matrix = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
        return centred

    def _features(self, lexical: Matrix, embedded: Matrix | None) -> Matrix:
        if embedded is None:
            return lexical
        return np.hstack([embedded, np.sqrt(np.float32(LEXICAL_WEIGHT)) * lexical])

    def _nearest(self, texts: Matrix, examples: Matrix) -> Matrix:
        """The similarity of each text to each meaning's nearest example."""
        return np.maximum.reduceat(texts @ examples.T, self._first, axis=1)

    def _held_out(self, places: NDArray[np.intp]) -> Matrix:
        """The medians that the examples get when each is held out: the head's value and lead, the nearest of its
        own.
        """
        values = self._head.held_out
        lead = np.take_along_axis(_lead(values), places[:, None], axis=1)
        among = [np.median(values.max(axis=1)), np.median(lead)]
        for vectors in (self._embedded, self._space.examples):
            if vectors is not None:
                among.append(np.median(_nearest_of_its_own(vectors, places, self._first)))
        return np.array(among, dtype=np.float32)


def _lead(values: Matrix) -> Matrix:
    """Return how far each value is ahead of the best of the others; below zero for those that are behind."""
    if values.shape[1] < 2:
        return values.copy()
    ordered = np.sort(values, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(values == best, values - second, values - best)


def _nearest_of_its_own(vectors: Matrix, places: NDArray[np.intp], first: NDArray[np.intp]) -> Matrix:
    """Return the similarity of each example to the nearest other of its meaning; a lone one is left out."""
    found = [np.zeros(0, dtype=np.float32)]
    for start, end in zip(first, [*first[1:], len(places)], strict=True):
        if end - start > 1:
            among = vectors[start:end] @ vectors[start:end].T
            np.fill_diagonal(among, -1)
            found.append(among.max(axis=1))
    nearest = np.concatenate(found)
    return nearest if len(nearest) else np.full(1, 0.5, dtype=np.float32)
