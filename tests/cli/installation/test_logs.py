"""What operators read, and what they must never read."""

from __future__ import annotations

import json
import logging
import subprocess
import sys

PROGRAM = """
import logging
import structlog
from bot.cli.installation.logs import configure
configure({form!r}, ("hunter2hunter2",), {least})
structlog.get_logger("bot.work").info("turn", event_id="e1", ms=1.5)
logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot123456789:AAabcdefghijklmnopqrstuvwxyz/sendMessage")
logging.getLogger("library").warning("it said hunter2hunter2 to https://x/bot123456789:AAabcdefghijklmnopqrstuvwxyzabcdefghi/getMe")
"""


def said(form: str | None, least: int = logging.INFO) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(form=form, least=least)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_a_fact_is_one_json_line_where_nobody_watches() -> None:
    turn = json.loads(said(None)[0])
    assert {"event": "turn", "event_id": "e1", "ms": 1.5, "level": "info"}.items() <= turn.items()
    assert turn["timestamp"].endswith("Z")


def test_tokens_never_reach_the_log() -> None:
    for form in ("json", "console"):
        told = "\n".join(said(form))
        assert "hunter2hunter2" not in told
        assert "AAabcdefghijklmnop" not in told
        assert "HTTP Request" not in told


def test_libraries_that_chat_are_held_at_warning() -> None:
    from bot.cli.installation.logs import CHATTY

    assert {"httpx", "httpcore"} <= set(CHATTY)


def test_a_demonstration_tells_only_what_is_wrong() -> None:
    [only] = said("json", logging.WARNING)
    assert json.loads(only)["level"] == "warning"
