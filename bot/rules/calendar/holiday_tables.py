"""The tables of public holidays, each country's loaded when it is asked for.

`holidays` would load those of all its 250 countries with the first one: their package imports every module beneath it,
8 MB and a tenth of a second, where a shop and its customers need a few. A package that is known to Python but not
run lets each module be imported by itself, as the library's own registry does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.util import find_spec, module_from_spec
from typing import Final

import holidays

_PACKAGE: Final = "holidays.countries"


def table_of(
    country: str, subdivision: str | None = None, years: int | Iterable[int] | None = None
) -> holidays.HolidayBase:
    """Return a country's table, or that of a part of it, with the days of these years.

    Raises `NotImplementedError`, as the library does, for a country or a part that it does not know.
    """
    _know_the_package()
    return holidays.country_holidays(country, subdiv=subdivision, years=years)


def _know_the_package() -> None:
    if _PACKAGE not in sys.modules:
        spec = find_spec(_PACKAGE)  # finds it and does not run it
        if spec is not None:  # another release may keep its tables elsewhere
            sys.modules.setdefault(_PACKAGE, module_from_spec(spec))
