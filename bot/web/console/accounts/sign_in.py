"""Signing in and out.

An unknown address, a wrong password and a disabled account get the same answer after the same work. A code is asked
for only of who gave the right password. How often one may try is counted in the database (`store.staff.sign_in_tries`).
"""

from __future__ import annotations

import re
from math import ceil
from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.staff import Staff
from bot.store.staff.staff import as_kept
from bot.store.staff.staff_sessions import Proof
from bot.web.console import frame, session
from bot.web.console.accounts.passwords import Hasher
from bot.web.console.accounts.second_factor import fits
from bot.web.console.door import ROOT, SIGN_IN
from bot.web.doors import Doors

_log = structlog.get_logger(__name__)
#: Where one may come back to: a path of the console's, nothing that leads elsewhere.
_BACK: Final = re.compile(r"/console(/[\w.~:@%/-]*)?(\?[\w.~:@%/=&+-]*)?", re.ASCII)
_MOST: Final = 320  # signs of an e-mail address


async def show(request: Request) -> Response:
    """Answer with the form; who is signed in already goes on."""
    if request.state.staff is not None:
        return RedirectResponse(back(request.query_params.get("next")), 303)
    return await _form(request, back_to=back(request.query_params.get("next")))


async def enter(request: Request) -> Response:
    """Open a session for the right e-mail, password and code."""
    doors: Doors = request.app.state.doors
    email, back_to = field(request, "email")[:_MOST], back(field(request, "next"))
    account = _account(request, email)
    wait = await doors.store.sign_in_tries.take(account, _place(request), doors.clock())
    if wait is not None:
        _log.warning("sign-in slowed down", place=session.place_of(request))
        return await _form(request, "wait", 429, email=email, back_to=back_to, seconds=ceil(wait.total_seconds()))
    staff, proof = await _proven(request, email)
    if staff is None or proof is None:
        fault = "code" if staff is not None else "wrong"
        _log.warning("sign-in refused", place=session.place_of(request), staff=staff.id if staff else "", why=fault)
        return await _form(request, fault, 422, email=email, back_to=back_to)
    await doors.store.sign_in_tries.forget(account)
    return await begin(request, staff, proof, back_to)


async def begin(request: Request, staff: Staff, proof: Proof, back_to: str = ROOT) -> Response:
    """Open a session and go on: a new token, whatever the browser had before."""
    token, opened = session.begun(request, proof)
    await request.app.state.doors.store.sessions.open(staff.id, token, opened)
    return welcomed(request, staff, token, back_to)


def welcomed(request: Request, staff: Staff, token: str, back_to: str = ROOT) -> Response:
    """Give the browser a session that is open, and send it on."""
    response = RedirectResponse(back_to, 303)
    session.keep(response, token, request)
    session.remember(response, request, staff.email)
    return response


async def leave(request: Request) -> Response:
    """End the session, here and in the database."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    await doors.store.sessions.close(staff.id, request.state.session.id, staff.id, doors.clock())
    response = RedirectResponse(SIGN_IN, 303)
    session.drop(response, request)
    return response


def back(given: str | None) -> str:
    """Return where to go after signing in: the page that was asked for, if it is one of ours."""
    return given if given and _BACK.fullmatch(given) else ROOT


async def _proven(request: Request, email: str) -> tuple[Staff | None, Proof | None]:
    """Return whose password it is, and what proves it; a person without a proof lacks the code."""
    doors: Doors = request.app.state.doors
    hasher: Hasher = request.app.state.hasher
    staff = await doors.store.staff.by_email(email)
    secrets = await doors.store.staff.secrets(staff.id if staff is not None else "")
    right = await hasher.fits(field(request, "password"), secrets.password)
    if staff is None or staff.disabled or not right:
        return None, None
    if not staff.has_second_factor:
        return staff, "password"
    return staff, "code" if await fits(doors, staff.id, secrets, field(request, "code")) else None


def _account(request: Request, email: str) -> str:
    """Return the name under which tries at an account are counted: apart for browsers that know it."""
    doors: Doors = request.app.state.doors
    known = "known" if session.is_known(request, as_kept(email)) else "stranger"
    return doors.derive("tries at an account", as_kept(email), known)


def _place(request: Request) -> str:
    doors: Doors = request.app.state.doors
    return doors.derive("tries from", session.place_of(request))


async def _form(
    request: Request, fault: str = "", status: int = 200, *, email: str = "", back_to: str, seconds: int = 0
) -> Response:
    return await frame.page(
        request, "sign_in.html", status=status, fault=fault, email=email, back_to=back_to, seconds=seconds
    )


def field(request: Request, name: str) -> str:
    """Return a field of the form that was sent; empty where there is none."""
    return str(request.state.form.get(name, ""))
