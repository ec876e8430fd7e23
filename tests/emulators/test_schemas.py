"""The small schemas are what the published specifications say, where those are at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.emulators.make_schemas import main
from tests.emulators.schemas import SPECS, NotAsSpecified, hold_against

PUBLISHED = Path(os.environ.get("PUBLISHED_SPECS", "../shared/specs"))


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published specifications are not at hand")
@pytest.mark.parametrize("name", ["telegram.json", "twilio.json"])
def test_they_are_made_from_the_published_ones(tmp_path: Path, name: str) -> None:
    main(PUBLISHED, tmp_path)
    assert json.loads((tmp_path / name).read_text()) == json.loads((SPECS / name).read_text())


@pytest.mark.parametrize(
    "value", [{"chat_id": 7}, {"chat_id": 7, "text": 3}, {"chat_id": 7, "text": "x", "colour": "red"}, {"text": "x"}]
)
def test_a_request_that_is_not_as_published_is_told(value: Any) -> None:
    hold_against("telegram", "methods", "sendMessage", "parameters", value={"chat_id": 7, "text": "x"})
    with pytest.raises(NotAsSpecified):
        hold_against("telegram", "methods", "sendMessage", "parameters", value=value)


def test_an_answer_that_is_not_as_published_is_told() -> None:
    with pytest.raises(NotAsSpecified, match="status"):
        hold_against("twilio", "create", "result", value={"sid": "SM" + "0" * 32, "status": "flying"})
