from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.telegram_errors import Flooded, Floods, Rejected, ServerFault, judge
from bot.model.parts import Outcome, Refused, RetryAt, Unknown
from tests.channels.parts import NOW


def because(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


def judged(error: Exception, **how: Any) -> Outcome:
    return judge(error, floods=how.pop("floods", Floods()), chat=how.pop("chat", "7"), attempts=1, now=NOW)


@pytest.mark.parametrize(
    "cause",
    [httpx.ConnectError("refused"), httpx.ConnectTimeout(""), httpx.PoolTimeout(""), httpx.UnsupportedProtocol("")],
)
@pytest.mark.parametrize("kind", [NetworkError, TimedOut])
def test_what_never_left_is_tried_again_and_pauses_the_sender(kind: type[TelegramError], cause: Exception) -> None:
    outcome = judged(because(kind("x"), cause))
    assert isinstance(outcome, RetryAt)
    assert (outcome.at, outcome.scope) == (NOW + timedelta(seconds=1), "sender")


@pytest.mark.parametrize(
    "error",
    [
        because(TimedOut(), httpx.ReadTimeout("")),
        because(TimedOut(), httpx.WriteTimeout("")),
        because(NetworkError("x"), httpx.ReadError("reset")),
        because(NetworkError("x"), httpx.WriteError("reset")),
        because(NetworkError("x"), httpx.RemoteProtocolError("half")),
        because(TelegramError("Invalid server response"), ValueError("no JSON")),
        ServerFault("HTTP 500"),
        ServerFault("HTTP 502"),
        KeyError("result"),
        TypeError("a message without an id"),
    ],
    ids=repr,
)
def test_what_may_have_left_is_unknown(error: Exception) -> None:
    assert isinstance(judged(error), Unknown)


@pytest.mark.parametrize(
    ("error", "gone"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), True),
        (Forbidden("Forbidden: user is deactivated"), True),
        (ChatMigrated(-100), True),
        (BadRequest("Bad Request: chat not found"), True),
        (BadRequest("Bad Request: PEER_ID_INVALID"), True),
        (BadRequest("Bad Request: message is too long"), False),
        (Rejected("HTTP 413"), False),
    ],
    ids=str,
)
def test_what_is_permanent_is_refused_and_never_tried_again(error: Exception, gone: bool) -> None:
    outcome = judged(error)
    assert isinstance(outcome, Refused)
    assert outcome.gone is gone


@pytest.mark.parametrize("error", [InvalidToken(), Conflict("x")], ids=str)
def test_a_fault_of_ours_keeps_the_message_for_later(error: Exception) -> None:
    outcome = judged(error)
    assert isinstance(outcome, RetryAt)
    assert outcome.scope == "sender"


def test_a_flood_pauses_its_chat_and_the_sender_once_a_second_chat_is_hit() -> None:
    floods = Floods()
    first, second = judged(Flooded(30), floods=floods), judged(Flooded(5), floods=floods, chat="8")
    assert first == RetryAt(NOW + timedelta(seconds=30), "Too many requests, retry after 30 s", "chat")
    assert isinstance(second, RetryAt)
    assert (second.at, second.scope) == (NOW + timedelta(seconds=5), "sender")


def test_a_chat_flooded_again_or_long_ago_does_not_pause_the_sender() -> None:
    floods = Floods()
    until = NOW + timedelta(seconds=5)
    assert floods.scope("7", now=NOW, until=until) == "chat"
    assert floods.scope("7", now=NOW, until=until) == "chat"
    assert floods.scope("8", now=until, until=until + timedelta(seconds=5)) == "chat"


def test_a_reason_quotes_neither_the_token_nor_the_customer() -> None:
    outcome = judged(because(NetworkError("POST https://api/bot123:AAA «Léa»"), httpx.ReadError("bot123:AAA")))
    assert outcome == Unknown("NetworkError from ReadError")
