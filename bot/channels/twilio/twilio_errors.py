"""What an error of sending through Twilio means for the message; the codes are read in `twilio_codes`.

No answer, or one of 5xx, tells nothing: the message may be out.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, assert_never

import aiohttp
from twilio.base.exceptions import TwilioRestException, TwilioServiceException

from bot.channels.pauses import back_off
from bot.channels.twilio.twilio_account import TooManyRequests
from bot.channels.twilio.twilio_codes import CREDENTIALS, TOO_MANY, VERDICTS, verdict_on
from bot.model.parts import Outcome, Refused, RetryAt, Unknown

_SERVER_FAULT: Final = 500


def judge(error: Exception, *, attempts: int, now: datetime) -> Outcome:
    """Return what an error of sending means for the message. What is not known for sure is `Unknown`."""
    match error:
        case TooManyRequests():
            return RetryAt(now + timedelta(seconds=error.seconds), VERDICTS[TOO_MANY].words, "sender")
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError() | aiohttp.InvalidURL():
            return RetryAt(now + back_off(attempts), f"no connection: {type(error).__name__}", "sender")
        case TwilioRestException() | TwilioServiceException() if error.status < _SERVER_FAULT:
            return _decide(error.code, error.status, now)
        case _:
            return Unknown(type(error).__name__)


def _decide(code: int | None, status: int, now: datetime) -> Outcome:
    verdict = VERDICTS[CREDENTIALS] if status in {401, 404} and code not in VERDICTS else verdict_on(code)
    reason = f"{verdict.words} ({code})"
    match verdict.then:
        case "retry":
            return RetryAt(now + timedelta(seconds=verdict.after), reason, verdict.scope)
        case "unknown":
            return Unknown(reason)
        case "refuse":
            number = None if code is None else str(code)
            return Refused(reason, gone=verdict.gone, opted_out=verdict.opted_out, code=number)
        case _:
            assert_never(verdict.then)
