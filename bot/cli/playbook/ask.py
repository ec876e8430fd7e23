"""`parcours ask`: which answer a question gets, without a customer."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import click
from msgspec import Struct, to_builtins

from bot.cli.playbook.playbooks import checked_playbook, folder_to_show
from bot.cli.playbook.reading import reader_of
from bot.model.message import Candidate, Reading
from bot.playbook.compiled import Playbook
from bot.understanding.questions.bands import Answer, Clarify, Taste, decide


class Named(Struct, frozen=True):
    answer: str
    score: float


class Asked(Struct, frozen=True):
    """What becomes of a question. A flow that is meant is named `flow:ID` in an answer's place."""

    question: str
    outcome: Literal["answer", "clarify", "handover"]
    answer: str | None
    score: float
    candidates: tuple[Named, ...]


@click.command("ask", epilog='Example: parcours ask "Vous livrez en combien de temps ?"')
@click.argument("question", metavar="QUESTION|-")
@click.option(
    "--playbook",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder that holds flows/; without it, PLAYBOOK's.",
)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="The language the customer is known to write.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a question.")
def ask_command(question: str, folder: Path | None, lang: str | None, as_json: bool) -> None:
    """Tell which answer QUESTION gets, how surely, and what else it may mean.

    With - for a question, reads one a line from standard input and prints one JSON object a line, in order. A
    conversation that is meant stands as flow:ID in an answer's place.
    """
    playbook, _ = checked_playbook(folder_to_show(folder))
    read, taste = reader_of(playbook), playbook.policy.understanding

    def ask(said: str) -> Asked:
        return asked(said, read(said, lang, ""), taste)

    if question == "-":
        _ask_each_line(ask)
    elif as_json:
        click.echo(_as_json(ask(question)))
    else:
        click.echo(_for_people(ask(question), playbook))


def asked(question: str, reading: Reading, taste: Taste) -> Asked:
    """Return what becomes of a question that was read so, in the store's taste."""
    candidates = tuple(Named(_name(found), found.score) for found in reading.candidates)
    score = candidates[0].score if candidates else 0.0
    match decide(reading, taste):
        case Answer(candidate):
            return Asked(question, "answer", _name(candidate), candidate.score, candidates)
        case Clarify():
            return Asked(question, "clarify", None, score, candidates)
        case _:
            return Asked(question, "handover", None, score, candidates)


def _ask_each_line(ask: Callable[[str], Asked]) -> None:
    for line in sys.stdin.buffer:
        click.echo(_as_json(ask(line.decode("utf-8", "replace").strip("\ufeff\r\n"))))
        sys.stdout.flush()


def _name(found: Candidate) -> str:
    return found.id if found.kind == "answer" else f"flow:{found.id}"


def _as_json(outcome: Asked) -> str:
    return json.dumps(to_builtins(outcome), ensure_ascii=False)


_IN_WORDS = {
    "answer": "answered with {answer} ({score:.0%} sure)",
    "clarify": "not sure: the customer is asked which is meant",
    "handover": "no answer fits: the bot asks to say it otherwise, then a person answers",
}


def _for_people(outcome: Asked, playbook: Playbook) -> str:
    first = _IN_WORDS[outcome.outcome].format(answer=outcome.answer, score=outcome.score)
    return "\n".join([first, *(_line(found, playbook) for found in outcome.candidates)])


def _line(found: Named, playbook: Playbook) -> str:
    kind, _, id_ = found.answer.rpartition(":")
    title = playbook.flows[id_].title if kind else playbook.answers[id_].question
    return f"  {found.score:4.0%}  {found.answer}  {title}"
