"""The ends of the scale in our own sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.engine.chat import Chat, playbook

FLOW = """
flow: opinion
title: Avis
purpose: service
starts: [{{ event: chat.opened }}]
steps:
  - rate: {{ scale: {scale}, ask: "Votre note ?", low: {{ stop: low }} }}
"""


@pytest.mark.parametrize(("scale", "ends"), [("csat", "1 à 5"), ("nps", "0 à 10"), ("ces", "1 à 7")])
def test_who_is_off_the_scale_is_told_its_ends(chat: Callable[..., Chat], scale: str, ends: str) -> None:
    chat(playbook(FLOW.format(scale=scale))).opens().hears("Votre note").says("douze").hears(f"Une note de {ends}")
