"""The head: which meaning do a text's similarities to the examples speak for, learnt in one go.

Kernel ridge regression on one-hot meanings, meanings with few examples weighing nearly as much as others. Up to
`LANDMARKS` examples it is exact; past that, a share of each meaning stands for all (subset of regressors), so that a
playbook of ten thousand examples costs seconds and of three hundred some milliseconds. No iteration, no chance: the
same examples give the same head.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RIDGE = 0.5
BALANCE = 0.5  # 0: each example weighs alike; 1: each meaning
LANDMARKS = 1000  # at least; a quarter of many examples, twice as many at most

Matrix = NDArray[np.float32]


def landmarks(texts: Sequence[str], places: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return which examples the others are held against: of each meaning its share, by what is written.

    So another example changes little of what was learnt, where every second one, counted from the first, would be
    another set.
    """
    wanted = min(len(texts), max(LANDMARKS, min(len(texts) // 4, 2 * LANDMARKS)))
    drawn = np.array([zlib.crc32(text.encode("utf-8", "replace")) for text in texts], dtype=np.int64)
    order = np.lexsort((drawn, places))
    first = np.searchsorted(places, places[order])
    ranks = (np.arange(len(order)) - first + 0.5) / np.bincount(places)[places[order]] if len(texts) else drawn
    return np.sort(order[np.argsort(ranks, kind="stable")[:wanted]])


class Head:
    """Learnt from a kernel, which it changes.

    `values` gives one number a meaning, near 1 for the meaning of an example and near 0 for the others.

    `held_out` are the values each landmark would get from a head learnt without it, without learning it again: what
    the head makes of a text it has not seen.
    """

    def __init__(self, kernel: Matrix, marks: NDArray[np.intp], places: NDArray[np.intp], count: int) -> None:
        targets = np.zeros((len(kernel), count), dtype=np.float32)
        targets[np.arange(len(kernel)), places] = 1
        weights = targets.sum(axis=0)[places] ** -BALANCE
        weights = (weights / weights.mean()).astype(np.float32)
        if len(marks) == len(kernel):
            self._shares, self.held_out = _exact(kernel, targets, weights)
        else:
            self._shares, self.held_out = _by_landmarks(kernel, marks, targets, weights)

    def values(self, kernel: Matrix) -> Matrix:
        """Return one value a meaning for texts, by their kernel against the landmarks (one row a text)."""
        return kernel @ self._shares


def _exact(kernel: Matrix, targets: Matrix, weights: Matrix) -> tuple[Matrix, Matrix]:
    kernel.flat[:: len(kernel) + 1] += RIDGE / weights  # in place: a copy would take some megabytes
    inverse = np.linalg.inv(kernel)
    shares = inverse @ targets
    held_out = targets - shares / np.diag(inverse)[:, None]
    return shares.astype(np.float32), held_out.astype(np.float32)


def _by_landmarks(kernel: Matrix, marks: NDArray[np.intp], targets: Matrix, weights: Matrix) -> tuple[Matrix, Matrix]:
    weighted = kernel * weights[:, None]
    among = kernel[marks] + 1e-4 * np.eye(len(marks))
    # In double precision: with more landmarks than dimensions, this little is all that keeps it from being singular.
    inverse = np.linalg.inv((kernel.T @ weighted).astype(np.float64) + RIDGE * among)
    shares = inverse @ (weighted.T @ targets)
    own = kernel[marks]
    leverage = np.einsum("ij,ij->i", own @ inverse, weighted[marks])
    held_out = targets[marks] - (targets[marks] - own @ shares) / (1 - np.minimum(leverage, 0.999))[:, None]
    return shares.astype(np.float32), held_out.astype(np.float32)
