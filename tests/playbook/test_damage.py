"""What is lost of a file hides no other fault, and is not told as faults that it only may bring."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playbook import load
from bot.playbook.building import build
from bot.playbook.damage import NOTHING, damage
from bot.playbook.source.nodes import Fields
from bot.playbook.source.yaml_tree import parse
from tests.playbook.playbooks import ANSWERS, FLOW, JOURNEY, POLICY, STORE, flow, sources

SLIP = "  - sya: Bonjour\n"

#: Beside a damaged step: the steps, and what is told of the others.
TOLD = [
    (SLIP + "  - stop: done\n  - say: Jamais", "nothing leads to this step"),
    (SLIP + "  - id: again\n    say: Encore\n  - go: again", "without a question or a wait"),
    (SLIP + "  - ask: Quoi ?\n    as: text", "nothing comes of the reply"),
    (SLIP + '  - say: "{{ customer.email }}"', "`customer.email` may be absent"),
    (
        SLIP + "  - split: { name: ton, branches: [{ weight: 50, do: { stop: a } }, { weight: 40, do: { stop: b } }] }",
        "the shares are 90 together",
    ),
    (
        "  - say: Un\n" + SLIP + "  - go: end\n  - say: Jamais\n  - id: end\n    stop: done",
        "nothing leads to this step",
    ),
    (
        "  - ask: Un ?\n    choices: [{ A: { sya: x } }, { B: { go: b } }]\n  - stop: a\n"
        '  - id: b\n    say: "{% if %}"\n'
        "  - stop: c\n  - say: Jamais",
        "nothing leads to this step",
    ),
]
#: What a damaged step may bring: only its own fault is told.
NOT_TOLD = [
    "  - say: Oui\n  - go: ask\n  - sya: x\n  - say: Ensuite\n  - id: ask\n    stop: done",
    "  - stop: done\n  - id: there\n    sya: x\n  - say: Ensuite",
    "  - aks: Quoi ?\n    choices: [{ Un: { go: one } }, { Deux: { stop: a } }]\n  - stop: b\n  - id: one\n    stop: c",
    "  - stop: done\n    if: [x]\n  - say: Ensuite",
    '  - stop: done\n    if: "a =="\n  - say: Ensuite',
    "  - id: again\n    say: Encore\n  - wiat: { for: 1 day }\n  - go: again",
    "  - id: again\n    choose: [{ if: customer.phone, then: [{ say: x }, { wiat: { for: 1 day } }] }]\n  - go: again",
    "  - ask: Quoi ?\n    as: text\n    sve: wish",
    "  - ask: Quoi ?\n    as: text\n    save: [wish]",
    '  - aks: Quoi ?\n    as: email\n    save: customer.email\n  - say: "{{ customer.email }}"',
    "  - ask: Qui ?\n    as: email\n    save: customer.email\n    otherwise: { go: away }\n"
    '  - goo: show\n  - id: away\n    stop: no\n  - id: show\n    say: "{{ customer.email }}"',
    '  - caal: other\n  - say: "{{ conversation.outcome }}"',
    "  - split: { name: ton, branches: [{ weight: 50, do: { stop: a } }, { wieght: 50, do: { stop: b } }] }",
    "  - say: {{ customer.first_name }} bonjour\n  - stop: done",
    '  - say: "Bonjour" toi\n  - stop: done',
]
HEADS = [
    "exemples: [je le prends]\nstarts: [{ intent: buy }]",
    "starts: [{ evnet: order.created }]",
    "strats: [{ intent: buy }]\nexamples: [je le prends]",
]


def told(files: dict[str, str]) -> list[str]:
    return [str(fault) for fault in build(sources(files)).faults]


@pytest.mark.parametrize(("steps", "says"), TOLD, ids=[says for _, says in TOLD])
def test_one_damaged_step_hides_no_fault_of_the_others(steps: str, says: str) -> None:
    faults = told({FLOW: flow(steps)})
    assert any(says in fault for fault in faults), faults
    assert any("is no verb" in fault for fault in faults), faults


@pytest.mark.parametrize("steps", NOT_TOLD)
def test_what_a_damaged_step_may_bring_is_not_told_as_missing(steps: str) -> None:
    faults = told({FLOW: flow(steps), "flows/conversations/other.yaml": "flow: other\nsteps: [{ stop: done }]\n"})
    assert len([fault for fault in faults if ": warning:" not in fault]) == 1, faults


@pytest.mark.parametrize("head", HEADS)
def test_a_slip_in_the_head_of_a_flow_is_told_once(head: str) -> None:
    faults = told({FLOW: flow('  - say: "{{ order.number }}"' if "evnet" in head else "  - stop: done", head=head)})
    assert len(faults) == 1, faults


def test_a_slip_in_the_head_hides_no_fault_of_the_steps() -> None:
    faults = told({FLOW: flow('  - say: "{{ customer.email }}"\n  - stop: a\n  - say: Jamais', head="titel: Un")})
    assert [fault.split(": ")[0] for fault in faults] == [f"{FLOW}:2:1", f"{FLOW}:4:14", f"{FLOW}:6:5"]


def test_each_mistake_of_yaml_is_told_and_the_rest_is_read() -> None:
    answers = """- answer: a
  question: Un ?
  say: ceci : cela
- answer: b
  question: Deux ?
  say: "{{ store.nmae }}"
- answer: c
  question: Trois ?
  say: {{ store.name }}
"""
    errors = [fault for fault in told({ANSWERS: answers, FLOW: flow("  - stop: done")}) if ": error:" in fault]
    assert [fault.split(": ")[0] for fault in errors] == [f"{ANSWERS}:3:13", f"{ANSWERS}:6:12", f"{ANSWERS}:9:9"]


#: A damaged file, and another that names what is in it.
NAMED = [
    ({FLOW: "flow: order\nsteps:\n  - say: [\n"}, "- { answer: a, question: Quoi, say: Oui, then: order }\n"),
    ({FLOW: "flow: order\nexamples: [a\n"}, "- { answer: a, question: Quoi, say: Oui, then: order }\n"),
    ({FLOW: "- just\n- a list\n"}, "- { answer: a, question: Quoi, say: Oui, then: just }\n"),
    ({JOURNEY: "journey: purchase\nstages:\n  - [discovery\n"}, ""),
    ({POLICY: "fetch: { hosts: [api.moka.example\n"}, ""),
]


@pytest.mark.parametrize(("damaged", "answers"), NAMED, ids=lambda part: str(part)[:40])
def test_what_a_damaged_file_declares_is_there(damaged: dict[str, str], answers: str) -> None:
    other = (
        "flow: other\nstage: discovery\nsteps:\n"
        '  - fetch: { get: "https://api.moka.example/x", save: stock, within: 3 seconds }\n  - move: discovery\n'
    )
    policy = {POLICY: "fetch: { hosts: [api.moka.example] }\n"}
    files = {**policy, "flows/conversations/other.yaml": other, **damaged, **({ANSWERS: answers} if answers else {})}
    errors = [fault for fault in told(files) if ": error:" in fault]
    assert {fault.split(":")[0] for fault in errors} == set(damaged), errors


@pytest.mark.parametrize(("name", "says"), [("order", "is not UTF-8"), ("store", "is not UTF-8")])
def test_a_file_in_another_encoding_is_told_alone(tmp_path: Path, name: str, says: str) -> None:
    texts = {
        "flows/store.yaml": STORE.replace("Moka", "Café"),
        FLOW: flow("  - say: Café"),
        ANSWERS: "- { answer: a, question: Quoi, say: Oui, also: [a b, c d, e f], then: order }\n",
    }
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode("latin-1" if name in path else "utf-8"))
    errors = [str(fault) for fault in load(tmp_path).faults if fault.severity == "error"]
    assert len(errors) == 1, errors
    assert says in errors[0]


def test_damage_knows_its_places_words_and_what_it_is_a_part_of() -> None:
    root = parse("flow: a\nsteps:\n  - say: x\n    if: [b]\n  - say: y\n", "a.yaml").root
    assert isinstance(root, Fields)
    found = damage(root, [root.field("steps")[0].field("if")])
    assert found.marks == ((4, 9),)
    assert found.words == {"b"}
    assert not found.head
    assert found.around == {(1, 1), (3, 5)}
    assert damage(root, []) == NOTHING
