"""Reading free texts on the command line."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.cli.playbook import reading
from bot.cli.playbook.reading import Remembering, reader_of
from bot.store.playbooks.embeddings import EmbeddingFile
from tests.studio.cafe import playbook


class Counting:
    """Makes a vector of a text's length, and counts how often it is asked."""

    name = "counting"

    def __init__(self) -> None:
        self.made: list[str] = []

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        self.made.extend(texts)
        return np.array([[len(text), 1 / 3] for text in texts], dtype=np.float32).reshape(len(texts), 2)


def test_a_vector_is_made_once_and_kept_for_the_next_run(tmp_path: Path) -> None:
    counting = Counting()
    first = Remembering(counting, EmbeddingFile(tmp_path / "vectors.db")).embed(["a", "bb", "a"])
    again = Remembering(counting, EmbeddingFile(tmp_path / "vectors.db")).embed(["bb", "ccc"])
    assert counting.made == ["a", "bb", "ccc"]
    assert first[:, 0].tolist() == [1, 2, 1]
    assert np.array_equal(first[1], again[0])


def test_no_text_is_no_vector(tmp_path: Path) -> None:
    assert Remembering(Counting(), EmbeddingFile(tmp_path / "vectors.db")).embed([]).shape == (0, 2)


def test_an_example_is_read_for_what_it_means_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "embedder", lambda: None)  # by its words alone: embedding takes its time
    read = reader_of(playbook())
    found = read("c'est livré quand", "fr", "")
    assert found.candidates[0].id == "delais"
    assert read("c'est livré quand", "fr", "") is found
