"""Every verb has cases, and every case comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import pytest

from bot.engine.steps.registry import VERBS
from bot.playbook.compiled import AnyStep
from tests.engine.chat import Chat, playbook
from tests.engine.steps.cases import CASES, POLICY, Case

OTHER = """
flow: other
title: Ailleurs
purpose: service
steps:
  - ask: ailleurs ?
    as: yes_no
    save: x
  - { stop: well, if: conversation.x }
  - stop: badly
"""


def test_every_verb_is_registered_and_has_cases() -> None:
    assert set(VERBS) == set(get_args(AnyStep)) == set(CASES)
    assert all(CASES.values())


@pytest.mark.parametrize(
    ("verb", "case"),
    [(verb, case) for verb in VERBS for case in CASES[verb]],
    ids=lambda value: value.__name__ if isinstance(value, type) else value.name.replace(" ", "_"),
)
def test_a_verb_does_what_its_case_says(chat: Callable[..., Chat], verb: type[Any], case: Case) -> None:
    flow = f"flow: tried\ntitle: Essai\npurpose: service\nstarts: [{{ event: chat.opened }}]\nsteps:\n{case.steps}\n"
    book = playbook(flow, OTHER, policy=POLICY)
    assert any(type(step) is verb for step in book.flows["tried"].steps.values())
    case.run(chat(book).opens())
