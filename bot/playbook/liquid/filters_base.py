"""What filters share: the fault of a value that can't be said, and how many wordings are remembered."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

from bot.playbook.compiled import MissingValue

REMEMBERED: Final = 4_096


class Unsayable(MissingValue):
    """A value that is there and can't be said as asked: letters where an amount belongs, a date that is none."""


def amount(value: object) -> Decimal:
    """Return a number, or a text that holds one, as a decimal. Raises `Unsayable`."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise Unsayable(f"{value!r} is no number")
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        raise Unsayable(f"{value!r} is no number") from None
    if not number.is_finite() or abs(number) > Decimal("1e15"):
        raise Unsayable(f"{value!r} is no number that can be said")
    return number
