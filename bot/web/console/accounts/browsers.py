"""What a browser calls itself, in two words: enough to tell one's own phone from a stranger's."""

from __future__ import annotations

from typing import Final

#: The first that is found counts: most browsers claim to be others too.
_BROWSERS: Final = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox",
                    "FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari"}  # fmt: skip
_SYSTEMS: Final = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "CrOS": "ChromeOS",
                   "Mac OS X": "macOS", "Linux": "Linux"}  # fmt: skip


def name_of(agent: str) -> str:
    """Return the browser and its system, as far as they are known; else the first word of what it says."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in agent), "")
    return ", ".join(name for name in (browser, system) if name) or agent.partition("/")[0][:40]
