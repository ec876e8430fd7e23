"""The compiling that files are compiled on."""

from __future__ import annotations

import pytest

from bot.playbook.compile.compiling import Compiling
from bot.playbook.compiled import Slot
from bot.playbook.draft import Spot
from bot.playbook.liquid.liquid import Compiler
from bot.playbook.source.nodes import word
from tests.playbook.playbooks import FLOW, assert_told, flow

SPOT = Spot(file="a", kind="flow", owner="order")


@pytest.fixture
def compiling() -> Compiling:
    return Compiling(Compiler(), {"a": ""})


def test_a_name_without_an_owner_belongs_to_the_conversation(compiling: Compiling) -> None:
    assert compiling.slot(word("budget", 1, 1)) == Slot("conversation", "budget")
    assert compiling.slot(word("conversation.budget", 1, 1)) == Slot("conversation", "budget")
    assert compiling.slot(word("customer.roast", 1, 1)) == Slot("customer", "roast")
    assert compiling.slot(word("journey.budget", 1, 1)) == Slot("journey", "budget")


def test_the_same_words_in_two_places_are_noted_twice_and_compiled_once(compiling: Compiling) -> None:
    first = compiling.text(word("{{ store.name }}", 1, 1), SPOT)
    second = compiling.text(word("{{ store.name }}", 2, 1), SPOT)
    assert first is second
    assert [used.word.line for used in compiling.used] == [1, 2]


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ('  - say: "Bonjour {{ customer.first_name | ▸uppercase }}"', "no filter is called `uppercase`"),
        ('  - set: { a: "{{ 1 | ▸nope }}" }', "no filter is called `nope`"),
        ('  - set: { a: [1, { b: "{{ 1 | ▸nope }}" }] }', "no filter is called `nope`"),
        ('  - emit: { name: x.a, data: { b: "{{ 1 | ▸nope }}" } }', "no filter is called `nope`"),
    ],
)
def test_a_template_that_can_not_be_compiled_is_told_once_at_its_place(steps: str, says: str) -> None:
    assert_told(FLOW, flow(steps), says)
