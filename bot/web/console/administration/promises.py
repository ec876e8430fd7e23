"""`GET /console/promises`: how long each team may let a customer wait. Who waits longer comes first, in red."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.store.threads.threads import AN_HOUR
from bot.web.console import frame
from bot.web.doors import Doors
from bot.web.guard import refuse

PATH: Final = "/console/promises"
LONGEST: Final = 7 * 24 * 60  # minutes
_USUAL: Final = timedelta(microseconds=AN_HOUR)


class Promise(Struct, frozen=True):
    """A team, and for how many minutes a customer may wait for it."""

    team: str
    name: str
    minutes: int


async def show(request: Request) -> Response:
    """Answer with the teams of the playbook and what each has promised."""
    doors: Doors = request.app.state.doors
    playbook, kept = doors.playbook(), await doors.store.team_promises.all()
    teams = playbook.store.teams if playbook is not None else ()
    promises = [Promise(team.id, team.name, kept.get(team.id, _USUAL) // timedelta(minutes=1)) for team in teams]
    return await frame.page(request, "promises.html", promises=promises, longest=LONGEST)


async def keep(request: Request) -> Response:
    """Set what a team promises; nothing written is the usual hour."""
    doors: Doors = request.app.state.doors
    playbook = doors.playbook()
    team, minutes = str(request.state.form.get("team", "")), str(request.state.form.get("minutes", "")).strip()
    known = {one.id for one in playbook.store.teams} if playbook is not None else set()
    is_number = minutes.isascii() and minutes.isdigit() and len(minutes) < 6
    if team not in known or (minutes and not (is_number and 0 < int(minutes) <= LONGEST)):
        raise refuse(400)
    await doors.store.team_promises.promise(team, timedelta(minutes=int(minutes)) if minutes else None)
    return RedirectResponse(PATH, 303)
