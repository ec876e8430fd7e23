"""The address of an order that is made, set right."""

from __future__ import annotations

import pytest

from bot.work.errands.outgoing import order_news
from tests.engine.chat import Chat
from tests.engine.ordering import lea_with, line, placed


def ordered(way: str = "3", *more: str) -> Chat:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).says(way)
    for words in more or ("8 rue Garibaldi, 69003 Lyon",):
        lea.says(words)
    lea.says("je confirme").unheard.clear()
    return lea


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("ah mince, c'est le 51 rue Garibaldi, pas le 8", "51 rue Garibaldi, 69003 Lyon"),
        ("je me suis trompée d'adresse, c'est 22 rue du Port", "22 rue du Port, 69003 Lyon"),
        ("oh no, it's number 51, not 8", "51 rue Garibaldi, 69003 Lyon"),
        ("j'ai déménagé, c'est au 8 quai Rambaud 69002 Lyon", "8 quai Rambaud 69002 Lyon"),
    ],
)
def test_the_shop_is_told_of_it_and_it_is_read_back(said: str, there: str) -> None:
    lea = ordered().says(said, language="fr").hears(there)
    [told] = [order_news(one).data for one in placed(lea)]
    assert isinstance(told["fulfilment"], dict)
    assert told["fulfilment"]["address"] == there
    assert lea.customer.orders[-1].fulfilment.address == there


@pytest.mark.parametrize("said", ["c'est au 8 rue Garibaldi", "je me suis trompé", "pas de souci"])
def test_nothing_changes_where_nothing_is_wrong_or_nobody_says_what(said: str) -> None:
    lea = ordered().says(said, language="fr").ignores_what_was_said()
    assert lea.customer.orders[-1].fulfilment.address == "8 rue Garibaldi, 69003 Lyon"
    assert placed(lea) == []


def test_what_is_collected_has_no_address() -> None:
    lea = ordered("2", "1").says("mince, c'est le 51 rue Garibaldi", language="fr").ignores_what_was_said()
    assert placed(lea) == []


def test_of_one_that_has_left_people_see_what_can_be_done() -> None:
    lea = ordered()
    lea.shop("order.shipped", reference=lea.customer.orders[-1].key).unheard.clear()
    lea.says("j'ai déménagé, c'est au 8 quai Rambaud 69002 Lyon", language="fr").ignores_what_was_said()
    assert lea.customer.handover is not None
    assert lea.customer.handover.reason == "order_too_late"
