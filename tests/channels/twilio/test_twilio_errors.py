from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest
from twilio.base.exceptions import TwilioRestException, TwilioServiceException

from bot.channels.twilio.twilio_account import TooManyRequests
from bot.channels.twilio.twilio_codes import VERDICTS
from bot.channels.twilio.twilio_errors import judge
from bot.model.parts import Outcome, Refused, RetryAt, Unknown
from tests.channels.parts import NOW


def judged(status: int, code: int | None, words: str = "The 'To' number +33612345678 is bad") -> Outcome:
    return judge(TwilioRestException(status, "/Messages.json", words, code), attempts=1, now=NOW)


@pytest.mark.parametrize("code", [21211, 21214, 21217, 21614, 21635, 30005, 30006])
def test_a_number_that_takes_no_sms_is_gone(code: int) -> None:
    outcome = judged(400, code)
    assert isinstance(outcome, Refused)
    assert outcome.gone and not outcome.opted_out


def test_an_opt_out_at_twilio_is_one_here() -> None:
    outcome = judged(400, 21610)
    assert isinstance(outcome, Refused)
    assert outcome.opted_out


@pytest.mark.parametrize("code", [21408, 21606, 21612, 21617, 30004, 30007, 30034, 63016, 21602, 99999])
def test_what_is_permanent_is_refused_and_the_address_stays(code: int) -> None:
    outcome = judged(400, code)
    assert isinstance(outcome, Refused)
    assert not outcome.gone and not outcome.opted_out
    assert str(code) in outcome.reason


@pytest.mark.parametrize(("code", "seconds"), [(20429, 2), (21611, 300), (30001, 300), (63018, 5), (20003, 60)])
def test_what_asks_for_patience_pauses_the_sender(code: int, seconds: float) -> None:
    assert judged(400, code) == RetryAt(NOW + timedelta(seconds=seconds), f"{VERDICTS[code].words} ({code})", "sender")


@pytest.mark.parametrize("status", [401, 404])
def test_credentials_refused_keep_the_message(status: int) -> None:
    outcome = judged(status, 20404)
    assert isinstance(outcome, RetryAt)
    assert outcome.scope == "sender"


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("code", [20500, None, 21610])
def test_5xx_tells_nothing_whatever_it_says(status: int, code: int | None) -> None:
    assert isinstance(judged(status, code), Unknown)


@pytest.mark.parametrize("status", [400, 404])
@pytest.mark.parametrize("code", [21655, 92006])
def test_a_template_that_is_not_ours_stops_its_message_and_not_the_sender(status: int, code: int) -> None:
    """404 alone is told of credentials that are refused, and would pause all that the sender has to say."""
    outcome = judged(status, code, "The ContentSid is Invalid")
    assert isinstance(outcome, Refused)
    assert "template" in outcome.reason and not outcome.gone


def test_an_error_in_the_newer_form_is_read_too() -> None:
    error = TwilioServiceException("type", "title", 400, 21610)
    outcome = judge(error, attempts=1, now=NOW)
    assert isinstance(outcome, Refused)
    assert outcome.opted_out


def test_too_many_requests_says_when() -> None:
    outcome = judge(TooManyRequests(7), attempts=1, now=NOW)
    assert outcome == RetryAt(NOW + timedelta(seconds=7), "too many requests", "sender")


@pytest.mark.parametrize(
    "error",
    [
        aiohttp.ServerDisconnectedError(),
        aiohttp.SocketTimeoutError(),
        aiohttp.ClientPayloadError(),
        aiohttp.ClientOSError(104, "reset"),
        TimeoutError(),
        ValueError("no JSON"),
        KeyError("sid"),
    ],
    ids=repr,
)
def test_what_may_have_left_is_unknown(error: Exception) -> None:
    assert isinstance(judge(error, attempts=1, now=NOW), Unknown)


@pytest.mark.parametrize("error", [aiohttp.ConnectionTimeoutError(), aiohttp.InvalidURL("x")], ids=repr)
def test_what_never_left_is_tried_again(error: Exception) -> None:
    outcome = judge(error, attempts=3, now=NOW)
    assert isinstance(outcome, RetryAt)
    assert outcome.at == NOW + timedelta(seconds=4)


def test_no_reason_quotes_a_number() -> None:
    for status, code in ((400, 21211), (400, 12345), (500, 20500)):
        outcome = judged(status, code)
        assert "+336" not in str(outcome)
