"""How well replies to questions with choices are understood: `python -m tests.benchmarks.choices [--missed]`.

`tests/data/choices` has replies to the example store's questions, written by somebody who had seen the labels alone.
Each is read by the rules of labels and words first, and what these leave by sense, as in production.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot.cli.playbook.playbooks import checked_playbook
from bot.cli.playbook.reading import Remembering
from bot.engine.listening.in_other_words import LIKELY
from bot.playbook.compiled import Ask, Playbook
from bot.playbook.source.files import default_folder
from bot.store.playbooks.embeddings import EmbeddingFile
from bot.understanding.questions import embedding
from bot.understanding.questions.matcher import Matcher
from bot.understanding.replies.choices import example_of, read_choice
from bot.understanding.replies.outcome import SURE, Understood
from bot.understanding.replies.said_ahead import choice_in

REPLIES = Path(__file__).parents[1] / "data" / "choices" / "replies.tsv"
NONE = "-"


class Reply(NamedTuple):
    """What was written to a question (`flow/step`), and the key of the choice that it means."""

    question: str
    said: str
    means: str


class Read(NamedTuple):
    reply: Reply
    by_rules: str
    by_sense: str


def replies() -> list[Reply]:
    with REPLIES.open(encoding="utf-8") as file:
        return [Reply(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def by_rules(step: Ask, said: str) -> str:
    """Return the key of the choice that labels, words and examples take."""
    if (key := example_of(step.exemplified, said)) is not None:
        return key
    for choices in step.choices.values():
        reply = read_choice(said, choices)
        if isinstance(reply, Understood) and reply.certainty >= SURE:
            return str(reply.value)
    return choice_in({option.key: option.hears for option in step.options}, said) or NONE


def by_sense(matcher: Matcher, reply: Reply) -> str:
    reading = matcher.read(reply.said, "fr", reply.question)
    is_likely = bool(reading.choices) and reading.choices[0].score >= LIKELY and not reading.small_talk
    return reading.choices[0].id if is_likely else NONE


def read(playbook: Playbook, matcher: Matcher) -> Iterator[Read]:
    for reply in replies():
        flow, _, step = reply.question.partition("/")
        asked = playbook.flows[flow].steps[step]
        assert isinstance(asked, Ask)
        taken = by_rules(asked, reply.said)
        yield Read(reply, taken, taken if taken != NONE else by_sense(matcher, reply))


def told(name: str, taken: list[tuple[str, str]]) -> str:
    """Print a line of (what was taken, what was meant)."""
    answers = [one for one in taken if one[1] != NONE]
    right = sum(one == meant for one, meant in answers)
    wrong = sum(one not in (meant, NONE) for one, meant in answers)
    strangers = sum(one != NONE for one, meant in taken if meant == NONE)
    others = len(taken) - len(answers)
    return (
        f"{name:28} {100 * right / len(answers):5.1f} % of {len(answers)} understood, {wrong} for another choice; "
        f"{strangers} of {others} that are no answer taken for one"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true", help="list what was taken wrongly")
    options = parser.parse_args()
    playbook, _ = checked_playbook(default_folder())
    with tempfile.TemporaryDirectory() as folder:
        cache = EmbeddingFile(Path(folder) / "vectors.db")
        matcher = Matcher(playbook, Remembering(embedding.load(), cache), cache)
        while matcher.embed_missing(64):
            pass
        found = list(read(playbook, matcher))
    print(told("labels, words and examples", [(one.by_rules, one.reply.means) for one in found]))
    print(told("then by sense", [(one.by_sense, one.reply.means) for one in found]))
    for one in found if options.missed else ():
        if one.by_sense not in (one.reply.means, NONE):
            print(f"  {one.reply.question:28} {one.reply.said!r}: {one.by_sense}, meant {one.reply.means}")


if __name__ == "__main__":
    main()
