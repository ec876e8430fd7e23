"""What the matcher learns from: the marketer's own examples, and small talk to tell apart from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from bot.playbook.compiled import AnswerEntry, Flow, Playbook
from bot.rules.texts.plain_text import plain
from bot.understanding.questions.small_talk import SMALL_TALK

Kind = Literal["answer", "flow", "small_talk"]


class Meaning(Struct, frozen=True):
    """What a text may mean: an answer, a flow, or talk for its own sake."""

    kind: Kind
    id: str


class Examples(Struct, frozen=True):
    """Meanings, and each example with the place of its meaning; examples of one meaning stand together."""

    meanings: tuple[Meaning, ...]
    texts: tuple[str, ...]
    places: tuple[int, ...]

    @property
    def exact(self) -> dict[str, int]:
        """The meaning of each example, by its plain words; those that two meanings share are left out."""
        found: dict[str, int] = {}
        shared: set[str] = set()
        for text, place in zip(self.texts, self.places, strict=True):
            if found.setdefault(said := plain(text), place) != place:
                shared.add(said)
        return {said: place for said, place in found.items() if said and said not in shared}


def of_playbook(playbook: Playbook) -> Examples:
    """Return the examples of a playbook's answers, of its flows that customers can ask for, and of small talk."""
    return gathered(
        [
            *((Meaning("answer", entry.id), entry.examples) for entry in _answers(playbook.answers)),
            *((Meaning("flow", flow.id), flow.examples) for flow in _asked_for(playbook.flows)),
            (Meaning("small_talk", ""), SMALL_TALK),
        ]
    )


def gathered(meant: Iterable[tuple[Meaning, Sequence[str]]]) -> Examples:
    """Return examples by their meanings, each text once a meaning, none empty."""
    meanings: list[Meaning] = []
    texts: list[str] = []
    places: list[int] = []
    for meaning, said in meant:
        own = list(dict.fromkeys(text.strip() for text in said if text.strip()))
        if own:
            places += [len(meanings)] * len(own)
            texts += own
            meanings.append(meaning)
    return Examples(tuple(meanings), tuple(texts), tuple(places))


def _answers(answers: Mapping[str, AnswerEntry]) -> list[AnswerEntry]:
    return [answers[id_] for id_ in sorted(answers)]


def _asked_for(flows: Mapping[str, Flow]) -> list[Flow]:
    """The flows that start on an intent, by their id: the order of a playbook's files changes nothing."""
    return [flow for _, flow in sorted(flows.items()) if any(start.intent for start in flow.starts)]
