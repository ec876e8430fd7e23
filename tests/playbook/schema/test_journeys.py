"""`journeys/*.yaml`."""

from __future__ import annotations

import pytest

from tests.playbook.playbooks import FLOW, JOURNEY, assert_told, flow, playbook

HEAD = "journey: purchase\nstages: [discovery]\n"
WRONG = [
    ("▸journey: a\n", "`stages` is missing"),
    ("journey: a\nstages: ▸[]\n", "nothing is written here"),
    ("journey: a\nstages: [b: { ▸expcted: 3 days }]\n", "did you mean `expected`?"),
    ("journey: a\nstages: [b: ▸3 days]\n", "expected what belongs to `b`"),
    ("journey: a\nstages: [▸[b]]\n", "expected a stage"),
    ("journey: a\nstages: [▸b: { lasting: true }]\n", "how long does it last at least?"),
    ("journey: a\nstages: [b: { expected: 2 days, lasting: ▸long }]\n", "expected `true` or `false`"),
    ("journey: a\nstages: [b: { title: ▸[x] }]\n", "expected a text, found a list"),
    ("journey: a\nstages: [b: { ▸titel: Achat }]\n", "did you mean `title`?"),
    ("journey: a\nstages: [b: { title: ▸'{{ customer.first_name }}' }]\n", "one title for all customers"),
    ("journey: a\nstages: [b: { goal: ▸'{{ customer.first_name }}' }]\n", "one goal for all customers"),
    ("journey: a\ntitle: ▸'{{ customer.first_name }}'\nstages: [b]\n", "a journey has one title for all customers"),
    (f"{HEAD}signals: [{{ on: ▸Order }}]\n", "is not the name of an event"),
    (f"{HEAD}signals: [▸{{ moves: discovery }}]\n", "`on` is missing"),
    (f"{HEAD}signals: [{{ on: silence, weight: ▸heavy }}]\n", "expected a number from -100 to 100"),
    (f"{HEAD}signals: [▸{{ on: order.paid }}]\n", "this signal says nothing"),
    (f"{HEAD}signals: [{{ on: x.a, for: discovery, moves: ▸discovery }}]\n", "are two signals"),
    (f"{HEAD}signals: [{{ on: ▸silence, moves: discovery }}]\n", "how long is the silence?"),
    (f"{HEAD}signals: [{{ on: ▸silence, after: 0 days, moves: discovery }}]\n", "how long is the silence?"),
    (f"{HEAD}signals: [{{ on: ▸x.a, after: 2 days, moves: discovery }}]\n", "only `silence` has an `after`"),
    (f"{HEAD}moments: [{{ on: feedback.given, pause: ▸30 days }}]\n", "is no pause"),
    (f"{HEAD}moments: [{{ on: feedback.given, pause: ▸marketing for ever }}]\n", "is no duration"),
    (f"{HEAD}follow_ups: [▸{{ on: cart.abandoned }}]\n", "`start` is missing"),
    (f"{HEAD}follow_ups: [{{ start: order, on: cart.abandoned, priority: ▸urgent }}]\n", "from 0 to 100"),
    (f"{HEAD}follow_ups: [▸{{ start: order, on: x.a, after: 1 day, before: 1 day }}]\n", "give one of them"),
    (f"{HEAD}follow_ups: [{{ start: order, on: x.a, at: ▸9:00, send_time: best }}]\n", "each customer's own"),
    (f"{HEAD}follow_ups: [{{ start: order, on: x.a, send_time: ▸soon }}]\n", "`soon` is not known here"),
    (f"{HEAD}touchpoints: {{ discovery: {{ in: [▸fax] }} }}\n", "`fax` is not known here"),
    (f"{HEAD}half_life: ▸long\n", "is no duration"),
]  # fmt: skip


@pytest.mark.parametrize(("snippet", "says"), WRONG)
def test_what_is_wrong_with_a_journey_is_told(snippet: str, says: str) -> None:
    assert_told(JOURNEY, snippet, says, {FLOW: flow("  - stop: x")})


def test_a_stage_has_three_forms() -> None:
    stages = playbook({JOURNEY: "journey: a\nstages: [b, c: , d: { goal: e }]\n"}).journeys[0].stages
    assert [(stage.id, stage.goal) for stage in stages] == [("b", ""), ("c", ""), ("d", "e")]


def test_a_stage_may_have_a_title() -> None:
    first, second = playbook({JOURNEY: "journey: a\nstages: [b: { title: Achat }, c]\n"}).journeys[0].stages
    assert (first.title and first.title.source, second.title) == ("Achat", None)
