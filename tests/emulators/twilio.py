"""Twilio's REST API for messages, its webhooks, and the phones behind it.

As Twilio does: a message is created `queued` (or `accepted`, with a messaging service) and reported on by signed
callbacks; an inbound message is kept whether or not its webhook was answered, which is tried once more and for 15
seconds at most (here hundredths of them); a number that texted STOP is 21610 from then on; nothing about creating a
message is idempotent.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from aiohttp import BasicAuth, web
from twilio.request_validator import RequestValidator

from tests.emulators.faults import Fault
from tests.emulators.limits import Limit
from tests.emulators.media import NotTaken, look_at_address
from tests.emulators.schemas import NotAsSpecified, hold_against, specification
from tests.emulators.serving import Emulator, main

ACCOUNT = "AC" + "0" * 31 + "1"
AUTH_TOKEN = "emulated-auth-token-for-tests-only"
NUMBER = "+33937000001"

Callbacks = Literal["usual", "lost", "twice", "backwards"]


class Rejected(Exception):
    """An error of the REST API."""

    def __init__(self, status: int, code: int, words: str) -> None:
        super().__init__(words)
        self.status, self.code, self.words = status, code, words


class TwilioEmulator(Emulator):
    """`callbacks` says how delivery is reported; `ends_as` how it ends. `now` dates the messages. `fetches`: files are
    fetched from their addresses and looked at, as Twilio does; what came is in `fetched`."""

    def __init__(
        self,
        *,
        port: int = 0,
        ledger: Path | None = None,
        account: str = ACCOUNT,
        token: str = AUTH_TOKEN,
        limit: Limit | None = None,
        validate: bool = True,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(port=port, ledger=ledger)
        self.account, self.token = account, token
        self._now = now
        self.webhook_url = ""
        self.callbacks: Callbacks = "usual"
        self.ends_as = "delivered"
        self.error_code: int | None = None
        self.opted_out: set[str] = set()
        self.carrier: dict[str, list[int]] = {}  # the errors that the next messages to a number end with
        self.closed: set[str] = set()  # WhatsApp numbers whose 24 hours are over
        self.templates: dict[str, str] = {}  # sid -> approved text, blanks as {{1}}
        self.invalid: set[str] = set()
        self.refused = 0
        self.signs_with = token
        self.fetches = False
        self.fetched: list[bytes] = []
        self.messages: list[dict[str, Any]] = []
        self.validities: list[int | None] = []
        self._media: dict[str, list[dict[str, Any]]] = {}
        self._limit, self._validate, self._clock = limit, validate, clock
        self._count = 0

    def routes(self) -> list[web.RouteDef]:
        base = "/2010-04-01/Accounts/{account}/Messages"
        return [
            web.post(base + ".json", self._create),
            web.get(base + ".json", self._list),
            web.get(base + "/{sid}/Media.json", self._list_media),
        ]

    # The bot's side

    async def _create(self, request: web.Request) -> web.StreamResponse:
        self.requests.append("create")
        fault = self.faults.take("create")
        try:
            if fault is not None and not fault.accepted:
                return await self._go_wrong(request, fault, None)
            self._check_account(request)
            form = _form(await request.text())
            self._hold(("create", "parameters"), form)
            await self._fetch(form)
            message = self._accept(form)
        except Rejected as rejected:
            return _error(rejected)
        if fault is not None:
            return await self._go_wrong(request, fault, message)
        return web.json_response(message, status=201)

    async def _fetch(self, form: dict[str, Any]) -> None:
        """Twilio looks at a file before it takes the message."""
        assert self._client is not None
        for address in form.get("MediaUrl", []) if self.fetches else []:
            try:
                self.fetched.append(await look_at_address(self._client, address, form["To"], form.get("Body", "")))
            except NotTaken as fault:
                raise Rejected(400, fault.code, str(fault)) from fault

    async def _go_wrong(self, request: web.Request, fault: Fault, message: dict[str, Any] | None) -> web.StreamResponse:
        if fault.action == "slow":
            form = _form(await request.text())  # read while the other side still waits
            await asyncio.sleep(fault.seconds)
            return web.json_response(message or self._accept(form), status=201)
        if fault.action == "status":
            headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
            return _error(Rejected(fault.status, fault.code or 20000 + fault.status, fault.words or "fault"), headers)
        return await self.faults.break_off(request, fault)

    def _accept(self, form: dict[str, Any]) -> dict[str, Any]:
        to, body = form["To"], self._text(form)
        self._check(form, to, body)
        message = self._message(
            to=to,
            from_=form.get("From"),
            body=body,
            direction="outbound-api",
            status="accepted" if "MessagingServiceSid" in form else "queued",
            service=form.get("MessagingServiceSid"),
            media=len(form.get("MediaUrl", [])),
        )
        self.validities.append(form.get("ValidityPeriod"))
        error = self._carrier_error(form, to)
        if error is None:
            self.ledger.show(to=to, id=message["sid"], text=body, media=form.get("MediaUrl", []), at=time.time())
        else:
            message["error_code"] = error
        if "StatusCallback" in form:
            self.background(self._report(dict(message), form["StatusCallback"]))
        return dict(message) | {"error_code": None}

    def _carrier_error(self, form: dict[str, Any], to: str) -> int | None:
        """Twilio takes the message all the same, and reports its end later."""
        if to in self.closed and "ContentSid" not in form:
            return 63016
        waiting = self.carrier.get(to)
        return waiting.pop(0) if waiting else None

    def _text(self, form: dict[str, Any]) -> str:
        """The words that the phone shows: a template's with its blanks filled, else the body."""
        if "ContentSid" not in form:
            return str(form.get("Body", ""))
        text = self.templates.get(form["ContentSid"])
        if text is None:
            raise Rejected(400, 21655, "The ContentSid is invalid")
        for name, value in json.loads(form.get("ContentVariables", "{}")).items():
            text = text.replace("{{" + name + "}}", value)
        return text

    def _check(self, form: dict[str, Any], to: str, body: str) -> None:
        if self._limit is not None and self._limit.refuse(self._clock()) is not None:
            self.refused += 1
            raise Rejected(429, 20429, "Too Many Requests")
        if to in self.opted_out:
            raise Rejected(400, 21610, "Attempt to send to unsubscribed recipient")
        if to in self.invalid or not re.fullmatch(r"(whatsapp:)?\+[1-9]\d{6,14}", to):
            raise Rejected(400, 21211, f"The 'To' number {to} is not a valid phone number.")
        if not body and "MediaUrl" not in form:
            raise Rejected(400, 21602, "Message body is required.")
        if len(body) > 1600:
            raise Rejected(400, 21617, "The concatenated message body exceeds the 1600 character limit.")
        if "From" not in form and "MessagingServiceSid" not in form:
            raise Rejected(400, 21603, "A 'From' phone number is required.")
        if form.get("StatusCallback", "https://a.example").split("?")[0].count("_"):
            raise Rejected(400, 21609, "The StatusCallback URL is not valid")
        if not 1 <= form.get("ValidityPeriod", 1) <= 36000:
            raise Rejected(400, 21621, "ValidityPeriod is out of range")

    async def _list(self, request: web.Request) -> web.StreamResponse:
        self.requests.append("list")
        fault = self.faults.take("list")
        try:
            if fault is not None:
                return await self._go_wrong(request, fault, None)
            self._check_account(request)
            self._check_query(request, "list")
        except Rejected as rejected:
            return _error(rejected)
        query = request.query
        found = [message for message in reversed(self.messages) if _matches(message, query)]
        page, size = int(query.get("Page", 0)), int(query.get("PageSize", 50))
        shown, rest = found[page * size : (page + 1) * size], found[(page + 1) * size :]
        path = f"/2010-04-01/Accounts/{self.account}/Messages.json"
        following = {**dict(query.items()), "Page": str(page + 1)}
        result = {
            "messages": shown,
            "page": page,
            "page_size": size,
            "uri": path,
            "next_page_uri": f"{path}?{urlencode(following)}" if rest else None,
        }
        self._hold(("list", "result"), result)
        return web.json_response(result)

    async def _list_media(self, request: web.Request) -> web.Response:
        result = {"media_list": self._media.get(request.match_info["sid"], []), "page": 0, "next_page_uri": None}
        self._hold(("media", "result"), result)
        return web.json_response(result)

    def _check_account(self, request: web.Request) -> None:
        given = BasicAuth.decode(request.headers.get("Authorization", "Basic Og=="))
        if (given.login, given.password) != (self.account, self.token):
            raise Rejected(401, 20003, "Authenticate")

    def _check_query(self, request: web.Request, operation: str) -> None:
        unknown = set(request.query) - set(specification("twilio")[operation]["parameters"])
        if unknown:
            self.breaches.append(f"{operation}: {sorted(unknown)}")
            raise Rejected(400, 20001, f"unknown parameters {sorted(unknown)}")

    def _hold(self, path: tuple[str, ...], value: Any) -> None:
        if not self._validate:
            return
        try:
            hold_against("twilio", *path, value=value)
        except NotAsSpecified as breach:
            self.breaches.append(str(breach))
            raise Rejected(400, 20001, str(breach)) from breach

    def _message(
        self,
        *,
        to: str,
        from_: str | None,
        body: str,
        direction: str,
        status: str,
        service: str | None = None,
        media: int = 0,
    ) -> dict[str, Any]:
        self._count += 1
        sid = f"{'MM' if media else 'SM'}{self._count:032x}"
        now = format_datetime(self._now())
        path = f"/2010-04-01/Accounts/{self.account}/Messages/{sid}"
        message: dict[str, Any] = {
            "account_sid": self.account,
            "api_version": "2010-04-01",
            "body": body,
            "date_created": now,
            "date_sent": now if direction == "inbound" else None,
            "date_updated": now,
            "direction": direction,
            "error_code": None,
            "error_message": None,
            "from": from_,
            "messaging_service_sid": service,
            "num_media": str(media),
            "num_segments": "1",
            "price": None,
            "price_unit": "USD",
            "sid": sid,
            "status": status,
            "subresource_uris": {"media": f"{path}/Media.json"},
            "to": to,
            "uri": f"{path}.json",
        }
        hold_against("twilio", "create", "result", value=message)
        self.messages.append(message)
        return message

    async def _report(self, message: dict[str, Any], url: str) -> None:
        ends_as = "undelivered" if message["error_code"] else self.ends_as
        states = ["sent", ends_as]
        match self.callbacks:
            case "lost":
                states = []
            case "twice":
                states = ["sent", "sent", ends_as, ends_as]
            case "backwards":
                states = [ends_as, "sent", "sending"]
        for state in states:
            await self.reports(message["sid"], state, url)

    async def reports(self, sid: str, state: str, url: str) -> int | None:
        """Say where a message stands, to its callback address; return the bot's status."""
        return await self.signed(url, self.report_form(sid, state))

    def report_form(self, sid: str, state: str) -> dict[str, str]:
        """Return what a status callback posts."""
        message = next(message for message in self.messages if message["sid"] == sid)
        message["status"] = state
        form = {
            "AccountSid": self.account,
            "ApiVersion": "2010-04-01",
            "From": message["from"] or NUMBER,
            "MessageSid": sid,
            "MessageStatus": state,
            "RawDlrDoneDate": "2611220100",  # a parameter that Twilio added one day
            "SmsSid": sid,
            "SmsStatus": state,
            "To": message["to"],
        }
        error = message["error_code"] or self.error_code
        if error is not None and state in {"failed", "undelivered"}:
            form["ErrorCode"] = str(error)
        return form

    # The customers' side

    async def texts(self, from_: str, body: str, **more: str) -> str:
        """A customer texts; returns the MessageSid. The webhook is tried twice at most, then only the list has it."""
        media = int(more.get("NumMedia", "0"))
        message = self._message(
            to=more.pop("To", NUMBER), from_=from_, body=body, direction="inbound", status="received", media=media
        )
        self._media[message["sid"]] = [self._file(message["sid"], number) for number in range(media)]
        if body.strip().upper() in {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"}:
            self.opted_out.add(from_)
        form = {
            "AccountSid": self.account,
            "ApiVersion": "2010-04-01",
            "Body": body,
            "From": from_,
            "MessageSid": message["sid"],
            "NumMedia": str(media),
            "NumSegments": "1",
            "SmsMessageSid": message["sid"],
            "SmsSid": message["sid"],
            "SmsStatus": "received",
            "To": message["to"],
            **{name: f"{self.url}{self._media[message['sid']][0]['uri']}" for name in ("MediaUrl0",) if media},
            **more,
        }
        if self.webhook_url:
            await self._try_webhook(form)
        return str(message["sid"])

    async def redeliver(self, form: dict[str, str]) -> int | None:
        """Post an inbound message's webhook once more."""
        return await self.signed(self.webhook_url, form)

    async def _try_webhook(self, form: dict[str, str]) -> None:
        for _ in range(2):
            status = await self.signed(self.webhook_url, form)
            if status is not None and 200 <= status < 300:
                return
            await asyncio.sleep(0.05)

    async def signed(self, url: str, form: dict[str, str]) -> int | None:
        """Post a form with its signature; return the status."""
        signature = RequestValidator(self.signs_with).compute_signature(url, form)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature}
        return await self.post(url, urlencode(form).encode(), headers)

    def _file(self, message: str, number: int) -> dict[str, Any]:
        sid = f"ME{self._count:030x}{number:02x}"
        return {
            "sid": sid,
            "account_sid": self.account,
            "parent_sid": message,
            "content_type": "image/jpeg",
            "uri": f"/2010-04-01/Accounts/{self.account}/Messages/{message}/Media/{sid}.json",
        }


def _form(text: str) -> dict[str, Any]:
    """The form as the specification types it."""
    known = specification("twilio")["create"]["parameters"]["properties"]
    form: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        match known.get(name, {}).get("type"):
            case "array":
                form.setdefault(name, []).append(value)
            case "integer":
                form[name] = int(value)
            case "boolean":
                form[name] = value == "true"
            case _:
                form[name] = value
    return form


def _matches(message: dict[str, Any], query: Any) -> bool:
    sent = message["date_sent"]
    after = query.get("DateSent>")
    if after and (sent is None or datetime.strptime(sent, "%a, %d %b %Y %H:%M:%S %z") < _time(after)):
        return False
    return query.get("To") in (None, message["to"]) and query.get("From") in (None, message["from"])


def _time(written: str) -> datetime:
    return (
        datetime.fromisoformat(written).astimezone(UTC)
        if "+" in written or "Z" in written
        else (datetime.fromisoformat(written).replace(tzinfo=UTC))
    )


def _error(rejected: Rejected, headers: dict[str, str] | None = None) -> web.Response:
    body = {
        "code": rejected.code,
        "message": rejected.words,
        "more_info": f"https://www.twilio.com/docs/errors/{rejected.code}",
        "status": rejected.status,
    }
    return web.json_response(body, status=rejected.status, headers=headers)


if __name__ == "__main__":
    main(TwilioEmulator)
