"""How well questions are understood, on public data: `python -m tests.benchmarks.understanding [--data DIR]`.

The data (columns text,label; an empty label is out of scope) is not the project's: HINT3's powerplay11 (ODbL,
hellohaptik), CLINC150 small (CC BY 3.0), a French employee FAQ, Microsoft's chit-chat. Everything is measured at the
shipped bands, one set of values for all; `choose_bands` is how they were chosen, from training files only.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.cli.playbook.playbooks import checked_playbook
from bot.cli.playbook.reading import Remembering
from bot.playbook.source.files import default_folder
from bot.store.playbooks.embeddings import EmbeddingFile
from bot.understanding import dictionary, language
from bot.understanding.questions import embedding
from bot.understanding.questions.bands import Answer, Clarify, Decision, Taste, Unsure, decide
from bot.understanding.questions.examples import Examples, Meaning, gathered
from bot.understanding.questions.matcher import Matcher
from bot.understanding.questions.small_talk import SMALL_TALK
from bot.wiring.memory import give_back, take_singly

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "understanding"
OUT = ""
TASTES: tuple[Taste, ...] = ("careful", "balanced", "bold")


class Row(NamedTuple):
    text: str
    label: str


def rows(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8") as file:
        return [Row(row["text"], row["label"]) for row in csv.DictReader(file)]


def learnt(train: Iterable[Row]) -> Examples:
    """The examples of a set as a playbook's answers, with the shipped small talk."""
    by_label: dict[str, list[str]] = {}
    for row in train:
        if row.label != OUT:
            by_label.setdefault(row.label, []).append(row.text)
    answers = [(Meaning("answer", label), texts) for label, texts in sorted(by_label.items())]
    return gathered([*answers, (Meaning("small_talk", ""), SMALL_TALK)])


def ready(train: Sequence[Row], embedder: embedding.Embedder | None, cache: EmbeddingFile) -> Matcher:
    matcher = Matcher(learnt(train), embedder, cache)
    while matcher.embed_missing(256):
        pass
    return matcher


def sms(text: str, chance: random.Random) -> str:
    """How the text might look in an SMS: no accents or signs, short forms, letters lost."""
    short = {"pourquoi": "pk", "quoi": "koi", "que": "ke", "qui": "ki", "quand": "kan", "comment": "cmt", "vous": "vs",
             "beaucoup": "bcp", "toujours": "tjs", "pour": "pr", "dans": "ds", "tout": "tt", "avec": "avc", "est": "e",
             "c'est": "c", "j'ai": "g", "je": "j", "quel": "kel", "combien": "cb", "aujourd'hui": "ajd"}  # fmt: skip
    words = []
    for word in text.lower().replace("’", "'").split():
        bare = word.strip("?!.,;:")
        word = short.get(bare, bare)
        if len(word) > 5 and chance.random() < 0.3:
            at = chance.randrange(1, len(word) - 1)
            word = word[:at] + word[at + 1 :]
        words.append(word)
    return " ".join(words).translate(str.maketrans("éèêëàâîïôûùç", "eeeeaaiiouuc"))


class Figures(NamedTuple):
    in_scope: float
    strangers: float | None
    mcc: float
    answered: float
    wrong: float


def figures(labels: Sequence[str], given: Sequence[str | None]) -> Figures:
    """`given` is the answer's id, or None where none was given; a label that was never learnt counts as out of
    scope.
    """
    inside = [got == label for label, got in zip(labels, given, strict=True) if label != OUT]
    outside = [got is None for label, got in zip(labels, given, strict=True) if label == OUT]
    wrong = [got is not None and got != label for label, got in zip(labels, given, strict=True)]
    return Figures(
        _share(inside),
        _share(outside) if outside else None,
        correlation(labels, [got or OUT for got in given]),
        _share([got is not None for got in given]),
        _share(wrong),
    )


def _share(held: Sequence[bool]) -> float:
    return sum(held) / max(1, len(held))


def correlation(labels: Sequence[str], given: Sequence[str]) -> float:
    """Matthews' correlation over all classes, out of scope as one (Gorodkin 2004)."""
    names = {name: place for place, name in enumerate(sorted({*labels, *given}))}
    table = np.zeros((len(names), len(names)))
    for label, got in zip(labels, given, strict=True):
        table[names[label], names[got]] += 1
    true, told, right, total = table.sum(1), table.sum(0), np.trace(table), table.sum()
    spread = (total**2 - told @ told) * (total**2 - true @ true)
    return float((right * total - true @ told) / np.sqrt(spread)) if spread else 0.0


def measure(name: str, matcher: Matcher, test: Sequence[Row]) -> None:
    known = {meaning.id for meaning in matcher.meanings}
    labels = [row.label if row.label in known else OUT for row in test]
    readings = [matcher.read(row.text) for row in test]
    among = [
        any(label == found.id for found in reading.candidates[:3])
        for label, reading in zip(labels, readings, strict=True)
        if label != OUT
    ]
    for taste in TASTES:
        decisions = [decide(reading, taste) for reading in readings]
        given = [decision.candidate.id if isinstance(decision, Answer) else None for decision in decisions]
        found = figures(labels, given)
        inside = zip(labels, decisions, strict=True)
        helped = _share([label in named(decision) for label, decision in inside if label != OUT])
        strangers = "    –" if found.strangers is None else f"{found.strangers:5.1%}"
        reader = matcher.reader.split("/")[0]
        print(
            f"{name:20} {reader:22} {taste:9} {found.in_scope:7.1%}  {strangers:>6}  {found.mcc:6.3f}",
            f" {found.answered:7.1%}  {found.wrong:6.1%}  {_share(among):6.1%}  {helped:7.1%}",
            flush=True,
        )


def named(decision: Decision) -> list[str]:
    """What is answered, or offered in "did you mean"."""
    match decision:
        case Answer(candidate):
            return [candidate.id]
        case Clarify(candidates):
            return [candidate.id for candidate in candidates]
        case Unsure():
            return []


def sample(found: Sequence[Row], most: int) -> list[Row]:
    return list(found) if len(found) <= most else random.Random(7).sample(list(found), most)


def table(
    folder: Path, most: int, cache: EmbeddingFile, embedders: Sequence[embedding.Embedder | None], only: str
) -> None:
    print(f"{'set':20} {'reader':22} {'taste':9} in-scope  strange  MCC     answered  wrong   top 3   offered")
    chance = random.Random(3)
    french = rows(folder, "wikit_fr_dev")
    sets = [
        ("powerplay11", rows(folder, "powerplay11_train"), rows(folder, "powerplay11_test")),
        ("powerplay11 v2", rows(folder, "powerplay11_train"), rows(folder, "powerplay11_v2_test")),
        ("French FAQ", rows(folder, "wikit_fr_train"), french),
        ("French FAQ, SMS", rows(folder, "wikit_fr_train"), [Row(sms(row.text, chance), row.label) for row in french]),
        ("CLINC150 small", rows(folder, "clinc150_small_train"), rows(folder, "clinc150_small_test")),
        (
            "small talk, French",
            rows(folder, "wikit_fr_train"),
            [Row(row.text, OUT) for row in rows(folder, "chitchat_fr_test")],
        ),
        (
            "small talk, English",
            rows(folder, "powerplay11_train"),
            [Row(row.text, OUT) for row in rows(folder, "chitchat_en_test")],
        ),
    ]
    for embedder in embedders:
        for name, train, test in [each for each in sets if only in each[0]]:
            measure(name, ready(train, embedder, cache), sample(test, most))
    print(
        "in-scope: answered rightly, of those in scope; strange: not answered, of those out of it; top 3: the right one"
        " is among the three likeliest; offered: it is answered, or among what the customer is asked to choose from"
    )


class Invented:
    """Vectors that mean nothing: what a question costs depends on how many there are, not on their values."""

    def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        return {
            key: embedding.packed(np.random.default_rng(int(key, 16)).standard_normal(384, np.float32)) for key in keys
        }

    def put_many(self, vectors: Mapping[str, bytes]) -> None: ...


def thousand_answers(folder: Path) -> Examples:
    """CLINC150's examples dealt out to 1,000 answers, seven or eight to each, those of one intent side by side."""
    found = sorted((row for row in rows(folder, "clinc150_small_train") if row.label != OUT), key=lambda row: row.label)
    return learnt([Row(row.text, f"{at * 1000 // len(found):03}") for at, row in enumerate(found)])


def time_of(matcher: Matcher, questions: Sequence[Row]) -> str:
    """Processor time, because a busy machine's clock says little."""
    spent = []
    for question in questions:
        began = time.process_time()
        matcher.read(question.text)
        spent.append((time.process_time() - began) * 1000)
    median, late = np.quantile(spent, [0.5, 0.99])
    return f"a question takes {median:.1f} ms (median), {late:.1f} ms (99 of 100)"


def crowded(embedder: embedding.Embedder | None, folder: Path) -> None:
    examples = thousand_answers(folder)
    matcher = Matcher(examples, embedder, Invented())
    while matcher.embed_missing(256):  # those whose vector another's has hidden
        pass
    taken = time_of(matcher, sample(rows(folder, "clinc150_small_test"), 200))
    print(f"{matcher.reader}: 1,000 answers, {len(examples.texts)} examples: {taken}", flush=True)


def weight(embedder: embedding.Embedder | None, questions: Sequence[Row]) -> None:
    """What reading costs in the example store, on one core."""
    take_singly()  # first, as the program does
    language.load()
    dictionary.load()
    playbook, _ = checked_playbook(default_folder())
    began = time.process_time()
    matcher = Matcher(playbook, embedder)
    ready_after = time.process_time() - began
    examples = matcher.embed_missing(0)
    while matcher.embed_missing(64):
        pass
    give_back()  # as the program does once it has learnt
    learnt_after = time.process_time() - began
    taken = time_of(matcher, questions)
    now = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    print(
        f"{matcher.reader}: reads by words after {ready_after:.1f} s, with {examples} embeddings after"
        f" {learnt_after:.1f} s; {taken};"
        f" {now:.0f} MB, at its peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of the CSV files")
    parser.add_argument("--most", type=int, default=1000, help="questions of a set at most, drawn with a fixed seed")
    parser.add_argument("--weight", action="store_true", help="only time and memory, in the example store")
    parser.add_argument("--lexical", action="store_true", help="only the part that works without embeddings")
    parser.add_argument("--only", default="", help="only the sets with this in their name; no time, no memory")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "parcours-benchmark-vectors.db")
    asked = parser.parse_args()
    if not (asked.data / "powerplay11_train.csv").exists():
        sys.exit(f"no data in {asked.data}: give the folder with powerplay11_train.csv and the others by --data DIR")
    cache = EmbeddingFile(asked.cache)
    embedders: list[embedding.Embedder | None] = [None] if asked.lexical else [embedding.load(), None]
    take_singly()  # as the program does: numpy's threads would wait for each other on a busy machine
    asked_really = sample(rows(asked.data, "powerplay11_test"), 100) + sample(rows(asked.data, "wikit_fr_dev"), 100)
    if not asked.only:
        for embedder in reversed(embedders):
            weight(embedder, asked_really)
        for embedder in reversed(embedders):
            crowded(embedder, asked.data)
    if not asked.weight:
        table(asked.data, asked.most, cache, [found and Remembering(found, cache) for found in embedders], asked.only)


if __name__ == "__main__":
    main()
