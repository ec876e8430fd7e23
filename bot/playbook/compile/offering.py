"""The verbs about what is sold: `compare` and `recommend` to their steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.playbook.compile.compiling import Branches, Common, Compiling
from bot.playbook.compile.labels import slugs
from bot.playbook.compile.wording import remind
from bot.playbook.compiled import (
    Advised,
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
from bot.playbook.source.nodes import Word
from bot.playbook.source.places import place_of


def compare(graph: Branches, step: offering.CompareSource, common: Common) -> Compare:
    """Return the step that puts offers side by side."""
    compiling, spot, fields = graph.compiling, common.spot, step.compare
    _keep(compiling, Slot("customer", "last_comparison"), step.node.key("compare"), spot)
    return Compare(
        **common.fields(),
        offers=_offers(compiling, fields.offers, spot),
        criteria=tuple(str(one) for one in fields.criteria),
        matters=compiling.expression(fields.matters, spot) if fields.matters else None,
        save=_saved(compiling, fields.save, spot),
        remind=remind(compiling, step.remind, spot),
        chosen=graph.branch(fields.chosen, common, "chosen"),
        none=graph.branch(fields.none, common, "none"),
        too_few=graph.branch(fields.too_few, common, "too_few"),
        silent=graph.branch(step.silent, common, "silent"),
        has_silent=step.silent is not None,
    )


def recommend(graph: Branches, step: recommending.RecommendSource, common: Common) -> Recommend:
    """Return the step that proposes an offer."""
    compiling, spot, fields = graph.compiling, common.spot, step.recommend
    _keep(compiling, Slot("customer", "recommended"), step.node.key("recommend"), spot)
    return Recommend(
        **common.fields(),
        advised=_advised(compiling, fields, spot),
        save=_saved(compiling, fields.save, spot),
        options=_options(graph, fields.choices, common),
        remind=remind(compiling, step.remind, spot),
        taken=graph.branch(fields.taken, common, "taken"),
        none=graph.branch(fields.none, common, "none"),
        nothing=graph.branch(fields.nothing, common, "nothing"),
        silent=graph.branch(step.silent, common, "silent"),
        has_silent=step.silent is not None,
    )


def _advised(compiling: Compiling, fields: recommending.RecommendFields, spot: Spot) -> Advised:
    of = fields.complements_of
    bought = of == BOUGHT
    named = _ids(compiling, [of], spot) if of is not None and not bought else None
    return Advised(
        offers=_offers(compiling, fields.offers, spot) if fields.offers is not None else None,
        goes_with=named,
        criteria=_criteria(compiling, fields.criteria, spot),
        needs=_criteria(compiling, fields.needs, spot),
        budget=compiling.expression(fields.budget, spot) if fields.budget else None,
        recipient=compiling.expression(fields.for_, spot) if fields.for_ else None,
        by=compiling.expression(fields.by, spot) if fields.by else None,
    )


def _criteria(
    compiling: Compiling, found: Iterable[recommending.CriterionAskedSource], spot: Spot
) -> tuple[CriterionAsked, ...]:
    return tuple(CriterionAsked(str(one.name), compiling.condition(one.when, spot)) for one in found)


def _options(graph: Branches, choices: Sequence[asking.ChoiceSource], common: Common) -> tuple[Option, ...]:
    """The keys are the author's own, apart from those of the verb."""
    keys = slugs(str(choice.label) for choice in choices)
    return tuple(
        Option(
            key=f"own:{name}",
            label=graph.compiling.text(choice.label, common.spot, "label"),
            target=graph.branch(choice.do, common, name),
        )
        for name, choice in zip(keys, choices, strict=True)
    )


def _offers(compiling: Compiling, source: offering.OffersSource, spot: Spot) -> OfferSource:
    return OfferSource(ids=_ids(compiling, source.ids, spot).ids, categories=tuple(map(str, source.category)))


def _ids(compiling: Compiling, found: Iterable[Word], spot: Spot) -> OfferSource:
    found = list(found)
    for word in found:
        if "{{" not in word:
            compiling.mention("offer", word, spot)
    return OfferSource(ids=tuple(compiling.expression(word, spot) for word in found))


def _saved(compiling: Compiling, word: Word | None, spot: Spot) -> Slot | None:
    if word is None:
        return None
    slot = compiling.slot(word)
    compiling.kept.append(
        Kept(owner=slot.owner, name=slot.name, flow=spot.owner, place=place_of(word, spot.file), sort="text")
    )
    return slot


def _keep(compiling: Compiling, slot: Slot, word: Word, spot: Spot) -> None:
    compiling.kept.append(
        Kept(owner=slot.owner, name=slot.name, flow=spot.owner, place=place_of(word, spot.file), sort="unknown")
    )
