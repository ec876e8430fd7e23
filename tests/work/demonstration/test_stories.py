"""What befalls them."""

from __future__ import annotations

from random import Random

import pytest

from bot.model.events import ShopReported
from bot.work.demonstration.stories import KINDS, story_kind, story_of
from bot.work.demonstration.words import OPENINGS
from tests.work.demonstration.lives import BEGAN, NOW


@pytest.mark.parametrize("number", range(40))
def test_a_story_has_a_beginning_lies_in_its_time_and_is_in_order(number: int) -> None:
    told = story_of(number, Random(number), BEGAN, NOW)
    times = [one.at for one in told]
    assert times
    assert times == sorted(times)
    assert max(times) <= NOW
    assert all(one.what in OPENINGS or one.what == "STOP" for one in told if isinstance(one.what, str))


def test_an_order_is_paid_after_it_is_confirmed_and_delivered_last() -> None:
    number = KINDS.index("trouble")
    told = story_of(number, Random(1), BEGAN, NOW)
    names = [one.what.name for one in told if isinstance(one.what, ShopReported)]
    assert names[:2] == ["order.confirmed", "order.paid"]
    assert names.index("order.delivered") > 2
    assert story_kind(number) == "trouble"
