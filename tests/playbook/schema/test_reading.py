"""A file's nodes held against its kind's model."""

from __future__ import annotations

from bot.playbook.schema.kinds import kind_of
from bot.playbook.schema.policy import PolicyFile
from bot.playbook.schema.reading import Shaped, shape
from bot.playbook.source.yaml_tree import parse


def shaped(text: str, path: str = "flows/policy.yaml") -> Shaped:
    kind, root = kind_of(path), parse(text, path).root
    assert kind is not None
    assert root is not None
    return shape(root, kind, path)


def test_a_file_that_fits_is_its_model() -> None:
    read = shaped("idle: 3 hours\n")
    assert isinstance(read.model, PolicyFile)
    assert read.faults == ()


def test_all_faults_of_a_file_are_told_at_once() -> None:
    read = shaped("idle: soon\nqiet: {}\nsms: { segments: 99, foo: 1 }\n")
    assert isinstance(read.model, PolicyFile), "what fits is there for the other checks"
    assert [str(node) for node in read.taken_out] == ["soon", "99"]
    assert sorted((fault.place.line, fault.place.column) for fault in read.faults) == [(1, 7), (2, 1), (3, 18), (3, 22)]


def test_an_unknown_key_is_told_beside_the_faults_within_the_same_mapping() -> None:
    read = shaped("flow: a\nsteps:\n  - say: [x]\n    foo: 1\n", "flows/conversations/a.yaml")
    assert sorted(fault.message for fault in read.faults) == [
        "expected a text, found a list",
        "unknown key `foo`; known: document, id, if, image, links, say, sms, video, whatsapp",
    ]


def test_a_key_with_a_slip_is_told_once_and_not_as_missing_too() -> None:
    read = shaped("- answer: a\n  question: Quoi\n  sai: Rien\n", "flows/answers/a.yaml")
    assert [fault.message for fault in read.faults] == ["unknown key `sai`; did you mean `say`?"]
    assert [str(node) for node in read.unread] == ["Rien"]


def test_a_file_that_is_nothing_it_should_be_has_no_model() -> None:
    read = shaped("- a\n", "flows/conversations/a.yaml")
    assert read.model is None
    assert [fault.message for fault in read.faults] == ["expected a mapping (`key: value`), found a list"]


def test_a_text_that_its_comma_cuts_off_is_told_as_that() -> None:
    read = shaped("flow: a\nsteps:\n  - { say: D'accord, à bientôt ! }\n", "flows/conversations/a.yaml")
    assert [(fault.message, fault.place.column) for fault in read.faults] == [
        ("`à bientôt !` is cut off by a comma: inside { } a text with one needs quotes", 22)
    ]
