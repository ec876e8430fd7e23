"""What is to be ordered, said by its taste."""

from __future__ import annotations

import pytest

from bot.model.message import Reading
from bot.model.offer import Named
from tests.engine.chat import Chat
from tests.engine.order.test_order_named import reading
from tests.engine.order.test_order_said import ADVISES, sized
from tests.engine.ordering import STORE

HUILA = Named(("huila",))


def asked(*flows: str) -> Chat:
    lea = Chat(sized(STORE, *flows)).reads("je voudrais commander", reading(means="order"))
    lea.unheard.clear()
    return lea


def test_the_conversation_that_advises_goes_on_and_the_empty_order_is_left() -> None:
    lea = asked(ADVISES).reads("un truc pas trop fort", Reading("fr", named=(HUILA,), reader="test"))
    lea.hears("Doux, alors").hears("Je vous en prépare un")
    assert [one.flow for one in lea.customer.conversations] == ["advice"]


@pytest.mark.parametrize("said", ["un huila pas trop fort", "autre"])
def test_what_is_named_is_ordered(said: str) -> None:
    lea = asked(ADVISES).reads(said, Reading("fr", named=(HUILA,), reader="test"))
    lea.hears("1 × Huila 250 g")


def test_where_nobody_advises_it_is_looked_for_by_its_name() -> None:
    lea = asked().reads("un truc pas trop fort", Reading("fr", reader="test"))
    lea.hears("Qu’est-ce que je vous prépare")
