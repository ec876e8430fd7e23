"""Where a browser finds an installation."""

from __future__ import annotations

import pytest

from bot.cli.installation.address import address
from bot.settings import read_settings


@pytest.mark.parametrize(
    ("given", "port", "where"),
    [
        ({}, None, "http://localhost:8000"),
        ({"port": 0}, 41234, "http://localhost:41234"),
        ({"host": "0.0.0.0", "port": 9000}, None, "http://localhost:9000"),
        ({"host": "192.0.2.7"}, None, "http://192.0.2.7:8000"),
        ({"host": "fd00::7"}, None, "http://[fd00::7]:8000"),
        ({"public_url": "https://bot.moka.example/"}, 41234, "https://bot.moka.example"),
    ],
)
def test_it_is_what_a_person_can_open(given: dict[str, object], port: int | None, where: str) -> None:
    assert address(read_settings(**given), port) == where
