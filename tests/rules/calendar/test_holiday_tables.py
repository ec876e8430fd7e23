"""A country's table is loaded by itself, and is the library's."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from bot.rules.calendar.holiday_tables import table_of

ASK = """
import sys
from bot.rules.calendar.holiday_tables import table_of
days = [str(day) for day in sorted(table_of("FR", None, 2026))]
print(sorted(name for name in sys.modules if name.startswith("holidays.countries.")))
import holidays
print(days == [str(day) for day in sorted(holidays.France(years=2026))], len(holidays.US(years=2026)) > 8)
"""


def test_the_first_country_does_not_load_all_the_others() -> None:
    said = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, timeout=60, check=True).stdout
    assert said == "['holidays.countries.france']\nTrue True\n"


def test_a_country_and_its_parts_have_their_days() -> None:
    assert date(2026, 7, 14) in table_of("FR", None, 2026)
    assert date(2026, 12, 26) not in table_of("FR", None, 2026)
    assert date(2026, 12, 26) in table_of("FR", "6AE", 2026)
    assert date(2027, 1, 6) in table_of("DE", "BY", [2026, 2027])


@pytest.mark.parametrize(("country", "part"), [("ZZ", None), ("FR", "Atlantis")])
def test_what_no_table_tells_is_refused(country: str, part: str | None) -> None:
    with pytest.raises(NotImplementedError):
        table_of(country, part, 2026)
