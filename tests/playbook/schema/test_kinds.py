"""Which file is of which kind."""

from __future__ import annotations

import pytest

from bot.playbook.schema.kinds import KINDS, adapter, kind_of, stray

PLACES = {
    "flows/store.yaml": "store",
    "flows/policy.yml": "policy",
    "flows/segments.yaml": "segments",
    "flows/journeys/a.yaml": "journey",
    "flows/catalog/attributes.yaml": "attributes",
    "flows/catalog/a.csv": "catalog",
    "flows/catalog/a.yaml": "catalog",
    "flows/answers/deep/a.yaml": "answers",
    "flows/conversations/a.yaml": "conversation",
    "flows/conversations/repair/a.yaml": "repair",
    "flows/tests/a.yaml": "tests",
}


@pytest.mark.parametrize("path", PLACES)
def test_a_file_has_a_kind_by_its_place(path: str) -> None:
    kind = kind_of(path)
    assert kind is not None
    assert kind.name == PLACES[path]
    assert stray(path) is None


@pytest.mark.parametrize(
    "path", ["flows/a.jpg", "flows/answers/a.txt", "flows/README.md", "locales/fr/LC_MESSAGES/flows.po"]
)
def test_files_without_a_shape_are_welcome(path: str) -> None:
    assert kind_of(path) is None
    assert stray(path) is None


@pytest.mark.parametrize("path", ["flows/order.yaml", "flows/conversation/a.yaml", "flows/a.csv", "locales/fr.yaml"])
def test_a_file_that_stands_nowhere_is_told(path: str) -> None:
    assert stray(path) is not None
    assert "conversations/*.yaml" in str(stray(path))


def test_a_list_of_examples_stands_with_the_answers() -> None:
    assert stray("flows/examples.txt") == "a list of examples stands under flows/answers/"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_one_reader(kind: object) -> None:
    assert adapter(kind) is adapter(kind)
