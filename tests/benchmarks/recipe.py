"""A plain recipe held against what is shipped: `python -m tests.benchmarks.recipe [--data DIR]`.

The same embeddings, n-grams and ridge, but no small talk, no "did you mean" and no curve: the likeliest answer is given
where sqrt(sigmoid(3 x lead)) x sqrt(similarity to its nearest example) reaches a bar. For several bars, one line tells
what the French FAQ and powerplay11 get at that bar: a bar that refuses next to nothing answers the FAQ better than the
program does, and says something to most of those who asked powerplay11 about something else.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.store.playbooks.embeddings import EmbeddingFile
from bot.understanding.language import tell
from bot.understanding.questions import embedding
from bot.understanding.questions.examples import Meaning, gathered
from bot.understanding.questions.model import Curve, Model
from bot.understanding.spelling import Speller, written_out
from bot.wiring.memory import take_singly
from tests.benchmarks.choose_bands import Vectors
from tests.benchmarks.understanding import DATA, OUT, Figures, Row, figures, rows, sample

BARS = (0.0, 0.4, 0.45, 0.5, 0.54, 0.56, 0.58, 0.6)


def by_bar(train: Sequence[Row], test: Sequence[Row], vectors: Vectors) -> list[Figures]:
    labels = sorted({row.label for row in train} - {OUT})
    examples = gathered((Meaning("answer", it), [row.text for row in train if row.label == it]) for it in labels)
    model = Model(examples, vectors.of([written_out(text) for text in examples.texts]), Curve((), 0.0))
    speller = Speller(examples.texts)
    texts = [speller.clean(row.text, tell(row.text)[0]) for row in test]
    looks = model.looks_at(texts, vectors.of(texts))
    best = looks[:, :, 0].argmax(axis=1)
    _, lead, nearest = looks[np.arange(len(best)), best, :3].T
    scores = np.sqrt(1 / (1 + np.exp(-3 * lead))) * np.sqrt(np.maximum(nearest, 0))
    meant = [row.label if row.label in labels else OUT for row in test]
    given = [examples.meanings[place].id for place in best]
    return [
        figures(meant, [it if score >= bar else None for it, score in zip(given, scores, strict=True)]) for bar in BARS
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of the CSV files")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "parcours-benchmark-vectors.db")
    asked = parser.parse_args()
    take_singly()
    vectors = Vectors(embedding.load(), EmbeddingFile(asked.cache))
    faq = by_bar(rows(asked.data, "wikit_fr_train"), rows(asked.data, "wikit_fr_dev"), vectors)
    real = sample(rows(asked.data, "powerplay11_test"), 1000)
    shop = by_bar(rows(asked.data, "powerplay11_train"), real, vectors)
    print("bar   FAQ in scope   powerplay11: in scope  strange    MCC  wrong")
    for bar, one, other in zip(BARS, faq, shop, strict=True):
        print(
            f"{bar:4.2f} {one.in_scope:14.1%} {other.in_scope:22.1%} {other.strangers or 0.0:8.1%} {other.mcc:6.3f}"
            f" {other.wrong:6.1%}"
        )


if __name__ == "__main__":
    main()
