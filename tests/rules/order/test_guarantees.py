"""Until when something is under guarantee."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.model.order import GivenBack, Order, OrderLine
from bot.rules.order.guarantees import counted_from, guarantees, last_day, longest

PARIS = ZoneInfo("Europe/Paris")
TWO_YEARS = timedelta(days=730)
PLACED = datetime(2026, 3, 2, 12, tzinfo=UTC)
MACHINE = OrderLine(name="Aroma 2", offer="aroma-2", id="l1")
COFFEE = OrderLine(name="Huila", offer="huila", id="l2", quantity=2)
ORDER = Order(key="k", status="confirmed", lines=(COFFEE, MACHINE), placed_at=PLACED)


def _length(line: OrderLine) -> timedelta | None:
    return {"aroma-2": TWO_YEARS, "moulin": timedelta(days=180)}.get(line.offer)


@pytest.mark.parametrize(
    ("since", "span", "until"),
    [
        (date(2026, 3, 2), TWO_YEARS, date(2028, 3, 2)),  # a leap year between does not move it
        (date(2024, 2, 29), timedelta(days=365), date(2025, 2, 28)),
        (date(2026, 8, 31), timedelta(days=180), date(2027, 2, 28)),
        (date(2026, 11, 15), timedelta(days=90), date(2027, 2, 15)),
        (date(2026, 12, 31), timedelta(days=365), date(2027, 12, 31)),
        (date(2026, 3, 2), timedelta(days=14), date(2026, 3, 16)),
    ],
)
def test_years_and_months_are_those_of_the_calendar(since: date, span: timedelta, until: date) -> None:
    assert last_day(since, span) == until


def test_it_counts_from_the_delivery_where_that_is_known_in_the_stores_own_day() -> None:
    assert counted_from(ORDER, PARIS) == date(2026, 3, 2)
    late = replace(ORDER, milestones={"delivered": datetime(2026, 3, 5, 23, 30, tzinfo=UTC)})
    assert counted_from(late, PARIS) == date(2026, 3, 6)
    told = replace(ORDER, placed_at=None, milestones={"confirmed": PLACED})
    assert counted_from(told, PARIS) == date(2026, 3, 2)
    assert counted_from(replace(ORDER, placed_at=None), PARIS) is None


def test_only_what_has_a_guarantee_and_was_kept_is_covered() -> None:
    [found] = guarantees(ORDER, _length, PARIS)
    assert (found.line, found.until) == (MACHINE, date(2028, 3, 2))
    back = {"r1": GivenBack(at=PLACED, lines={"l1": 1})}
    assert not list(guarantees(replace(ORDER, returns=back), _length, PARIS))
    assert not list(guarantees(replace(ORDER, returns={"r1": GivenBack(at=PLACED, whole=True)}), _length, PARIS))
    assert list(guarantees(replace(ORDER, returns={"r1": GivenBack(at=PLACED, lines={"l2": 2})}), _length, PARIS))
    assert not list(guarantees(replace(ORDER, status="cancelled"), _length, PARIS))


def test_of_several_the_one_that_ends_last_is_told() -> None:
    order = replace(ORDER, lines=(OrderLine(name="Moulin", offer="moulin"), MACHINE))
    found = longest(guarantees(order, _length, PARIS))
    assert found is not None and found.line == MACHINE
    assert longest([]) is None
