"""The ways on from an order that is being made."""

from __future__ import annotations

from bot.engine.listening.heard import Heard
from bot.engine.order.order_under_way import making_of
from bot.engine.run import Run
from bot.model.events import MessageReceived
from tests.engine.chat import Chat
from tests.engine.ordering import lea_with, line

AROMA = {"id": "c1", "lines": [line("aroma-2")]}


def asked() -> Chat:
    return lea_with(AROMA).hears("Comment souhaitez-vous la recevoir")


def test_what_is_told_leaves_the_buttons_of_the_question_as_they_were() -> None:
    lea = asked()
    prompt = lea.said[-1].content.prompt
    lea.says("annecy").hears("Moka Annecy (8 rue Sainte-Claire, 74000 Annecy)")
    assert lea.said[-1].content.prompt == prompt


def test_what_was_not_understood_before_no_longer_counts() -> None:
    lea = asked().says("la lune").hears("Comment souhaitez-vous la recevoir")
    assert lea.customer.conversations[-1].waiting.tries == 1
    lea.says("annecy").hears("Moka Annecy (8 rue Sainte-Claire, 74000 Annecy)")
    assert lea.customer.conversations[-1].waiting.tries == 0


def test_where_no_order_is_being_made_there_is_none() -> None:
    lea = lea_with(None).hears("Votre panier est encore vide").hears("Une autre fois")
    event = MessageReceived(id="m", at=lea.now, address=lea.address, text="lyon")
    run = Run(lea.shelf, lea.customer, event)
    assert making_of(run, Heard(run, event)) is None
