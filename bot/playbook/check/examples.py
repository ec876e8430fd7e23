"""Answers and intents that the matcher can hardly learn: too few examples, or the same words for two of them; and those
that have no name to be offered by.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.playbook.compiled import Place
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, error, warning
from bot.playbook.source.places import place_of
from bot.rules.texts.plain_text import plain

FEWEST: Final = 3


def few_examples(draft: Draft) -> Iterator[Fault]:
    """An answer with one or two examples: customers say it in other words."""
    for one in draft.answers:
        count = len(one.entry.examples)
        if count < FEWEST and not draft.damage(one.file).touches(one.source.node):
            there = "only its question" if count == 1 else f"{count} examples"
            place = place_of(one.source.answer, one.file)
            yield warning(place, f"`{one.entry.id}` has {there}; add under `also` how customers really say it")


def untitled_flows(draft: Draft) -> Iterator[Fault]:
    """A conversation that customers can ask for without a `title`: "did you mean" shows them its id."""
    for one in draft.flows:
        if one.source.examples and not one.source.title and not draft.damage(one.file).touches(one.source.node):
            place = place_of(one.source.flow, one.file)
            yield warning(place, f"customers who are asked what they meant read `{one.flow.id}`; add a `title`")


def confusable_examples(draft: Draft) -> Iterator[Fault]:
    """One sentence for two answers, or for an answer and a flow: it means one. In another order: a warning."""
    seen: dict[str, tuple[str, str]] = {}
    for owner, example, place in _examples(draft):
        words = plain(example)
        first, said = seen.setdefault(" ".join(sorted(words.split())), (owner, words))
        if first == owner or not words:
            continue
        if said == words:
            yield error(place, f"« {example} » is an example of {first} too; a customer who says it gets only one")
        else:
            yield warning(place, f"« {example} » has the same words as an example of {first}")


def _examples(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    for one in draft.answers:
        owner = f"the answer `{one.entry.id}`"
        inline = {
            str(word): word for word in (one.source.question, *(one.source.also.list_ if one.source.also else ()))
        }
        for example in one.entry.examples:
            yield owner, example, place_of(inline.get(example, one.source.answer), one.file)
    for flow in draft.flows:
        for word in flow.source.examples:
            yield f"the flow `{flow.flow.id}`", str(word), place_of(word, flow.file)
