"""Leaving a conversation. The verbs' cases stand in `cases`."""

from __future__ import annotations

from collections.abc import Callable

from tests.engine.chat import Chat, playbook

HANDS = """
flow: hands
title: Main
purpose: service
starts: [{ event: order.returned }]
steps:
  - hand_over: { team: magasin, reason: retour, priority: low }
  - stop: done
"""


def test_a_handover_of_the_shops_own_making_is_not_announced_at_any_hour(chat: Callable[..., Chat]) -> None:
    lea = chat(playbook(HANDS)).says("merci").hears("plaisir").waits(days=2).shop("order.returned").hears_nothing()
    assert lea.customer.handover is not None
    assert (lea.customer.handover.team, lea.customer.handover.priority) == ("magasin", "low")
    lea.staff_gives_back().hears_nothing().ends("done")
