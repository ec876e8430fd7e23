"""What they want never again."""

from __future__ import annotations

from tests.engine.chat import Opens
from tests.engine.renewal.test_renewal_wishing import buyer
from tests.engine.renewal.test_renewing import due


def test_it_is_not_proposed_again_and_its_renewal_is_over(chat: Opens) -> None:
    lea = buyer(chat).says("plus jamais ce café").hears("je ne vous propose plus «\u00a0Café 1 kg\u00a0»")
    assert lea.customer.facts["refused"] == ["kilo"]
    assert due(lea) is None


def test_where_nothing_is_named_or_it_asks_nothing_is_sworn_off(chat: Opens) -> None:
    lea = buyer(chat).says("plus jamais chez vous").ignores_what_was_said()
    lea.says("plus jamais de café chez vous ?").ignores_what_was_said()
    assert "refused" not in lea.customer.facts
