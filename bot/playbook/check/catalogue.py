"""What customers go by: `flows/catalog/attributes.yaml` held against the offers."""

from __future__ import annotations

from collections.abc import Iterator

from bot.playbook.check.walking import each_step
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, error, suggestion, warning
from bot.playbook.schema.offering import CompareSource
from bot.playbook.schema.recommending import RecommendSource
from bot.playbook.schema.steps import Step
from bot.playbook.source.nodes import Word
from bot.playbook.source.places import place_of
from bot.rules.offers.comparison import PRICE
from bot.rules.texts.plain_text import plain


def idle_attributes(draft: Draft) -> Iterator[Fault]:
    """An attribute that customers are to go by and that no offer of the catalogue has; imported ones may."""
    known = {name for offer in draft.offers.values() for name in offer.attributes}
    if not known:
        return
    for file, source in draft.criteria_sources:
        name = str(source.attribute)
        if name not in known and name not in draft.lost:
            message = f"no offer of the catalogue has the attribute `{name}`{suggestion(name, known)}"
            yield warning(place_of(source.attribute, file), message)


def unknown_criteria(draft: Draft) -> Iterator[Fault]:
    """What a step compares or ranks on, and no offer of the catalogue has, nor `attributes.yaml` names."""
    known = {name for offer in draft.offers.values() for name in offer.attributes} | {PRICE}
    known |= {str(source.attribute) for _, source in draft.criteria_sources}
    for one in draft.flows:
        for step in each_step(one.source.steps):
            for word in _criteria(step):
                if word not in known and word not in draft.lost:
                    message = f"no offer has the attribute `{word}`, and it is not `price`{suggestion(word, known)}"
                    yield error(place_of(word, one.file), message)


def unranked_criteria(draft: Draft) -> Iterator[Fault]:
    """What a step ranks on is a number, and nothing says whether less or more of it is better: it ranks nothing."""
    if "attribute" in draft.unread:
        return
    numbers = {
        name
        for offer in draft.offers.values()
        for name, attribute in offer.attributes.items()
        if attribute.number is not None
    }
    said = {str(source.attribute) for _, source in draft.criteria_sources}
    for one in draft.flows:
        for step in each_step(one.source.steps):
            for word in _criteria(step):
                if word in numbers and word not in said:
                    message = (
                        f"nothing says whether less or more of `{word}` is better, so it ranks nothing; write"
                        f" `- {{ attribute: {word}, better: lower }}`, or `higher`, in flows/catalog/attributes.yaml"
                    )
                    yield warning(place_of(word, one.file), message)


def _criteria(step: Step) -> Iterator[Word]:
    match step:
        case CompareSource():
            yield from step.compare.criteria
        case RecommendSource():
            yield from (one.name for one in (*step.recommend.criteria, *step.recommend.needs))


def shared_words(draft: Draft) -> Iterator[Fault]:
    """A word that is to mean two attributes: it would always mean the first."""
    meant: dict[str, str] = {}
    for file, source in draft.criteria_sources:
        for word in (*source.words, *source.also):
            first = meant.setdefault(plain(word), str(source.attribute))
            if first != source.attribute:
                yield error(place_of(word, file), f"`{word}` means `{first}` already")
