"""The file of vectors: kept between runs, shared, never fatal."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.store.playbooks.embeddings import EmbeddingFile


def test_vectors_are_kept_between_runs(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "vectors.db"
    EmbeddingFile(path).put_many({"a": b"1", "b": b"2"})
    EmbeddingFile(path).put_many({"b": b"3"})
    assert EmbeddingFile(path).get_many(["a", "b", "c"]) == {"a": b"1", "b": b"3"}


def test_many_keys_are_asked_for_at_once(tmp_path: Path) -> None:
    file = EmbeddingFile(tmp_path / "vectors.db")
    file.put_many({str(place): b"x" for place in range(2500)})
    assert len(file.get_many([str(place) for place in range(3000)])) == 2500


def test_a_missing_file_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "vectors.db"
    assert EmbeddingFile(path).get_many(["a"]) == {}
    assert not path.exists()


@pytest.mark.parametrize("content", [b"this is no database" * 100, b""])
def test_a_broken_file_is_no_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vectors.db"
    path.write_bytes(content)
    file = EmbeddingFile(path)
    assert file.get_many(["a"]) == {}
    file.put_many({"a": b"1"})


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    file = EmbeddingFile(tmp_path / "a file" / "vectors.db")
    file.put_many({"a": b"1"})
    assert file.get_many(["a"]) == {}


def test_several_may_use_it_at_once(tmp_path: Path) -> None:
    path = tmp_path / "vectors.db"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda place: EmbeddingFile(path).put_many({f"{place}": b"x", "shared": b"y"}), range(40)))
    assert len(EmbeddingFile(path).get_many([*map(str, range(40)), "shared"])) == 41
