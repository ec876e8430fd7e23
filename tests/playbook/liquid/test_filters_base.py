"""Numbers as filters take them."""

from decimal import Decimal

import pytest

from bot.playbook.compiled import MissingValue
from bot.playbook.liquid.filters_base import Unsayable, amount


@pytest.mark.parametrize(
    ("value", "number"), [(3, "3"), (3.5, "3.5"), ("  4.20 ", "4.20"), (Decimal("1.1"), "1.1"), (-2, "-2")]
)
def test_a_number_or_a_text_that_holds_one_is_an_amount(value: object, number: str) -> None:
    assert amount(value) == Decimal(number)


@pytest.mark.parametrize("value", [True, None, "", "abc", "1,5", [], {}, float("nan"), float("inf"), "1e400", 10**16])
def test_anything_else_can_not_be_said(value: object) -> None:
    with pytest.raises(Unsayable):
        amount(value)


def test_what_can_not_be_said_is_missing_to_whoever_wants_to_say_it() -> None:
    assert issubclass(Unsayable, MissingValue)
