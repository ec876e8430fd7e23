"""Questions that nobody's reply changes anything for, and choices that can't be told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.playbook.check.walking import each_step
from bot.playbook.compile.labels import slug
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, error, warning
from bot.playbook.schema.asking import AskSource
from bot.playbook.source.places import place_of
from bot.rules.opt_out.opt_out import RESERVED_WORDS
from bot.rules.texts.plain_text import plain

#: More than a customer reads, and more than WhatsApp's list shows.
MOST_CHOICES: Final = 10
_RESERVED: Final = frozenset(plain(word) for word in RESERVED_WORDS)


def _questions(draft: Draft) -> Iterator[tuple[AskSource, str]]:
    for one in draft.flows:
        for step in each_step(one.source.steps):
            if isinstance(step, AskSource):
                yield step, one.file


def idle_questions(draft: Draft) -> Iterator[Fault]:
    """A question whose reply is neither kept nor leads anywhere."""
    for step, file in _questions(draft):
        lost = draft.damage(file).touches(step.node)
        if step.save is None and not any(choice.do for choice in step.choices) and not lost:
            place = place_of(step.node.key("ask"), file)
            what = "no choice has a branch" if step.choices else "there are no choices"
            yield error(place, f"nothing comes of the reply: it is not kept (`save`), and {what}")


def same_choices(draft: Draft) -> Iterator[Fault]:
    """Two choices with one label, or with labels that read the same without accents and signs."""
    for step, file in _questions(draft):
        seen: dict[str, str] = {}
        for choice in step.choices:
            key = slug(choice.label) or str(choice.label)
            if key in seen:
                yield error(
                    place_of(choice.label, file), f"the choice `{choice.label}` reads like `{seen[key]}` above it"
                )
            seen.setdefault(key, str(choice.label))


def reserved_choices(draft: Draft) -> Iterator[Fault]:
    """A choice that the carriers of SMS, or the bot's own opt-out, take for something else."""
    for step, file in _questions(draft):
        for choice in step.choices:
            if plain(choice.label) in _RESERVED:
                message = (
                    f"`{choice.label}` has a meaning of its own by SMS (opting out, help); word the choice otherwise"
                )
                yield error(place_of(choice.label, file), message)


def many_choices(draft: Draft) -> Iterator[Fault]:
    """More choices than a customer reads."""
    for step, file in _questions(draft):
        if len(step.choices) > MOST_CHOICES:
            place = place_of(step.node.key("choices"), file)
            yield warning(place, f"{len(step.choices)} choices are more than a customer reads; ask in two steps")
