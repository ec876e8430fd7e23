"""`order` as written: what is refused, and where."""

from __future__ import annotations

import pytest

from bot.playbook import compiled
from tests.playbook.playbooks import FLOW, STORE, assert_told, flow, playbook

END = "\n  - id: end\n    stop: done\n"
WRONG = [
    ("  - order: ▸{ confirmed: end }", "`from` is missing"),
    ("  - order: { from: cart, ▸confirm: end }", "confirmed"),
    ("  - order: ▸cart", "expected a mapping"),
    ("  - order: { from: cart, confirmed: ▸nowhere }", "nowhere"),
    ("  - order: { from: ▸[] }", "expected a text, found a list"),
    ("  - order: { from: cart, remind: ▸{ after: 1 hour } }", "`say` is missing"),
]


@pytest.mark.parametrize(("steps", "says"), WRONG)
def test_what_is_wrong_with_an_order_is_told(steps: str, says: str) -> None:
    assert_told(FLOW, flow(steps + END), says)


def test_a_branch_is_a_step_by_its_name_or_steps() -> None:
    steps = "  - order: { from: cart, confirmed: end, cancelled: { stop: no_ } }" + END
    step = playbook({FLOW: flow(steps)}).flows["order"].steps["1"]
    assert isinstance(step, compiled.OrderStep)
    assert (step.source, step.confirmed, step.has_empty, step.has_silent) == ("cart", "end", False, False)
    assert step.cancelled not in (None, "end")


@pytest.mark.parametrize("ids", ["brio-mini;huila", "[brio-mini, huila]"])
def test_several_offers_are_a_list_or_apart_as_in_the_catalogue(ids: str) -> None:
    step = playbook({FLOW: flow(f"  - order: {{ from: {ids}, confirmed: end }}" + END)}).flows["order"].steps["1"]
    assert isinstance(step, compiled.OrderStep)
    assert step.offer is not None
    assert (step.source, step.offer.source) == ("offer", "brio-mini;huila")


def test_the_ways_of_a_store_are_read_with_their_terms() -> None:
    written = STORE + 'delivery: [{ way: home, cost: 4.90, free_from: 60, delay: 3 days, cut_off: "14:00" }]\n'
    [way] = playbook({"flows/store.yaml": written}).store.delivery
    assert (way.way, str(way.cost), way.cut_off) == ("home", "4.90", 14 * 60)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("delivery: [{ way: ▸drone }]", "`drone` is not known here"),
        ("delivery: [{ way: home, cost: ▸gratis }]", "expected a number"),
        ("delivery: [▸{ cost: 3 }]", "`way` is missing"),
    ],
)
def test_what_is_wrong_with_a_way_is_told(written: str, says: str) -> None:
    assert_told("flows/store.yaml", STORE + written + "\n", says)
