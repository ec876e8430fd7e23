"""Who works here: added, changed, given a new link, disabled. An administrator reaches no further than their own scope.

A link that sets a password is shown once, to be handed over in person or by a way the two trust: this program sends no
e-mail.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from bot.model.selling import PointOfSale
from bot.model.staff import Role, Staff
from bot.playbook.compiled import Playbook, Team
from bot.rules.access import covers, may_manage, roles_given_by
from bot.store.staff.staff import EmailTaken, LastOwner, as_kept
from bot.web.console import frame
from bot.web.console.accounts.sign_in import field
from bot.web.console.accounts.welcome import NOT_AN_ADDRESS, is_address
from bot.web.console.words import marked
from bot.web.doors import Doors
from bot.web.guard import refuse

ROLES: Final = {
    Role.VIEWER: (marked("Viewer"), marked("reads, changes nothing")),
    Role.AGENT: (marked("Agent"), marked("speaks with customers")),
    Role.MARKETER: (marked("Marketer"), marked("writes and publishes the playbook")),
    Role.ADMIN: (marked("Administrator"), marked("everything, but for owners")),
    Role.OWNER: (marked("Owner"), marked("everything")),
}
TAKEN: Final = marked("There is an account with this address already.")
LAST_OWNER: Final = marked("This is the last owner. Make somebody else one first.")
NOT_YOURS: Final = marked("You can’t give this role, or these points of sale.")


async def show(request: Request) -> Response:
    """Answer with everybody."""
    return await _page(request)


async def add(request: Request) -> Response:
    """Make an account, and show the link that sets its password."""
    doors: Doors = request.app.state.doors
    me: Staff = request.state.staff
    email, points, teams = as_kept(field(request, "email")), _points(request), _teams(request)
    role = _role(request)
    if not is_address(email):
        return await _page(request, NOT_AN_ADDRESS)
    if role is None or not may_manage(me, role) or not covers(me, points):
        return await _page(request, NOT_YOURS)
    name = field(request, "name").strip()[:100] or email
    staff = Staff(
        id=doors.new_token()[:22],
        email=email,
        name=name,
        role=role,
        points_of_sale=points,
        language=me.language,
        teams=teams,
    )
    try:
        await doors.store.staff.add(staff, me.id, doors.clock())
    except EmailTaken:
        return await _page(request, TAKEN)
    return await _page_with_link(request, staff)


async def change(request: Request) -> Response:
    """Set somebody's name, role, teams and points of sale; another role or scope signs them out."""
    doors: Doors = request.app.state.doors
    me, staff = request.state.staff, await _member(request)
    role, points = _role(request), _points(request)
    if role is None or not may_manage(me, role) or not covers(me, points):
        return await _page(request, NOT_YOURS)
    if staff.id == me.id and (role, points) != (me.role, me.points_of_sale):
        raise refuse(403)  # nobody raises, lowers or widens themselves
    name = field(request, "name").strip()[:100] or staff.name
    wanted = replace(staff, name=name, role=role, points_of_sale=points, teams=_teams(request))
    try:
        await doors.store.staff.change(wanted, me.id, doors.clock())
    except LastOwner:
        return await _page(request, LAST_OWNER)
    return await _page(request)


async def make_link(request: Request) -> Response:
    """Sign somebody out everywhere, and show a link that sets a new password."""
    doors: Doors = request.app.state.doors
    me, staff = request.state.staff, await _another(request)
    await doors.store.sessions.close_others(staff.id, "", me.id, doors.clock())
    return await _page_with_link(request, staff)


async def remove_second_factor(request: Request) -> Response:
    """Take away the second factor of somebody who lost phone and codes."""
    doors: Doors = request.app.state.doors
    me, staff = request.state.staff, await _another(request)
    await doors.store.staff.remove_second_factor(staff.id, me.id, doors.clock())
    return await _page(request)


async def disable(request: Request) -> Response:
    """Close an account; its sessions end at once."""
    doors: Doors = request.app.state.doors
    me, staff = request.state.staff, await _another(request)
    try:
        await doors.store.staff.disable(staff.id, me.id, doors.clock())
    except LastOwner:
        return await _page(request, LAST_OWNER)
    return await _page(request)


async def enable(request: Request) -> Response:
    """Open a closed account again, with the password it had."""
    doors: Doors = request.app.state.doors
    me, staff = request.state.staff, await _another(request)
    await doors.store.staff.enable(staff.id, me.id, doors.clock())
    return await _page(request)


async def _member(request: Request) -> Staff:
    """Return who is meant. Raises 404 for whoever is out of the reader's reach: as good as absent."""
    doors: Doors = request.app.state.doors
    staff = await doors.store.staff.get(request.path_params["staff"])
    if staff is None or not _reached(request, staff):
        raise refuse(404)
    return staff


async def _another(request: Request) -> Staff:
    """Return who is meant, who is not oneself: one's own account has a page of its own."""
    staff = await _member(request)
    if staff.id == request.state.staff.id:
        raise refuse(403)
    return staff


def _reached(request: Request, staff: Staff) -> bool:
    me: Staff = request.state.staff
    return may_manage(me, staff.role) and covers(me, staff.points_of_sale)


def _role(request: Request) -> Role | None:
    given = field(request, "role")
    return Role(given) if given in set(Role) else None


def _points(request: Request) -> tuple[str, ...]:
    known = [point.id for point in _points_of_sale(request)]
    given = request.state.form.getlist("at")
    return tuple(point for point in known if point in given)


def _teams(request: Request) -> tuple[str, ...]:
    given = request.state.form.getlist("of")
    return tuple(team.id for team in _teams_of_shop(request) if team.id in given)


def _teams_of_shop(request: Request) -> tuple[Team, ...]:
    playbook: Playbook | None = request.app.state.doors.playbook()
    return playbook.store.teams if playbook is not None else ()


def _points_of_sale(request: Request) -> tuple[PointOfSale, ...]:
    playbook: Playbook | None = request.app.state.doors.playbook()
    return playbook.store.points_of_sale if playbook is not None else ()


async def _page_with_link(request: Request, staff: Staff) -> Response:
    doors: Doors = request.app.state.doors
    token = doors.new_token()
    await doors.store.staff_links.make(token, "password", staff.id, request.state.staff.id, doors.clock())
    origin = doors.public_url or f"{request.url.scheme}://{request.url.netloc}"
    return await _page(request, link=f"{origin}/console/welcome/{token}", invited=staff)


async def _page(request: Request, fault: str = "", *, link: str = "", invited: Staff | None = None) -> Response:
    me: Staff = request.state.staff
    everybody = await request.app.state.doors.store.staff.all()
    return await frame.page(
        request,
        "team.html",
        status=422 if fault else 200,
        fault=fault,
        link=link,
        invited=invited,
        members=[(staff, _reached(request, staff) and staff.id != me.id) for staff in everybody],
        roles=ROLES,
        given=roles_given_by(me),
        teams=_teams_of_shop(request),
        points_of_sale=[point for point in _points_of_sale(request) if covers(me, (point.id,))],
    )
