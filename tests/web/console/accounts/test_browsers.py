"""What a browser calls itself, in two words."""

from __future__ import annotations

import pytest

from bot.web.console.accounts.browsers import name_of

AGENTS = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0": "Firefox, Linux",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Edg/142": "Edge, Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Version/19.1 Mobile Safari/604.1": "Safari, iPhone",
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36": "Chrome, Android",
    "curl/8.5": "curl",
    "": "",
}  # fmt: skip


@pytest.mark.parametrize(("agent", "name"), AGENTS.items())
def test_one_knows_ones_own_phone(agent: str, name: str) -> None:
    assert name_of(agent) == name
