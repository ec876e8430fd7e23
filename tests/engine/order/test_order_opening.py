"""The flow that orders what customers name, and what it is told of what they mean."""

from __future__ import annotations

import pytest

from tests.engine.chat import Opens
from tests.engine.offers.test_pointing import ADVISES, COMPARES, orders, sells


def test_only_a_flow_with_an_order_of_what_is_said_takes_words() -> None:
    flows = sells(ADVISES, COMPARES).flows
    assert {name for name, flow in flows.items() if flow.takes_words} == {"order"}


@pytest.mark.parametrize(("said", "count"), [("commander", 1), ("j'en veux 3", 3), ("j'en prends deux", 2)])
def test_what_is_pointed_at_is_ordered_in_the_number_that_is_said(chat: Opens, said: str, count: int) -> None:
    orders(chat(sells(ADVISES)).opens().hears("Brio"), said).hears(f"{count} × Brio")


def test_who_points_at_what_nobody_sees_is_asked_for_its_name(chat: Opens) -> None:
    orders(chat(sells()), "j'en veux 3").hears("Dites-moi le nom de ce qui vous ferait envie")


def test_without_such_a_flow_a_wish_to_have_something_begins_none(chat: Opens) -> None:
    lea = chat(sells(ADVISES)).opens().hears("Brio")
    assert lea.customer.conversations[-1].flow == "advises"
    lea.says("commander un vélo").ignores_what_was_said()
    assert all(one.flow != "order" for one in lea.customer.conversations)
