"""Each kind of question reads its kind of answer. The verbs' cases stand in `cases`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import pytest

from bot.playbook.compiled import AskedAs
from tests.engine.chat import Chat, playbook

ANSWERS: dict[str, tuple[str, Any]] = {
    "choice": ("le deuxième", "deux"),
    "text": ("un peu de tout", "un peu de tout"),
    "number": ("quatre", 4),
    "money": ("250 €", 250),
    "date": ("le 17 mars 2026", "2026-03-17"),
    "time": ("18h30", "18:30"),
    "yes_no": ("oui", True),
    "phone": ("06 12 34 56 78", "+33612345678"),
    "email": ("Lea@Example.com", "lea@example.com"),
    "postcode": ("69002", "69002"),
    "location": ("Lyon", {"address": "Lyon"}),
    "photo": ("", None),
}


def test_every_kind_of_question_has_its_answer() -> None:
    assert set(ANSWERS) | {"rating"} == set(get_args(AskedAs))  # a rating is of `rate`, whose cases stand apart


@pytest.mark.parametrize("kind", sorted(set(ANSWERS) - {"photo"}))
def test_a_question_keeps_what_was_answered(chat: Callable[..., Chat], kind: str) -> None:
    choices = "\n    choices:\n      - Un: { go: after }\n      - Deux: { go: after }" if kind == "choice" else ""
    flow = f"""
flow: asks
title: Question
purpose: service
starts: [{{ event: chat.opened }}]
steps:
  - ask: Alors ?
    as: {kind}
    save: x{choices}
  - id: after
    ask: Et puis ?
    as: text
    save: y
"""
    said, kept = ANSWERS[kind]
    lea = chat(playbook(flow)).opens().hears("Alors").says(said).hears("Et puis")
    found = lea.saved["x"]
    assert found == kept or str(found).lower() == str(kept).lower()
