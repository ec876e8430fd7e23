from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import httpx
import pytest

from bot.channels.redaction import HIDDEN, RedactingFilter
from bot.channels.telegram.telegram import Telegram
from bot.channels.telegram.telegram_seal import Seal
from tests.channels.parts import NOW, part
from tests.emulators.telegram import TOKEN, TelegramEmulator

SECRET = "a-webhook-secret-of-ours"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any library logs, from DEBUG on, through the filter."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(RedactingFilter([SECRET]))
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    root = logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in ("", "httpx", "httpcore", "telegram")}
    root.addHandler(handler)
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def test_the_token_is_in_no_line_even_when_the_libraries_say_all_they_can(log: io.StringIO) -> None:
    async with TelegramEmulator() as emulator:
        telegram = Telegram(TOKEN, seal=Seal(b"k"), api_url=emulator.url)
        await telegram.send(part(), now=NOW)
        emulator.fail("garbage")
        await telegram.send(part(text="le secret de Léa"), now=NOW)
        await emulator.refuse()
        await telegram.send(part(), now=NOW)
        await telegram.close()
    assert "httpx" in log.getvalue(), "httpx logged nothing, so this proves nothing"
    assert TOKEN not in log.getvalue()
    assert TOKEN.partition(":")[2] not in log.getvalue()


async def test_what_a_provider_answered_is_not_quoted(log: io.StringIO) -> None:
    async with TelegramEmulator() as emulator:
        telegram = Telegram(TOKEN, seal=Seal(b"k"), api_url=emulator.url)
        emulator.fail("garbage")
        await telegram.send(part(), now=NOW)
        await telegram.close()
    assert "invalid JSON" in log.getvalue()
    assert "<html>502" not in log.getvalue().replace("receive_response_body", "")


@pytest.mark.parametrize(
    "said",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/sendMessage",
        f"signed with {SECRET}",
        "postgresql://shop:hunter2@db.example/parcours",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    ],
)
def test_secrets_are_hidden_in_messages_arguments_and_structured_lines(log: io.StringIO, said: str) -> None:
    logger = logging.getLogger("shop")
    logger.warning(said)
    logger.warning("%s and %r", said, {"url": said})
    logger.warning({"event": "x", "deep": [{"url": said}], "n": 1, "t": (said,)})
    try:
        raise httpx.ConnectError(said)
    except httpx.ConnectError:
        logger.exception("failed")
    hidden = log.getvalue()
    assert hidden.count(HIDDEN) >= 5
    for secret in (TOKEN, SECRET, "hunter2", "MfKQ9r8G"):
        assert secret not in hidden


def test_a_line_without_secrets_is_left_alone(log: io.StringIO) -> None:
    logging.getLogger("shop").warning("sent part=%s at 12:30:00 ms=%d", "ab" * 16, 12)
    assert f"shop sent part={'ab' * 16} at 12:30:00 ms=12" in log.getvalue()


def test_a_line_whose_arguments_do_not_fit_is_kept(log: io.StringIO) -> None:
    logging.getLogger("shop").warning("%d things", "no number")
    assert "%d things" in log.getvalue()


def test_structlogs_own_events_pass_through_it() -> None:
    event = {"event": f"bot{TOKEN}", "at": 1.5, "ok": True}
    record = logging.LogRecord("shop", logging.INFO, __file__, 1, event, (), None)
    assert RedactingFilter().filter(record)
    assert record.msg == {"event": f"bot{HIDDEN}", "at": 1.5, "ok": True}
