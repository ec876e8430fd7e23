"""Learns how like an opt-out a text is, and prints `bot/understanding/questions/opt_out_weights.py`.

    python -m tests.benchmarks.learn_opt_outs [--held-out] [--no-embeddings]

It learns from the corpora in tests/data/opt_out, save the newest that was written blind (`fourth_blind`), from what
`opt_out_grammar` makes, and from what is no opt-out beside them: small talk, and questions of the example store.
`--held-out` learns without each corpus in turn and prints, for a few bars, how many of its opt-outs pass, and
how many of what is harmless, where the rules say nothing: the bars of `opt_out_likeness` were read off that table.
"""

from __future__ import annotations

import base64
import json
import sys
import textwrap
from pathlib import Path
from random import Random

import numpy as np

from bot.playbook.building import build
from bot.rules.opt_out.opt_out import recognise
from bot.understanding.questions import embedding
from bot.understanding.questions.examples import of_playbook
from bot.understanding.questions.opt_out_likeness import DIMENSIONS, counted
from bot.understanding.questions.small_talk import SMALL_TALK
from bot.understanding.spelling import written_out
from tests.benchmarks.opt_out_grammar import harmless, opt_outs
from tests.test_example_store import SOURCES

CORPORA = Path(__file__).parent.parent / "data" / "opt_out"
#: `taught` was written to be learnt from; the blind ones but the newest were looked at since, and serve as well.
NAMES = (
    *("seen", "held_out", "development", "held_out_2", "fresh", "last"),
    *("worked_on", "blind", "second_blind", "third_blind", "taught"),
)
RIDGE = 0.3
MADE = 200  # of each kind by the grammar: a tenth of what was written
ORDINARY = 700  # of what is said to a shop every day, drawn by lot
WEIGHT = 3.0  # of an opt-out beside a harmless text: one that is missed costs more than a question too many
BARS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)


def corpus(name: str) -> list[str]:
    path = CORPORA / f"{name}.txt"
    if path.exists():
        return path.read_text("utf-8").splitlines()
    return [text for texts in json.loads((CORPORA / f"{name}.json").read_text("utf-8")).values() for text in texts]


def gathered() -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return texts, each once; 1 for an opt-out and -1 for what is none; and the corpus of each."""
    store = build(SOURCES).playbook
    assert store is not None
    ordinary = [*SMALL_TALK, *of_playbook(store).texts]
    Random("ordinary").shuffle(ordinary)
    found: dict[str, tuple[int, str]] = {}
    for name in NAMES:
        for text in corpus(f"opt_outs_{name}"):
            found.setdefault(text, (1, name))
        for text in corpus(f"harmless_{name}"):
            found.setdefault(text, (-1, name))
    for place, text in enumerate(opt_outs(MADE, "taught")):
        found.setdefault(text, (1, f"made_{place % 5}"))
    for place, text in enumerate(harmless(MADE, "taught")):
        found.setdefault(text, (-1, f"made_{place % 5}"))
    for place, text in enumerate(ordinary[:ORDINARY]):
        found.setdefault(text, (-1, f"ordinary_{place % 5}"))
    return list(found), np.array([y for y, _ in found.values()]), np.array([name for _, name in found.values()])


def lexical(texts: list[str]) -> np.ndarray:
    rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        places, values = counted(text)
        np.add.at(row, places, values)
    return rows


def embedded(texts: list[str]) -> np.ndarray | None:
    try:
        return embedding.load().embed([written_out(embedding.presentable(text)) for text in texts])
    except embedding.Unavailable as reason:
        print(reason, file=sys.stderr)
        return None


def fitted(rows: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Return the weights of a ridge regression, by its dual: there are more dimensions than texts."""
    kernel = rows @ rows.T
    kernel.flat[:: len(kernel) + 1] += RIDGE / np.where(targets > 0, WEIGHT, 1.0)
    weights: np.ndarray = rows.T @ np.linalg.solve(kernel, targets.astype(np.float32))
    return weights


def in_sense(vectors: np.ndarray) -> np.ndarray:
    """Rows about as long as the lexical ones, with a place for the offset."""
    return np.hstack([vectors * 3, np.full((len(vectors), 1), 3, dtype=np.float32)])


def table(name: str, scores: np.ndarray, targets: np.ndarray, corpora: np.ndarray, silent: np.ndarray) -> None:
    ordinary = np.char.startswith(corpora, "ordinary")
    print(f"{name}: bar; opt-outs that pass, of all; of those the rules miss; harmless asked; ordinary asked")
    for bar in BARS:
        passed = scores >= bar
        told = [passed[targets > 0], passed[(targets > 0) & silent]]
        told += [(passed & silent)[(targets < 0) & ~ordinary], (passed & silent)[ordinary]]
        print(f"  {bar:4.1f}", *(f"{100 * one.mean():5.1f} %" for one in told))


def held_out(rows: list[np.ndarray], targets: np.ndarray, corpora: np.ndarray) -> np.ndarray:
    """Return what each text gets of heads learnt without its corpus."""
    scores = np.zeros(len(targets))
    for name in dict.fromkeys(corpora):
        out = corpora == name
        scores[out] = sum(each[out] @ fitted(each[~out], targets[~out]) for each in rows) / len(rows)
    return scores


def main() -> None:
    texts, targets, corpora = gathered()
    words = lexical(texts)
    sense = None if "--no-embeddings" in sys.argv else embedded(texts)
    both = [words] if sense is None else [words, in_sense(sense)]
    if "--held-out" in sys.argv:
        silent = np.array([(found := recognise(text)) is None or found.kind != "stop" for text in texts])
        table("words", held_out([words], targets, corpora), targets, corpora, silent)
        if sense is not None:
            table("words and sense", held_out(both, targets, corpora), targets, corpora, silent)
        return
    weights = fitted(words, targets)
    scale = float(np.abs(weights).max()) / 127
    small = np.rint(weights / scale).astype(np.int8)
    print('"""What was learnt of opt-outs; printed by `tests/benchmarks/learn_opt_outs.py`."""\n')
    print(f"SCALE = {scale:.6g}\n#: One signed byte for each place that a piece of a text is hashed to, in base 85.")
    print(f'WORDS = """\n{wrapped(small.tobytes())}\n"""')
    print("#: Half-precision numbers, one for each number of the sentence's vector and the offset, in base 85.")
    packed = b"" if sense is None else fitted(in_sense(sense), targets).astype(np.float16).tobytes()
    print(f'SENSE = """\n{wrapped(packed)}\n"""')


def wrapped(data: bytes) -> str:
    return "\n".join(textwrap.wrap(base64.b85encode(data).decode(), 118))


if __name__ == "__main__":
    main()
