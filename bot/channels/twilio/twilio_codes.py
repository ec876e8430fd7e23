"""What Twilio's error codes mean for a message: a table, which errors of sending and reports of delivery are read by.

Sources: twilio.com/docs/api/errors; the actions are those of our own contract: what surely was not sent is tried again,
what is permanent never is, an opt-out is believed at once. An error 20500 tells nothing ("POSTs such as sending an SMS
are not idempotent").
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, Literal

from msgspec import Struct

from bot.model.parts import Failure

CREDENTIALS: Final = 20003
TOO_MANY: Final = 20429
#: A phone that is off or out of reach may be back later (30003: one or two more tries, at least 30 minutes apart).
_LATER: Final = timedelta(minutes=30)
#: A picture that is gone, too large or of a kind that the channel does not take: what is said beside it still counts.
_WORDS_ALONE: Final = Failure(again=1, without_media=True)


class Verdict(Struct, frozen=True):
    """`then` is what to do. `after` (seconds) and `scope` go with a retry. `failure` is for a report of the code."""

    words: str
    then: Literal["refuse", "retry", "unknown"] = "refuse"
    gone: bool = False
    opted_out: bool = False
    after: float = 0.0
    scope: Literal["chat", "sender"] = "chat"
    failure: Failure = Failure()


def _gone(words: str) -> Verdict:
    return Verdict(words, gone=True)


def _pause(words: str, seconds: float) -> Verdict:
    return Verdict(words, then="retry", after=seconds, scope="sender")


VERDICTS: Final[Mapping[int, Verdict]] = {
    11751: Verdict("the file is larger than the channel takes", failure=_WORDS_ALONE),
    12300: Verdict("the channel takes no file of this kind", failure=_WORDS_ALONE),
    CREDENTIALS: _pause("Twilio refuses our credentials", 60),
    TOO_MANY: _pause("too many requests", 2),
    20500: Verdict("Twilio's own fault; it may have been sent", then="unknown"),
    21211: _gone("not a phone number"),
    21214: _gone("the number can't be reached"),
    21217: _gone("not a phone number"),
    21408: Verdict("sending to this country is not enabled at Twilio"),
    21606: Verdict("the sender is not one of ours at Twilio"),
    21610: Verdict("the customer has opted out at Twilio", opted_out=True),
    21611: _pause("the sender's queue at Twilio is full", 300),
    21612: Verdict("no route from our sender to this number"),
    21614: _gone("not a mobile number"),
    21617: Verdict("longer than 1,600 characters"),
    21620: Verdict("Twilio could not fetch the file", failure=_WORDS_ALONE),
    21635: _gone("a landline"),
    21655: Verdict("the WhatsApp template is not one of ours at Twilio"),
    30001: _pause("the sender's queue at Twilio is full", 300),
    30002: _pause("the Twilio account is suspended", 300),
    30003: Verdict("the phone can't be reached just now", failure=Failure(again=2, after=_LATER)),
    30004: Verdict("blocked by the customer or the carrier", failure=Failure(blocked=True)),
    30005: _gone("no such number"),
    30006: _gone("a landline, or a carrier that takes no SMS"),
    30007: Verdict("filtered by the carrier", failure=Failure(blocked=True)),
    30008: Verdict("not delivered, the carrier doesn't say why", failure=Failure(again=1, after=_LATER, unseen=False)),
    30019: Verdict("the file is larger than the channel takes", failure=_WORDS_ALONE),
    30022: Verdict("over the rate registered for US numbers"),
    30023: Verdict("over the daily cap registered for US numbers"),
    30034: Verdict("the sender is not registered for US numbers"),
    63016: Verdict(
        "WhatsApp's 24 hours since the customer's last word are over: only a template may be sent",
        failure=Failure(again=1, as_template=True),
    ),
    63018: _pause("over the channel's rate", 5),
    63019: Verdict("Twilio could not fetch the file", failure=_WORDS_ALONE),
    63021: Verdict("the channel takes no file of this kind"),
    63034: Verdict("the file is larger than the channel takes"),
    92006: Verdict("the WhatsApp template is not one of ours at Twilio"),
}

#: What carriers and phones filter, as reports write it.
BLOCKED: Final = frozenset(str(code) for code, verdict in VERDICTS.items() if verdict.failure.blocked)


def verdict_on(code: int | None) -> Verdict:
    """Return what the code asks for; a code that the table lacks is a refusal that names it."""
    if code is None:
        return Verdict("failed, Twilio doesn't say why")
    known = VERDICTS.get(code)
    return known or Verdict(f"Twilio error {code}")
