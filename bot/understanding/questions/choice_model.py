"""Which choice of the question on the table does a text mean, if any?

Labels and their words take what is said nearly as it is shown (`replies.choices`); people answer with the reason ("mon
placard est plein" for [J’en ai encore]) or in other words ("un mug le matin"). Here a text is held, in sense, against
what each choice is called, in all languages, and against the examples that its author gives. The nearest of a choice's
texts and its lead over the next choice's are turned into a score by a logistic curve.

The curve was fitted on replies to the example store's questions that labels and words do not take, written by somebody
who had seen the labels alone (`tests/data/choices`): of 213 that get 0.8 and more 200 meant the choice and 7 were no
answer. Fitted on half of the questions and tried on the other half, 187 of 200. `tests.benchmarks.choices` tells what
comes of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from bot.model.message import Candidate, question_name
from bot.playbook.compiled import Ask, Flow, Playbook

Vectors = NDArray[np.float32]

WORTH_NAMING: Final = 0.1
"""Below it a choice is not worth carrying in a reading."""
_NEARNESS: Final = 8.4
_LEAD: Final = 6.8
_OFFSET: Final = -2.9


class Choices(Struct, frozen=True):
    """The choices of a question by their keys, and what each is called: texts that stand together, with the place of
    their choice."""

    keys: tuple[str, ...]
    texts: tuple[str, ...]
    places: tuple[int, ...]


def of_playbook(playbook: Playbook) -> dict[str, Choices]:
    """Return the questions of a playbook that have choices of fixed words, by name."""
    return {
        question_name(flow.id, step.id): _choices(step) for flow in playbook.flows.values() for step in _asking(flow)
    }


def _asking(flow: Flow) -> list[Ask]:
    return [step for step in flow.steps.values() if type(step) is Ask and len(step.options) > 1 and step.choices]


def _choices(step: Ask) -> Choices:
    texts: list[str] = []
    places: list[int] = []
    for place, option in enumerate(step.options):
        labels = (shown[place].label for shown in step.choices.values())
        own = list(dict.fromkeys((*labels, *option.hears, *option.examples)))
        texts += own
        places += [place] * len(own)
    return Choices(tuple(option.key for option in step.options), tuple(texts), tuple(places))


class ChoiceModel:
    """Knows the choices of many questions. `vectors` has the embedding of each text, `centre` is what all texts of the
    playbook have in common, which is taken from each."""

    def __init__(self, asked: Mapping[str, Choices], vectors: Mapping[str, Vectors], centre: Vectors) -> None:
        self._centre = centre
        self._asked = {
            name: (choices.keys, self._centred(np.stack([vectors[text] for text in choices.texts])), _starts(choices))
            for name, choices in asked.items()
        }

    def likeliest(self, asked: str, vector: Vectors) -> tuple[Candidate, ...]:
        """Return the choices of a question that a text of this embedding may mean, the likeliest first; none where the
        question is not known."""
        known = self._asked.get(asked)
        if known is None:
            return ()
        keys, texts, starts = known
        nearest = np.maximum.reduceat(texts @ self._centred(vector[None])[0], starts)
        first = np.argsort(-nearest, kind="stable")
        scored = [(keys[place], _score(nearest, place)) for place in first]
        return tuple(Candidate("choice", key, round(score, 4)) for key, score in scored if score >= WORTH_NAMING)

    def _centred(self, vectors: Vectors) -> Vectors:
        moved = vectors - self._centre
        centred: Vectors = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
        return centred


def _starts(choices: Choices) -> NDArray[np.intp]:
    """Return where the texts of each choice begin."""
    places: Sequence[int] = choices.places
    return np.array([at for at, place in enumerate(places) if at == 0 or places[at - 1] != place], dtype=np.intp)


def _score(nearest: Vectors, place: int) -> float:
    """Return how likely a choice is meant, by how near it is and how far ahead of the best of the others."""
    lead = float(nearest[place] - np.delete(nearest, place).max())
    return 1 / (1 + exp(-(_NEARNESS * float(nearest[place]) + _LEAD * lead + _OFFSET)))
