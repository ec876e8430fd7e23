"""The verbs about what is sold: `compare` and `recommend` to their steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from bot.playbook.compile.bench import Bench
from bot.playbook.compile.labels import slugs
from bot.playbook.compile.wording import remind
from bot.playbook.compiled import (
    Advised,
    AnyStep,
    Compare,
    CriterionAsked,
    OfferSource,
    Option,
    Recommend,
    Slot,
)
from bot.playbook.compiled_offers import BOUGHT
from bot.playbook.draft import Kept, Spot
from bot.playbook.schema import asking, offering, recommending
from bot.playbook.schema.branches import Branch
from bot.playbook.source.nodes import Word
from bot.playbook.source.places import place_of

if TYPE_CHECKING:
    from bot.playbook.compile.steps import Common


class Graph(Protocol):
    """The flow that the steps are added to."""

    bench: Bench

    def branch(self, branch: Branch | None, common: Common, name: str) -> str | None: ...

    def put(self, step: AnyStep) -> None: ...


def compare(graph: Graph, step: offering.CompareSource, common: Common) -> Compare:
    """Return the step that puts offers side by side."""
    bench, spot, fields = graph.bench, common.spot, step.compare
    _keep(bench, Slot("customer", "last_comparison"), step.node.key("compare"), spot)
    return Compare(
        **common.fields(),
        offers=_offers(bench, fields.offers, spot),
        criteria=tuple(str(one) for one in fields.criteria),
        matters=bench.expression(fields.matters, spot) if fields.matters else None,
        save=_saved(bench, fields.save, spot),
        remind=remind(bench, step.remind, spot),
        chosen=graph.branch(fields.chosen, common, "chosen"),
        none=graph.branch(fields.none, common, "none"),
        too_few=graph.branch(fields.too_few, common, "too_few"),
        silent=graph.branch(step.silent, common, "silent"),
        has_silent=step.silent is not None,
    )


def recommend(graph: Graph, step: recommending.RecommendSource, common: Common) -> Recommend:
    """Return the step that proposes an offer."""
    bench, spot, fields = graph.bench, common.spot, step.recommend
    _keep(bench, Slot("customer", "recommended"), step.node.key("recommend"), spot)
    return Recommend(
        **common.fields(),
        advised=_advised(bench, fields, spot),
        save=_saved(bench, fields.save, spot),
        options=_options(graph, fields.choices, common),
        remind=remind(bench, step.remind, spot),
        taken=graph.branch(fields.taken, common, "taken"),
        none=graph.branch(fields.none, common, "none"),
        nothing=graph.branch(fields.nothing, common, "nothing"),
        silent=graph.branch(step.silent, common, "silent"),
        has_silent=step.silent is not None,
    )


def _advised(bench: Bench, fields: recommending.RecommendFields, spot: Spot) -> Advised:
    of = fields.complements_of
    bought = of == BOUGHT
    named = _ids(bench, [of], spot) if of is not None and not bought else None
    return Advised(
        offers=_offers(bench, fields.offers, spot) if fields.offers is not None else None,
        goes_with=named,
        bought=bought,
        criteria=_criteria(bench, fields.criteria, spot),
        needs=_criteria(bench, fields.needs, spot),
        budget=bench.expression(fields.budget, spot) if fields.budget else None,
        recipient=bench.expression(fields.for_, spot) if fields.for_ else None,
        by=bench.expression(fields.by, spot) if fields.by else None,
    )


def _criteria(
    bench: Bench, found: Iterable[recommending.CriterionAskedSource], spot: Spot
) -> tuple[CriterionAsked, ...]:
    return tuple(CriterionAsked(str(one.name), bench.condition(one.when, spot)) for one in found)


def _options(graph: Graph, choices: Sequence[asking.ChoiceSource], common: Common) -> tuple[Option, ...]:
    """The keys are the author's own, apart from those of the verb."""
    keys = slugs(str(choice.label) for choice in choices)
    return tuple(
        Option(
            key=f"own:{name}",
            label=graph.bench.text(choice.label, common.spot, "label"),
            target=graph.branch(choice.do, common, name),
        )
        for name, choice in zip(keys, choices, strict=True)
    )


def _offers(bench: Bench, source: offering.OffersSource, spot: Spot) -> OfferSource:
    return OfferSource(ids=_ids(bench, source.ids, spot).ids, categories=tuple(map(str, source.category)))


def _ids(bench: Bench, found: Iterable[Word], spot: Spot) -> OfferSource:
    found = list(found)
    for word in found:
        if "{{" not in word:
            bench.mention("offer", word, spot)
    return OfferSource(ids=tuple(bench.expression(word, spot) for word in found))


def _saved(bench: Bench, word: Word | None, spot: Spot) -> Slot | None:
    if word is None:
        return None
    slot = bench.slot(word)
    bench.kept.append(
        Kept(owner=slot.owner, name=slot.name, flow=spot.owner, place=place_of(word, spot.file), sort="text")
    )
    return slot


def _keep(bench: Bench, slot: Slot, word: Word, spot: Spot) -> None:
    bench.kept.append(
        Kept(owner=slot.owner, name=slot.name, flow=spot.owner, place=place_of(word, spot.file), sort="unknown")
    )
