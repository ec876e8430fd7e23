"""Times as a reader reads them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from bot.web.console.times import told, zone_of, zones
from tests.web.console.people import person
from tests.web.doorway import NOW


@pytest.mark.parametrize(("language", "words"), [("fr", "2 mars 2026, 10:00"), ("en", "2 Mar 2026, 10:00")])
def test_day_and_time_are_the_readers(language: str, words: str) -> None:
    assert told(NOW, language, ZoneInfo("Europe/Paris")) == words


@pytest.mark.parametrize(
    ("own", "zone"), [("Pacific/Noumea", "Pacific/Noumea"), (None, "Europe/Paris"), ("No/Where", "Europe/Paris")]
)
def test_the_zone_is_ones_own_or_the_shops(app: Starlette, own: str | None, zone: str) -> None:
    request = Request({"type": "http", "headers": [], "app": app})
    request.state.staff = person(timezone=own)
    assert str(zone_of(request)) == zone


def test_zones_are_places() -> None:
    assert {"Europe/Paris", "America/Martinique"} <= set(zones())
    assert not any(name.startswith(("Etc/", "posix")) for name in zones())
