"""What is kept of a renewal comes back from JSON as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime

from msgspec import json

from bot.model.renewal import Renewal, SaidOfRenewal


def test_it_is_written_and_read_back() -> None:
    said = SaidOfRenewal("away", datetime(2026, 3, 2, tzinfo=UTC), date(2026, 4, 1))
    one = Renewal(family="café", due=date(2026, 5, 1), timer="t", said=(said,))
    assert json.decode(json.encode(one), type=Renewal) == one
