"""`compare` and `recommend` to their steps."""

from __future__ import annotations

from bot.playbook import compiled
from tests.playbook.compile.test_steps import made


def test_what_a_recommendation_goes_by() -> None:
    step = made(
        "recommend:\n      offers: { category: machine }\n      criteria: [price]\n"
        '      budget: "{{ conversation.kept | default: 300 }}"\n      save: kept\n'
        "      choices: [{ Plus tard: { go: end } }]\n"
        "      taken: { go: end }\n    silent: { stop: silent }"
    )
    assert isinstance(step, compiled.Recommend)
    assert step.advised.offers is not None
    assert step.advised.offers.categories == ("machine",)
    assert step.advised.budget is not None
    assert (step.save, step.taken, step.silent) == (compiled.Slot("conversation", "kept"), "end", "1.silent.1")
    assert [(one.key, one.target) for one in step.options] == [("own:plus_tard", "end")]


def test_offers_are_of_one_category_or_of_several() -> None:
    step = made("recommend: { offers: { category: [rosier, arbuste] }, criteria: [price] }")
    assert isinstance(step, compiled.Recommend)
    assert step.advised.offers is not None
    assert step.advised.offers.categories == ("rosier", "arbuste")


def test_what_complements_go_with() -> None:
    bought = made("recommend: { complements_of: order }")
    named = made('recommend: { complements_of: "{{ customer.recommended.id | default: 0 }}" }')
    assert isinstance(bought, compiled.Recommend)
    assert isinstance(named, compiled.Recommend)
    assert (bought.advised.offers, bought.advised.goes_with) == (None, None)
    assert named.advised.goes_with is not None


def test_a_comparison_keeps_its_offers_in_order() -> None:
    step = made('compare: { offers: "{{ customer.recommended.offers }}", criteria: [price] }')
    assert isinstance(step, compiled.Compare)
    assert len(step.offers.ids) == 1
