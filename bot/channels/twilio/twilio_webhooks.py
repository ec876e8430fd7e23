"""Reading what Twilio posts: its signature, an inbound message, a delivery report. Nothing here talks to Twilio."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl, quote, urlsplit

from msgspec import Struct
from twilio.request_validator import RequestValidator, add_port, remove_port

from bot.channels.event_ids import event_id
from bot.channels.twilio.twilio_codes import verdict_on
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import DeliveryFailed, Event, MessageReceived, OptOutReported
from bot.model.message import Location, Media, MediaKind, Profile
from bot.model.parts import PartState, Report

SIGNATURE_HEADER: Final = "X-Twilio-Signature"
#: What Twilio reads as "thank you, nothing to say": the answer to an inbound message leaves through the outbox.
EMPTY_TWIML: Final = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
STATUS_PATH: Final = "/webhooks/twilio/status"

_SOURCE: Final = "twilio"
_WHATSAPP: Final = "whatsapp:"

#: Twilio's words for the states of a message; `receiving` and `received` are for the inbound and no report on a part.
_STATES: Final[Mapping[str, PartState]] = {
    "accepted": "accepted",
    "scheduled": "accepted",
    "queued": "accepted",
    "sending": "accepted",
    "sent": "sent",
    "delivered": "delivered",
    "partially_delivered": "delivered",
    "undelivered": "undelivered",
    "failed": "failed",
    "canceled": "failed",
    "read": "read",
}


class Form:
    """A posted form. A name may come twice: the first value is read, all of them are signed."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)

    @classmethod
    def parse(cls, body: bytes) -> Form:
        """Read `application/x-www-form-urlencoded`. Raises `ValueError` for what is no such form."""
        return cls(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=500))

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def get(self, name: str) -> str:
        """Return the first value, or nothing."""
        return self._values.get(name, [""])[0]

    def getall(self, name: str) -> list[str]:
        return self._values[name]


class Reported(Struct, frozen=True):
    """A delivery report: what it says of a part, and the event it is where the message has failed for good."""

    report: Report
    arrival: Arrival | None = None


def is_signed(
    form: Form, signature: str | None, *, public_url: str, raw_path: str, query: str, tokens: Sequence[str]
) -> bool:
    """Tell whether Twilio signed this request with one of `tokens`, in constant time.

    The address is our own `PUBLIC_URL` with the raw path and query, never what a Host header claims. Twilio signs with
    and without the port, so both count (twilio-python, request_validator.py).
    """
    url = urlsplit(public_url + raw_path + (f"?{query}" if query else ""))
    given = (signature or "").encode()
    expected = [
        RequestValidator(token).compute_signature(address, form).encode()
        for token in tokens
        for address in (_without_port(url), add_port(url))
    ]
    matches = [hmac.compare_digest(one, given) for one in expected]  # all of them: no early end tells which
    return any(matches)


def read_message(form: Form, *, received_at: datetime) -> Arrival | None:
    """Return the event in an inbound message, SMS or WhatsApp; None where the form is no message.

    The event's id comes from the MessageSid: the webhook delivered again, and the sweep, give the same event. An
    opt-out that Twilio itself has answered (`OptOutType`) becomes `OptOutReported`, so that it isn't confirmed twice.
    """
    sid, sender = form.get("MessageSid") or form.get("SmsSid"), form.get("From")
    if not sid or not sender:
        return None
    address, id_ = read_address(sender), message_event_id(sid)
    event: Event
    if form.get("OptOutType") == "STOP":
        event = OptOutReported(id=id_, address=address, reason="STOP, answered by Twilio")
    else:
        event = MessageReceived(
            id=id_,
            address=address,
            message_id=sid,
            text=form.get("ButtonText") or form.get("ListTitle") or form.get("Body"),
            media=tuple(_media(form)),
            location=_location(form),
            profile=Profile(first_name=form.get("ProfileName")) if form.get("ProfileName") else None,
        )
    return Arrival(event=event, received_at=received_at, names=(address,), source=_SOURCE, raw=_written(form))


def read_status(form: Form, *, part: str | None, received_at: datetime) -> Reported | None:
    """Return what a status callback says; None where it is no state of an outgoing message.

    `part` is our own id, from the callback's `?part=`.
    """
    sid, status = form.get("MessageSid") or form.get("SmsSid"), form.get("MessageStatus") or form.get("SmsStatus")
    state = _STATES.get(status)
    if not sid or state is None:
        return None
    code = form.get("ErrorCode") or None
    if state not in {"undelivered", "failed"}:
        return Reported(Report(part=part or None, provider_id=sid, state=state, error=code, at=received_at))
    number = int(code) if code and code.isdigit() else None
    failure = verdict_on(number).failure
    report = Report(part=part or None, provider_id=sid, state=state, error=code, at=received_at, failure=failure)
    if not part or not form.get("To"):
        return Reported(report)
    event = _failure(read_address(form.get("To")), part, sid, number)
    return Reported(report, Arrival(event=event, received_at=received_at, names=(event.address,), source=_SOURCE))


def message_event_id(sid: str) -> str:
    """Return the id of the event that the inbound message `sid` is."""
    return event_id(_SOURCE, "message", sid)


def read_address(name: str) -> Address:
    """Return the address of a Twilio party: `whatsapp:+33…` or a number."""
    if name.startswith(_WHATSAPP):
        return Address("whatsapp", name.removeprefix(_WHATSAPP))
    return Address("sms", name)


def status_callback(public_url: str, part: str) -> str:
    """Return the address that Twilio reports on a part to; our id in it survives the loss of the answer to the send."""
    return f"{public_url}{STATUS_PATH}?part={quote(part, safe='')}"


def _failure(address: Address, part: str, sid: str, code: int | None) -> DeliveryFailed | OptOutReported:
    verdict = verdict_on(code)
    id_ = event_id(_SOURCE, "failed", sid)
    if verdict.opted_out:
        return OptOutReported(id=id_, address=address, reason=verdict.words)
    return DeliveryFailed(id=id_, address=address, outbox_id=part, reason=verdict.words, gone=verdict.gone)


def _without_port(url: object) -> str:
    return str(remove_port(url))


def _media(form: Form) -> Iterator[Media]:
    count = form.get("NumMedia")
    for index in range(min(int(count), 10) if count.isdecimal() and len(count) < 4 else 0):
        address, mime = form.get(f"MediaUrl{index}"), form.get(f"MediaContentType{index}")
        if address:
            yield Media(media_kind(mime), address, mime=mime or None)


def media_kind(mime: str) -> MediaKind:
    """Return how a file of this type is shown. WhatsApp's voice notes come as audio."""
    kinds: dict[str, MediaKind] = {"image": "photo", "audio": "voice", "video": "video"}
    return kinds.get(mime.partition("/")[0], "document")


def _location(form: Form) -> Location | None:
    try:
        return Location(float(form.get("Latitude")), float(form.get("Longitude")))
    except ValueError:
        return None


def _written(form: Form) -> str:
    return "&".join(f"{quote(name)}={quote(value)}" for name in form for value in form.getall(name))
