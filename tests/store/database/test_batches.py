import pytest

from bot.store.database import batches


def test_rows_are_cut_into_batches_and_none_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 3)
    assert list(batches.batches([1, 2, 3, 4, 5, 6, 7])) == [[1, 2, 3], [4, 5, 6], [7]]
    assert list(batches.batches([])) == []
