"""Names of things that do not exist."""

from __future__ import annotations

import pytest

from bot.playbook.check.mentions import missing_files, unknown_events, unknown_names, unknown_segments, unknown_steps
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import ANSWERS, FLOW, JOURNEY, draft, faults_of, flow

TEST = "flows/tests/order.yaml"
CSV = "flows/catalog/offers.csv"

SEGMENTS = {"flows/segments.yaml": "- { segment: amateurs, if: customer.orders_count > 2 }\n"}

CASES = [
    Case(
        unknown_segments,
        'journey: a\nfor: ▸customer.segments contains "amateur"\nstages: [look]\n',
        "there is no segment `amateur`; did you mean `amateurs`?",
        'journey: a\nfor: customer.segments contains "amateurs"\nstages: [look]\n',
        file=JOURNEY,
        others=SEGMENTS,
    ),
    Case(
        unknown_segments,
        flow('  - if: ▸customer.segments == "amateurs"\n    say: Oui'),
        'write `customer.segments contains "amateurs"`',
        flow('  - if: customer.segments contains "amateurs"\n    say: Oui'),
        others=SEGMENTS,
    ),
    Case(
        unknown_names, flow("  - call: ▸oder"), "there is no flow `oder`; did you mean `order`?", flow("  - stop: done")
    ),
    Case(
        unknown_names,
        flow("  - hand_over: { team: ▸magazin }"),
        "did you mean `magasin`?",
        flow("  - hand_over: magasin"),
    ),
    Case(unknown_names, flow("  - move: ▸decison"), "did you mean `decision`?", flow("  - move: decision")),
    Case(
        unknown_names,
        flow("  - stop: done", head="stage: ▸shopping"),
        "there is no stage `shopping`; known: ",
        flow("  - stop: done", head="stage: decision"),
    ),
    Case(
        unknown_names,
        "- answer: a\n  question: Quoi ?\n  say: Oui\n  then: ▸oder\n",
        "there is no flow `oder`",
        "- answer: a\n  question: Quoi ?\n  say: Oui\n  then: order\n",
        file=ANSWERS,
        others={FLOW: flow("  - stop: done")},
    ),
    Case(
        unknown_names,
        "journey: purchase\nstages: [discovery]\nfollow_ups:\n  - { start: ▸remindr, on: cart.abandoned }\n",
        "there is no flow `remindr`",
        "journey: purchase\nstages: [discovery]\nfollow_ups:\n  - { start: order, on: cart.abandoned }\n",
        file=JOURNEY,
        others={FLOW: flow("  - stop: done")},
    ),
    Case(
        unknown_names,
        "journey: purchase\nstages: [discovery]\nsignals:\n  - { on: silence, after: 14 days, moves: ▸discvery }\n",
        "did you mean `discovery`?",
        "journey: purchase\nstages: [discovery]\nsignals:\n  - { on: silence, after: 14 days, moves: discovery }\n",
        file=JOURNEY,
    ),
    Case(
        unknown_names,
        "id,name,stock.lion\na,Aroma,▸4\n",
        "there is no point of sale `lion`",
        "id,name,stock.lyon\na,Aroma,4\n",
        file=CSV,
    ),
    Case(
        unknown_names,
        "id,name,complements\na,Aroma,▸b\n",
        "the playbook has no offer `b`; is it imported?",
        "id,name,complements\na,Aroma,b\nb,Brio,\n",
        file=CSV,
        severity="warning",
    ),
    Case(
        unknown_names,
        "repair: ▸greting\nsay: Bonjour\n",
        "did you mean `greeting`?",
        "repair: greeting\nsay: Bonjour\n",
        file="flows/conversations/repair/greeting.yaml",
    ),
    Case(
        unknown_names,
        "test: x\ncustomer: { language: ▸de }\nsteps: [{ customer: Bonjour }]\n",
        "there is no language `de`",
        "test: x\ncustomer: { language: fr }\nsteps: [{ customer: Bonjour }]\n",
        file=TEST,
    ),
    Case(
        unknown_names,
        "test: x\nsteps: [{ expect: { handed_over: ▸magazin } }]\n",
        "there is no team `magazin`",
        "test: x\nsteps: [{ expect: { handed_over: magasin, stage: decision } }]\n",
        file=TEST,
    ),
    Case(
        unknown_steps,
        flow("  - id: keep\n    ask: Quoi ?\n    choices: [{ Un: { go: ▸keeep } }]"),
        "this flow has no step `keeep`; did you mean `keep`?",
        flow("  - id: keep\n    ask: Quoi ?\n    choices: [{ Un: { go: keep } }]"),
    ),
    Case(
        unknown_events,
        flow("  - stop: done", head="starts: [{ event: ▸order.deliverd }]"),
        "did you mean `order.delivered`?",
        flow("  - stop: done", head="starts: [{ event: x.anything }]"),
    ),
    Case(
        unknown_events,
        flow("  - wait: { event: ▸parcel.lost }"),
        "an event of your own begins with `x.`",
        flow("  - wait: { event: order.delivered }"),
    ),
    Case(
        unknown_events,
        "journey: purchase\nstages: [discovery]\nfollow_ups:\n"
        "  - { start: order, on: cart.abandoned, unless: [▸order.confirmd] }\n",
        "did you mean `order.confirmed`?",
        "journey: purchase\nstages: [discovery]\nfollow_ups:\n"
        "  - { start: order, on: cart.abandoned, unless: [customer.replied] }\n",
        file=JOURNEY,
        others={FLOW: flow("  - stop: done")},
    ),
    Case(
        missing_files,
        flow("  - say: Voilà\n    image: ▸aroma.jgp"),
        "did you mean `aroma.jpg`?",
        flow('  - say: Voilà\n    image: aroma.jpg\n  - say: Et\n    image: "{{ order.picture }}"'),
        others={"flows/aroma.jpg": "sha256:00"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_named_exists(case: Case) -> None:
    prove(case)


def test_a_picture_is_found_from_the_folder_from_flows_and_from_beside() -> None:
    names = ("flows/pictures/a.jpg", "pictures/a.jpg", "../pictures/a.jpg")
    for name in names:
        steps = flow(f"  - say: Voilà\n    image: {name}")
        assert not list(missing_files(draft({FLOW: steps, "flows/pictures/a.jpg": "sha256:00"})))


def test_a_flow_in_a_broken_file_is_not_told_as_missing() -> None:
    other = "flows/conversations/other.yaml"
    shape = faults_of({FLOW: flow("  - call: other"), other: "flow: other\nsteps: [{ sya: x }]\n"})
    assert [fault.place.file for fault in shape] == [other]
    syntax = faults_of({FLOW: flow("  - call: other"), other: "flow: other\nsteps: [\n"})
    assert [fault.place.file for fault in syntax] == [other]


def test_a_picture_of_the_catalogue_is_there_too() -> None:
    offer = "- { id: aroma, name: Aroma, picture: pictures/a.jpg }\n"
    (fault,) = missing_files(draft({"flows/catalog/a.yaml": offer}))
    assert (fault.place.file, fault.place.line) == ("flows/catalog/a.yaml", 1)
    assert "there is no file `pictures/a.jpg`" in fault.message
    (fault,) = missing_files(draft({CSV: "id,name,picture\naroma,Aroma,a.jpg\n"}))
    assert fault.place.line == 2
    there = draft({"flows/catalog/a.yaml": offer, "flows/pictures/a.jpg": "sha256:00"})
    assert not list(missing_files(there))
    assert there.offers["aroma"].picture == "flows/pictures/a.jpg"
    assert not list(missing_files(draft({CSV: "id,name,picture\naroma,Aroma,https://cdn.example/a.jpg\n"})))
