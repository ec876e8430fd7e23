"""JSON Schema of the playbook files."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from bot.playbook.json_schema import NAMES, json_schema
from bot.playbook.schema.kinds import kind_of
from bot.playbook.source.nodes import plain
from bot.playbook.source.yaml_tree import parse
from tests.playbook.playbooks import flow
from tests.playbook.test_building import SOURCES

FILES = sorted(path for path in SOURCES if path.endswith(".yaml"))


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator({**json_schema(), "$ref": f"#/$defs/{name}"})


def tree(text: str) -> Any:
    root = parse(text, "a.yaml").root
    assert root is not None
    return plain(root)


@pytest.mark.parametrize("name", [None, *NAMES])
def test_it_is_a_valid_schema(name: str | None) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(name))


@pytest.mark.parametrize("file", FILES)
def test_a_valid_file_fits_it(file: str) -> None:
    kind = kind_of(file)
    assert kind is not None
    validator(kind.name).validate(tree(SOURCES[file]))


@pytest.mark.parametrize(
    "steps",
    ["  - sya: x", "  - say: x\n    foo: 1", "  - wait: { for: soon }", "  - ask: x\n    as: colour", "  - say: [x]"],
)
def test_a_wrong_step_does_not_fit_it(steps: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        validator("conversation").validate(tree(flow(steps)))


def test_one_kind_stands_alone() -> None:
    schema = json_schema("policy")
    assert schema["$ref"] == "#/$defs/policy"
    assert "conversation" not in schema["$defs"]
    jsonschema.Draft202012Validator(schema).validate({"idle": "3 hours"})


def test_an_editor_completes_the_situations_that_can_be_reworded_and_shows_what_is_said_there() -> None:
    name = json_schema("repair")["$defs"]["RepairFile"]["properties"]["repair"]
    said = dict(zip(name["enum"], name["enumDescriptions"], strict=True))
    assert said["did_you_mean"] == "Did you mean one of these?"
    validator("repair").validate({"repair": "did_you_mean", "say": "Pardon ?"})
    with pytest.raises(jsonschema.ValidationError):
        validator("repair").validate({"repair": "did_you_meen", "say": "Pardon ?"})


def test_a_kind_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError):
        json_schema("nothing")
