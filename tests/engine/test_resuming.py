"""Coming back to a question."""

from __future__ import annotations

from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens, playbook
from tests.engine.shop import COFFEE

SHIPPED = """
flow: shipped
title: Parti
purpose: service
starts: [{ event: order.shipped }]
steps:
  - say: C’est parti.
"""


def test_a_follow_up_that_comes_over_a_question_leaves_it_standing_without_a_word(chat: Opens) -> None:
    lea = chat(playbook(COFFEE, SHIPPED)).opens().ignores_what_was_said().waits(hours=1)
    lea.shop("order.shipped").hears("parti").hears_nothing()
    lea.says("1").hears("personnes")


def test_a_question_answered_meanwhile_is_not_put_again(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().says("une dégustation", means="flow:tasting").hears("Thé")
    lea.waits(days=4).hears_nothing()  # both expire
    assert lea.customer.conversations == ()
