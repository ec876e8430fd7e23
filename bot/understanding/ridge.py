"""The linear head: which class do a text's features speak for, learnt from the examples in one go.

Ridge regression on one-hot classes, each class weighing alike whatever its number of examples (halfway: by the square
root). Solved in the dual where there are fewer examples than features, in the primal otherwise, so that a playbook
of ten thousand examples costs seconds and of three hundred some milliseconds. No iteration, no chance: the same
examples give the same head.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RIDGE = 0.5
BALANCE = 0.5  # 0: each example weighs alike; 1: each class

Matrix = NDArray[np.float32]


class Head:
    """`values(x)` gives one number a class, near 1 for the class of an example and near 0 for the others.

    `held_out` are the values each example would get from a head learnt without it, exact and without learning it again:
    what the head makes of a text it has not seen.
    """

    def __init__(self, features: Matrix, classes: NDArray[np.intp], count: int) -> None:
        targets = np.zeros((len(features), count), dtype=np.float32)
        targets[np.arange(len(features)), classes] = 1
        sizes = targets.sum(axis=0)[classes]
        weights = sizes**-BALANCE
        weights = (weights / weights.mean()).astype(np.float32)
        solve = _dual if len(features) < features.shape[1] else _primal
        self._weights, self.held_out = solve(features, targets, weights)

    def values(self, features: Matrix) -> Matrix:
        """Return one value a class."""
        return features @ self._weights


def _dual(features: Matrix, targets: Matrix, weights: Matrix) -> tuple[Matrix, Matrix]:
    gram = features @ features.T
    inverse = np.linalg.inv(gram + np.diag(RIDGE / weights))
    shares = inverse @ targets
    return features.T @ shares, targets - shares / np.diag(inverse)[:, None]


def _primal(features: Matrix, targets: Matrix, weights: Matrix) -> tuple[Matrix, Matrix]:
    weighted = features * weights[:, None]
    inverse = np.linalg.inv(features.T @ weighted + RIDGE * np.eye(features.shape[1], dtype=np.float32))
    solved = inverse @ (weighted.T @ targets)
    leverage = np.einsum("ij,ij->i", features @ inverse, weighted)
    fitted = features @ solved
    held_out = targets - (targets - fitted) / (1 - np.minimum(leverage, 0.999))[:, None]
    return solved.astype(np.float32), held_out.astype(np.float32)
