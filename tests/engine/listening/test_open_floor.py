"""Leaving an open floor."""

from __future__ import annotations

import pytest

from tests.engine.chat import Opens, playbook
from tests.engine.listening.test_meanings import ANSWERS, FLOOR


@pytest.mark.parametrize("words", ["non merci", "c'est tout", "no thanks", "that's all"])
def test_who_is_done_goes_on_with_the_conversation(chat: Opens, words: str) -> None:
    lea = chat(playbook(FLOOR, answers=ANSWERS)).opens().hears("Vos questions")
    lea.says("c'est livré quand ?", means="answer:delais").hears("Cinq jours")
    lea.says(words).hears("Parfait").ends("done")


def test_off_the_floor_no_is_the_answer_to_the_question(chat: Opens) -> None:
    asks = FLOOR.replace(
        "answer: { say: Vos questions ?, tags: [delivery] }", "{ ask: Un thé ?, as: yes_no, save: tea }"
    )
    lea = chat(playbook(asks, answers=ANSWERS)).opens().hears("Un thé")
    lea.says("non merci").hears("Parfait").ends("done")
    assert [row.facts["value"] for row in lea.ledger if "value" in row.facts] == [False]
