"""`POST /webhooks/twilio` and `/webhooks/twilio/status`: SMS and WhatsApp in, and what became of those that went out.

Twilio gives an inbound webhook 15 seconds in all, retry included; what it could not bring, the sweep fetches later.
"""

from __future__ import annotations

from typing import Final

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.twilio.twilio_webhooks import (
    EMPTY_TWIML,
    SIGNATURE_HEADER,
    Form,
    is_signed,
    read_message,
    read_status,
)
from bot.crash_points import reached
from bot.web.bodies import read_body
from bot.web.counters import forged, received
from bot.web.dead_letters import keep_unreadable
from bot.web.doors import Doors
from bot.web.guard import refuse
from bot.web.providers.answered import after_answer, before_answer
from bot.web.providers.delivery_reports import take_report

_TWIML: Final = "application/xml"


async def receive_message(request: Request) -> Response:
    """Answer empty TwiML once the message is on disk; the same MessageSid again has no effect."""
    doors: Doors = request.app.state.doors
    body, form = await _signed_form(request, doors)
    arrival = read_message(form, received_at=doors.clock())
    if arrival is None:
        await keep_unreadable(doors, "twilio", body, ValueError("a signed form without MessageSid or From"))
    else:
        await doors.store.inbox.put([arrival])
        received("twilio")
    before_answer()
    return Response(EMPTY_TWIML, media_type=_TWIML, background=BackgroundTask(after_answer))


async def receive_status(request: Request) -> Response:
    """Answer 204 once the state is on disk. States only move forward, whatever the order they come in."""
    doors: Doors = request.app.state.doors
    _, form = await _signed_form(request, doors)
    told = read_status(form, part=request.query_params.get("part"), received_at=doors.clock())
    if told is not None:
        await take_report(doors.store, told, doors.clock())
        received("twilio status")
    reached("status.before_answer")
    return Response(status_code=204)


async def _signed_form(request: Request, doors: Doors) -> tuple[bytes, Form]:
    """Return the form as it came and as it reads. Raises 404 where Twilio is off, 403 unless Twilio signed it."""
    if not doors.twilio_tokens:
        raise refuse(404)
    body = await read_body(request)
    try:
        form = Form.parse(body)
    except ValueError:
        form = None
    if form is None or not _is_signed(form, request, doors):
        forged("twilio")
        raise refuse(403)
    return body, form


def _is_signed(form: Form, request: Request, doors: Doors) -> bool:
    """Without PUBLIC_URL nobody can tell what Twilio signed."""
    return doors.public_url is not None and is_signed(
        form,
        request.headers.get(SIGNATURE_HEADER),
        public_url=doors.public_url,
        raw_path=request.scope["raw_path"].decode("ascii", "replace"),
        query=request.url.query,
        tokens=doors.twilio_tokens,
    )
