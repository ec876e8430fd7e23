"""After a visit that was missed, a day or an hour is a yes to another."""

from __future__ import annotations

import pytest

from tests.engine.chat import Chat
from tests.engine.visiting import flow, hers, shop

MISSED = """
flow: missed
title: Manqué
purpose: service
starts: [{ event: appointment.missed }]
steps:
  - ask: Une autre heure ?
    as: choice
    choices: [{ Oui: { go: again } }, { Pas pour le moment: { stop: later } }]
    retries: 0
    otherwise: { stop: unsaid }
  - id: again
    call: visit
  - stop: rebooked
"""


def missed() -> Chat:
    """Return a customer who is asked on a Monday at noon whether they would like another hour."""
    lea = Chat(shop(MISSED, flow(starts="event: x.visit"))).says("bonjour").ignores_what_was_said()
    return lea.shop("appointment.missed", at="2026-03-02T10:00:00+01:00", store="lyon").hears("Une autre heure")


@pytest.mark.parametrize("words", ["jeudi", "plutôt jeudi matin", "désolé j'étais malade. jeudi c'est possible ?"])
def test_the_day_that_is_named_is_looked_at(words: str) -> None:
    lea = missed().says(words).hears("quel horaire")
    assert all(choice.label.startswith("jeu. 5") for choice in lea.said[-1].content.choices[:3])
    assert hers(lea) == [("Mon 02/03 10:00", "missed")]


@pytest.mark.parametrize(
    ("words", "outcome"),
    [("j'étais malade lundi", "unsaid"), ("je suis allé ailleurs", "unsaid")],
)
def test_a_day_of_before_and_other_words_are_none(words: str, outcome: str) -> None:
    missed().says(words).ends(outcome)


def test_a_no_is_a_no() -> None:
    missed().says("non").ends("unsaid")


def test_a_button_is_what_it_says() -> None:
    missed().presses("Pas pour le moment").ends("later")
