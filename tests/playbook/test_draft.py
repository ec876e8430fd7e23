"""What the checks look at."""

from __future__ import annotations

from typing import get_args

from bot.playbook.draft import Mentioned
from tests.playbook.playbooks import draft
from tests.playbook.test_building import SOURCES


def test_every_kind_of_name_that_is_mentioned_is_declared_somewhere() -> None:
    declared = draft(SOURCES).names.keys()
    assert set(get_args(Mentioned)) - declared == {"step", "file"}, "steps belong to a flow, files to the folder"
