"""A journey as conditions see it."""

from __future__ import annotations

from datetime import timedelta

from bot.engine.journey.journey_values import JOURNEY, path_of
from bot.engine.run import Run
from bot.model.events import StaffTookOver
from bot.playbook.compiled import Shelf
from tests.engine.chat import Opens, playbook

PATH = """
journey: purchase
title: Achat
stages:
  - look: { expected: 4 days }
  - buy: { expected: 2 days }
signals: [{ on: x.buys, moves: buy }]
"""


def test_what_is_worked_out_is_of_now(chat: Opens) -> None:
    book = playbook(journey=PATH)
    lea = chat(book).says("merci").hears("plaisir").waits(days=2).shop("x.buys").waits(days=7)
    run = Run(Shelf(current=book), lea.customer, StaffTookOver(id="e", at=lea.now))
    state = lea.customer.journeys[0]
    seen = {name: look((run, state)) for name, look in JOURNEY.items()}
    assert (seen["stage"], seen["direction"], seen["days_in_stage"], seen["stalled"]) == ("buy", "steady", 7, True)
    assert (seen["velocity"], seen["velocity_ratio"], seen["relationship"]) == (0.78, 2.0, 50.0)
    assert timedelta(days=2) <= state.since - (state.began or state.since) < timedelta(days=2, minutes=1)
    assert path_of(run, "gone") is None
