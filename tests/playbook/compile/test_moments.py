"""Moments as they are written, and as they are felt."""

from __future__ import annotations

from datetime import timedelta

from bot.playbook.compiled import PauseFor
from tests.engine.chat import playbook

JOURNEY = """
journey: purchase
title: Achat
stages: [discovery, usage]
signals:
  - { on: order.returned, moves: usage, relationship: -15 }
  - { on: silence, after: 60 days, relationship: -5 }
moments:
  - { on: order.returned, pause: marketing for 2 weeks }
  - { on: feedback.given, if: feedback.level == "low", relationship: -20, start: sorry }
"""
SORRY = "flow: sorry\ntitle: Excuses\nsteps:\n  - say: Désolés.\n"


def test_moments_stand_by_event_signals_first() -> None:
    book = playbook(SORRY, journey=JOURNEY)
    returned, paused = book.moments["order.returned"]
    assert (returned.change, returned.pause, returned.journey) == (-15.0, None, "purchase")
    assert (paused.change, paused.pause) == (0.0, PauseFor("marketing", timedelta(days=14)))
    (low,) = book.moments["feedback.given"]
    assert (low.change, str(low.place), low.condition is not None) == (-20.0, "flows/journeys/purchase.yaml:10:5", True)
    assert "silence" not in book.moments
    assert [silence.change for silence in book.journeys[0].silences] == [-5.0]


def test_what_a_moment_starts_is_a_follow_up_and_marketing_where_nothing_else_is_said() -> None:
    book = playbook(SORRY, journey=JOURNEY)
    (one,) = book.follow_ups["feedback.given"]
    assert (one.flow, one.journey, one.after) == ("sorry", "purchase", None)
    assert book.flows["sorry"].purpose == "marketing"
