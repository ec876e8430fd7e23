"""A file's nodes held against its kind's model."""

from __future__ import annotations

from bot.playbook.schema.kinds import kind_of
from bot.playbook.schema.policy import PolicyFile
from bot.playbook.schema.reading import Shaped, shape
from bot.playbook.yaml_tree import parse


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
    assert read.model is None
    assert sorted((fault.place.line, fault.place.column) for fault in read.faults) == [(1, 7), (2, 1), (3, 18), (3, 22)]


def test_an_unknown_key_is_told_beside_the_faults_within_the_same_mapping() -> None:
    read = shaped("flow: a\nsteps:\n  - say: [x]\n    foo: 1\n", "flows/conversations/a.yaml")
    assert sorted(fault.message for fault in read.faults) == [
        "expected a text, found a list",
        "unknown key `foo`; known: document, id, if, image, links, say, sms, video",
    ]
