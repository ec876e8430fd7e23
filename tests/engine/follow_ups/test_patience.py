"""One timer watches over a conversation, however many questions it has."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.model.effects import DropTimers, SetTimer
from bot.playbook.compiled import Playbook
from tests.engine.chat import PARIS, Opens, playbook

QUESTIONS = """
flow: questions
title: Questions
purpose: service
starts: [{ event: chat.opened }]
expires: 3 days
steps:
  - id: question
    ask: Alors ?
    as: choice
    save: x
    choices:
      - Oui: { go: question }
      - Non: { stop: no_ }
    silent: { go: gone }
  - id: gone
    say: Je vous laisse tranquille.
  - stop: silent
"""


@pytest.fixture(scope="module")
def questions() -> Playbook:
    return playbook(QUESTIONS)


def test_the_next_question_is_watched_by_the_timer_of_the_first(chat: Opens, questions: Playbook) -> None:
    lea = chat(questions).opens().hears("Alors")
    assert [effect for effect in lea.effects if isinstance(effect, SetTimer)]
    lea.waits(days=1).presses("Oui").hears("Alors")
    assert not [effect for effect in lea.effects if isinstance(effect, SetTimer | DropTimers)]


def test_each_answer_begins_the_patience_anew(chat: Opens, questions: Playbook) -> None:
    lea = chat(questions).opens().hears("Alors").waits(days=2).presses("Oui").hears("Alors")
    lea.waits(days=2, hours=23).hears_nothing().waits(hours=2).hears("tranquille").ends("silent")


def test_patience_that_runs_out_at_night_is_lost_in_the_morning(chat: Opens, questions: Playbook) -> None:
    lea = chat(questions, at=datetime(2026, 3, 2, 23, 0, tzinfo=PARIS)).opens().hears("Alors")
    lea.until(datetime(2026, 3, 6, 7, 59, tzinfo=PARIS)).hears_nothing(because="quiet hours")
    lea.until(datetime(2026, 3, 6, 8, 1, tzinfo=PARIS)).hears("tranquille").ends("silent")


def test_a_conversation_that_is_over_is_watched_no_more(chat: Opens, questions: Playbook) -> None:
    lea = chat(questions).opens().hears("Alors").presses("Non").ends("no_")
    assert [effect for effect in lea.effects if isinstance(effect, DropTimers)]
