"""Sentence embeddings behind a port, so that the matcher works without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns sentences into unit vectors."""

    @property
    def name(self) -> str:
        """The model and its version: vectors of another name are of no use."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row."""


class VectorCache(Protocol):
    """Where vectors of examples are kept between runs. Never fatal: what can't be read is missing."""

    def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]: ...

    def put_many(self, vectors: Mapping[str, bytes]) -> None: ...
