"""WhatsApp templates: their sids, their blanks, their languages."""

from __future__ import annotations

import pytest

from bot.playbook.check.mentions import unknown_names
from bot.playbook.check.templates import closed_openings, missing_templates
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import FLOW, STORE, assert_told, flow, playbook

HX, HY = "HX" + "a" * 32, "HX" + "b" * 32
TWO = {"flows/store.yaml": STORE.replace("[fr]", "[fr, en]")}
BOTH = flow(f"  - say: Bonjour\n    whatsapp: {{ template: {{ fr: {HX}, en: {HY} }} }}")

SHIPPED = "starts: [{ event: order.shipped }]"
APPROVED = f"whatsapp: {{ template: {HX} }}"
OPENINGS = [
    ("  - say: En route", ("order",)),
    (f"  - say: En route\n    {APPROVED}\n  - say: À bientôt", ()),
    (
        "  - set: { conversation.step: 1 }\n  - ask: Vu ?\n"
        f"    {APPROVED}\n    as: choice\n    choices: [Oui, Non]\n    save: conversation.seen",
        (),
    ),
    (
        "  - choose:\n      - if: customer.first_name\n        then:\n"
        f"          - say: Oui\n            {APPROVED}\n      - else:\n          - say: Non",
        ("order",),
    ),
    ("  - consent: { ask: marketing }", ("order",)),
]


@pytest.mark.parametrize(("steps", "closed"), OPENINGS)
def test_what_begins_by_itself_wants_a_template_on_each_way_to_its_first_message(
    steps: str, closed: tuple[str, ...]
) -> None:
    assert closed_openings(playbook({FLOW: flow(steps, SHIPPED)})) == closed


@pytest.mark.parametrize(
    "head", ["starts: [{ intent: buy }]\nexamples: [je le prends]", "starts: [{ event: chat.opened }]"]
)
def test_what_a_customer_begins_wants_none(head: str) -> None:
    assert closed_openings(playbook({FLOW: flow("  - say: Bonjour", head)})) == ()


CASES = [
    Case(
        missing_templates,
        flow(f"  - say: Bonjour\n    whatsapp: ▸{{ template: {HX} }}"),
        "no template for en",
        BOTH,
        severity="warning",
        others=TWO,
    ),
    Case(
        missing_templates,
        flow(f"  - say: Bonjour\n    whatsapp: ▸{{ template: {{ en: {HX} }} }}"),
        "no template for fr",
        BOTH,
        severity="warning",
        others=TWO,
    ),
    Case(
        unknown_names,
        flow(f"  - say: Bonjour\n    whatsapp: {{ template: {{ ▸fn: {HX} }} }}"),
        "there is no language `fn`",
        flow(f"  - say: Bonjour\n    whatsapp: {{ template: {{ fr: {HX} }} }}"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_at_its_place(case: Case) -> None:
    prove(case)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{ template: ▸HX12 }", "a template's sid at Twilio"),
        ("{ template: ▸[] }", "a template's sid at Twilio"),
        (f"{{ template: {HX}, variables: {{ ▸2: Léa }} }}", "expected `1`"),
        (f"{{ template: {HX}, variables: {{ 1: Léa, ▸3: Max }} }}", "expected `2`"),
        (f"{{ template: {HX}, variables: {{ 1: '{{{{ ▸customer.first_name }}}}' }} }}", "may be absent"),
        (f"{{ template: {HX}, ▸variable: {{ 1: Léa }} }}", "variables"),
    ],
)
def test_a_template_that_could_not_be_sent_is_an_error(written: str, says: str) -> None:
    assert_told(FLOW, flow(f"  - say: Bonjour\n    whatsapp: {written}"), says)


def test_one_language_needs_one_template() -> None:
    steps = f"  - say: Bonjour\n    whatsapp: {{ template: {HX}, variables: {{ 1: 'Léa', 2: 'mardi' }} }}"
    said = playbook({FLOW: flow(steps)}).flows["order"].steps["1"]
    assert said.wording.template.sids == {"": HX}
    assert list(said.wording.template.variables) == ["1", "2"]
