"""Tokens of `/api`: who made which, for what, when it was used last; making one, which is shown once, and revoking.

Somebody who is for some points of sale makes and sees tokens for these alone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.api_token import SCOPES, ApiToken
from bot.model.staff import Staff
from bot.playbook.compiled import PointOfSale
from bot.rules.api_access import BadToken, describe, digest_of, is_live, token_of
from bot.web.console import frame
from bot.web.console.accounts.sign_in import field
from bot.web.console.door import ROOT
from bot.web.console.wording.clock import said_at
from bot.web.console.words import marked
from bot.web.doors import Doors
from bot.web.guard import refuse

PAGE: Final = f"{ROOT}/tokens"
#: How long a token may live, in days, and how that is said; 0 is for good.
LIVES: Final = (
    (90, marked("Three months")),
    (365, marked("A year")),
    (30, marked("A month")),
    (0, marked("Without end")),
)
#: What a token may be for, as it is said.
SUBJECTS: Final = {
    "customers": marked("Customers"),
    "journeys": marked("Journeys"),
    "conversations": marked("Conversations"),
    "messages": marked("Messages"),
    "orders": marked("Orders"),
    "feedback": marked("Feedback"),
    "consents": marked("Consents"),
    "events": marked("Events of the shop"),
    "deliveries": marked("Outgoing webhooks"),
}
NO_NAME: Final = marked("Give it a name of 80 characters at most, by which you will know it again.")
NO_SCOPE: Final = marked("Say what it is for: tick one box or more.")
NO_PLACE: Final = marked("Say for which of your points of sale it is.")


async def show(request: Request) -> Response:
    """Answer with the tokens that there are."""
    return await _page(request)


async def make(request: Request) -> Response:
    """Make a token; the page shows it, this once."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    form = request.state.form
    now, places = doors.clock(), [str(place) for place in form.getlist("place")]
    days = field(request, "days")
    life = int(days) if days in {str(number) for number, _ in LIVES} else LIVES[0][0]
    if staff.points_of_sale and not places:
        return await _page(request, fault=NO_PLACE)
    text = token_of(doors.new_token())
    try:
        token = describe(
            text,
            name=field(request, "name"),
            scopes=[str(scope) for scope in form.getlist("scope")],
            points_of_sale=places,
            known_points=[place.id for place in _places(request)],
            made_by=staff.id,
            made_at=now,
            expires_at=now + timedelta(days=life) if life else None,
        )
    except BadToken:
        named = 0 < len(field(request, "name").strip()) <= 80
        return await _page(request, fault=NO_SCOPE if named else NO_NAME)
    await doors.store.api_tokens.make(token, digest_of(text))
    return await _page(request, made=text)


async def revoke(request: Request) -> Response:
    """Let a token open nothing any more."""
    doors: Doors = request.app.state.doors
    id_ = request.path_params["token"]
    if not any(token.id == id_ and _is_theirs(request, token) for token in await doors.store.api_tokens.all()):
        raise refuse(404)
    await doors.store.api_tokens.revoke(id_, request.state.staff.id, doors.clock())
    return RedirectResponse(PAGE, 303)


def _is_theirs(request: Request, token: ApiToken) -> bool:
    staff: Staff = request.state.staff
    return not staff.points_of_sale or (
        bool(token.points_of_sale) and set(token.points_of_sale) <= set(staff.points_of_sale)
    )


def _places(request: Request) -> tuple[PointOfSale, ...]:
    """Return the points of sale that the reader may make a token for."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    playbook = doors.playbook()
    all_ = playbook.store.points_of_sale if playbook is not None else ()
    return tuple(place for place in all_ if not staff.points_of_sale or place.id in staff.points_of_sale)


async def _page(request: Request, *, made: str = "", fault: str = "") -> Response:
    doors: Doors = request.app.state.doors
    now = doors.clock()
    makers = {one.id: one.name for one in await doors.store.staff.all()}
    tokens = [token for token in await doors.store.api_tokens.all() if _is_theirs(request, token)]
    rows = [
        {
            "token": token,
            "maker": makers.get(token.made_by, token.made_by),
            "made": said_at(request, token.made_at),
            "used": said_at(request, token.last_used_at),
            "ends": said_at(request, token.expires_at),
            "live": is_live(token, now),
        }
        for token in tokens
    ]
    return await frame.page(
        request,
        "tokens.html",
        status=422 if fault else 200,
        rows=rows,
        made=made,
        fault=fault,
        name=field(request, "name") if fault else "",
        ticked=set(request.state.form.getlist("scope")) | set(request.state.form.getlist("place")) if fault else set(),
        subjects=SUBJECTS,
        scopes=SCOPES,
        places=_places(request),
        lives=LIVES,
    )
