"""The matcher of a playbook, with sentence embeddings where they can be had, whose vectors are kept between runs."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import structlog

from bot.playbook.compiled import Playbook
from bot.store.playbooks.embeddings import EmbeddingFile
from bot.understanding.questions import embedding
from bot.understanding.questions.embedding import Embedder, Unavailable, Vectors
from bot.understanding.questions.matcher import Matcher

_log = structlog.get_logger(__name__)


class OneAtATime:
    """An embedder for two threads: the one that reads customers' texts, and the one that learns the playbook."""

    def __init__(self, embedder: Embedder) -> None:
        self.name = embedder.name
        self._embedder = embedder
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row. A customer's text waits for at most one example of the playbook."""
        if not texts:
            return self._embedder.embed(texts)
        return np.concatenate([self._embed_one(text) for text in texts])

    def _embed_one(self, text: str) -> Vectors:
        with self._lock:
            return self._embedder.embed([text])


@cache
def embedder() -> OneAtATime | None:
    """Return this process's embedder, loaded once; None where it can't load: texts are read by their words alone."""
    try:
        return OneAtATime(embedding.load())
    except Unavailable as reason:
        _log.warning("reading without embeddings", reason=str(reason))
        return None


def vectors_file() -> Path:
    """Return where the vectors of examples are kept: the user's cache, because they may be lost and shared."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "parcours" / "vectors.db"


def matcher_maker() -> Callable[[Playbook], Matcher]:
    """Return what makes the matcher of a playbook."""
    kept = EmbeddingFile(vectors_file())
    return lambda playbook: Matcher(playbook, embedder(), kept)
