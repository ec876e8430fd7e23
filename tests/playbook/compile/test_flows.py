"""Conversations flattened into a graph."""

from __future__ import annotations

from datetime import timedelta

from bot.playbook.compiled import Ask, Choose, Split
from tests.playbook.playbooks import FLOW, POLICY, assert_told, flow, one_flow, playbook

DEEP = """  - say: Bonjour
  - ask: Quoi ?
    choices:
      - Le prix:
          - say: Un
          - ask: Encore ?
            choices: [{ Oui: { go: end } }, Non: [{ say: Bon }, { say: Bien }]]
      - Rien
    silent: { stop: silent }
  - id: end
    say: Fin
"""


def test_every_step_has_an_id_from_its_author_or_its_path() -> None:
    assert list(one_flow(DEEP).steps) == [
        "1",
        "2",
        "2.le_prix.1",
        "2.le_prix.2",
        "2.le_prix.2.non.1",
        "2.le_prix.2.non.2",
        "2.silent.1",
        "end",
    ]


def test_the_last_step_of_a_branch_goes_on_after_the_one_that_branched() -> None:
    steps = one_flow(DEEP).steps
    assert steps["2"].next == "end"
    assert steps["2.le_prix.2"].next == "end"
    assert steps["2.le_prix.2.non.1"].next == "2.le_prix.2.non.2"
    assert steps["2.le_prix.2.non.2"].next == "end"
    assert steps["end"].next is None


def test_a_bare_go_is_a_target_and_one_with_a_guard_is_a_step() -> None:
    steps = one_flow(DEEP).steps
    asked = steps["2.le_prix.2"]
    assert isinstance(asked, Ask)
    assert [option.target for option in asked.options] == ["end", "2.le_prix.2.non.1"]
    guarded = one_flow("  - choose: [{ else: [{ if: customer.phone, go: end }] }]\n  - id: end\n    stop: x").steps
    assert isinstance(guarded["1"], Choose)
    assert guarded["1"].cases[0].target == "1.else.1"


def test_an_id_of_the_author_names_the_steps_of_its_branches() -> None:
    steps = (
        "  - id: tone\n    split: { name: a, holdout: 10 %, branches: [{ name: warm, weight: 90, do: { say: x } }] }"
    )
    split = one_flow(steps, "starts: [{ event: cart.abandoned }]").steps["tone"]
    assert isinstance(split, Split)
    assert [(arm.name, arm.weight, arm.target, arm.holdout) for arm in split.arms] == [
        ("warm", 90.0, "tone.warm.1", False),
        ("holdout", 10.0, None, True),
    ]


def test_an_empty_branch_carries_on_and_is_told_from_no_branch() -> None:
    asked = one_flow("  - ask: Quoi ?\n    save: a\n    silent: []\n  - stop: x").steps["1"]
    assert isinstance(asked, Ask)
    assert (asked.silent, asked.has_silent) == (None, True)
    assert (asked.otherwise, asked.has_otherwise) == (None, False)


def test_an_id_that_is_there_twice_is_told_at_the_second() -> None:
    assert_told(
        FLOW,
        flow("  - id: a\n    say: x\n  - id: ▸a\n    say: y"),
        "the step `a` is there twice; the first is in line 5",
    )


def test_a_step_inside_a_branch_can_be_gone_to() -> None:
    steps = "  - ask: Quoi ?\n    choices: [{ Un: [{ id: inner, say: x }] }, { Deux: { go: inner } }]"
    asked = one_flow(steps).steps["1"]
    assert isinstance(asked, Ask)
    assert [option.target for option in asked.options] == ["inner", "inner"]


def test_a_flow_expires_as_it_says_or_as_the_policy_says() -> None:
    book = playbook(
        {
            POLICY: "expires: 5 days\n",
            FLOW: flow("  - stop: x"),
            "flows/conversations/b.yaml": "flow: b\nexpires: 2 hours\nstarts: [{ event: x.a }]\nsteps: [{ stop: x }]\n",
        }
    )
    assert book.flows["order"].expires == timedelta(days=5)
    assert book.flows["b"].expires == timedelta(hours=2)


def test_a_flow_begins_at_its_first_step_even_where_that_is_a_bare_go() -> None:
    assert one_flow("  - say: x").first == "1"
    assert one_flow(DEEP).first == "1"


def test_a_start_says_when_and_under_which_condition() -> None:
    head = (
        "starts: [{ event: cart.abandoned, after: 3 hours, at: 9:30, if: cart.total > 0, unless: [order.confirmed] }]"
    )
    (start,) = one_flow("  - stop: x", head).starts
    assert (start.event, start.after, start.at, start.unless) == (
        "cart.abandoned",
        timedelta(hours=3),
        "09:30",
        ("order.confirmed",),
    )
    assert start.condition is not None
    assert start.condition.holds({"cart": {"total": 3}})
    assert str(start.place) == f"{FLOW}:2:10"
