"""What the examples make of a text: for each meaning, how likely it is the one.

A text is held against the examples in the lexical space and, where there are embeddings, in theirs, centred on the
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

from bot.understanding.questions.examples import Examples
from bot.understanding.questions.lexical import LexicalSpace
from bot.understanding.questions.ridge import Head, landmarks
from bot.understanding.spelling import written_out

LEXICAL_WEIGHT = 0.25  # of the lexical similarity beside the embedding's, in the kernel
NEARNESS = 1.0  # of the squared similarity in sense, which lets near examples count for more; in words it helps nothing

Matrix = NDArray[np.float32]


class Curve(Struct, frozen=True):
    """The logistic curve: weights of the features, in the order of `looks_at`, and its offset.

    Fitted on playbooks of many shapes, taken apart, with meanings held out as strangers, from training files only:
    `tests/benchmarks/choose_bands.py` holds the procedure and prints it again. The offset puts 0.5 at the bar of
    `balanced`.
    """

    weights: tuple[float, ...]
    offset: float


def space_of(examples: Examples) -> LexicalSpace:
    """Return the lexical space of the examples, which two models may share."""
    return LexicalSpace([written_out(text) for text in examples.texts])


class Model:
    """Learnt from examples, one at least, and where given their embeddings, one row an example."""

    def __init__(
        self, examples: Examples, embedded: Matrix | None, curve: Curve, space: LexicalSpace | None = None
    ) -> None:
        places = np.array(examples.places, dtype=np.intp)
        self._curve = np.array([*curve.weights, curve.offset])
        self._space = space or space_of(examples)
        self._centre: Matrix | None = None if embedded is None else embedded.mean(axis=0)
        self._embedded = self._centred(embedded)
        self._first = np.flatnonzero(np.r_[True, places[1:] != places[:-1]])
        self._marks = landmarks(examples.texts, places)
        lexical = self._space.examples
        kernel = self._kernel(*self._alike(lexical, self._embedded, self._marks))
        self._head = Head(kernel, self._marks, places, len(examples.meanings))
        self._usual = self._held_out(lexical, places)

    def scores(self, text: str, vector: Matrix | None) -> Matrix:
        """Return the score of each meaning, 0 to 1, for a text and its embedding."""
        return self._on_the_curve(self.looks_at([text], None if vector is None else vector[None])[0])

    def looks_at(self, texts: Sequence[str], vectors: Matrix | None) -> Matrix:
        """Return, for each text and meaning, what the curve looks at (see `_looks`)."""
        lexical = np.stack([self._space.vector(written_out(text)) for text in texts])
        return self._looks(lexical, self._centred(vectors))

    def _looks(self, lexical: Matrix, embedded: Matrix | None) -> Matrix:
        """The head's value and its lead, the nearest example's similarity and its lead, and what is usual for the
        examples themselves."""
        alike, sense = self._alike(lexical, embedded, None)
        values = self._head.values(self._kernel(alike, sense)[:, self._marks])
        nearest = np.maximum.reduceat(alike if sense is None else sense, self._first, axis=1)
        seen = np.stack([values, _lead(values), nearest, _lead(nearest)], axis=-1)
        usual = np.broadcast_to(self._usual, (*values.shape, len(self._usual)))
        return np.concatenate([seen, usual], axis=-1).astype(np.float32)

    def _alike(
        self, lexical: Matrix, embedded: Matrix | None, marks: NDArray[np.intp] | None
    ) -> tuple[Matrix, Matrix | None]:
        """How alike texts and examples (all, or those marked) are in words, and in sense where there are embeddings."""
        own = slice(None) if marks is None else marks
        if marks is None and len(lexical) == 1:
            in_words = self._space.alike(lexical[0])[None]
        else:
            in_words = lexical @ self._space.examples[own].T
        if embedded is None or self._embedded is None:
            return in_words, None
        return in_words, embedded @ self._embedded[own].T

    def _kernel(self, in_words: Matrix, in_sense: Matrix | None) -> Matrix:
        if in_sense is None:
            return in_words
        near = in_sense + NEARNESS * np.maximum(in_sense, 0) ** 2
        kernel: Matrix = (near + LEXICAL_WEIGHT * in_words).astype(np.float32)
        return kernel

    def _on_the_curve(self, looks: Matrix) -> Matrix:
        scores: Matrix = 1 / (1 + np.exp(-(looks @ self._curve[:-1] + self._curve[-1])))
        return scores

    def _centred(self, vectors: Matrix | None) -> Matrix | None:
        if vectors is None or self._centre is None:
            return None
        moved = vectors - self._centre
        centred: Matrix = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
        return centred

    def _held_out(self, lexical: Matrix, places: NDArray[np.intp]) -> Matrix:
        """The medians that the examples get when each is held out: the head's value and lead, the nearest of its
        own.
        """
        values = self._head.held_out
        lead = np.take_along_axis(_lead(values), places[self._marks, None], axis=1)
        among = [np.median(values.max(axis=1)), np.median(lead)]
        for vectors in (self._embedded, lexical):
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
