"""Setting up a second factor: a QR code for the phone, its first code back, and codes to put away.

The secret under way travels in the form, encrypted for this account: nothing is kept until a code has shown that the
phone has it.
"""

from __future__ import annotations

import io
from typing import Final

import segno
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.staff import Staff
from bot.rules.access import NEED_SECOND_FACTOR
from bot.web.console import frame
from bot.web.console.accounts import second_factor
from bot.web.console.accounts.passwords import Hasher
from bot.web.console.accounts.sign_in import field
from bot.web.console.door import ROOT
from bot.web.console.words import marked
from bot.web.doors import Doors
from bot.web.guard import refuse

ACCOUNT: Final = f"{ROOT}/account"
WRONG_CODE: Final = marked("This is not the code that your phone shows now. Wait for the next one, and type it.")
WRONG_PASSWORD: Final = marked("This is not your password.")


async def show(request: Request) -> Response:
    """Answer with a new secret for the phone."""
    return await _page(request, second_factor.new_secret(request.app.state.doors))


async def keep(request: Request) -> Response:
    """Keep the secret, once its code is right; show the codes for paper, this once."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    secret = second_factor.opened(doors, _under_way(staff), field(request, "secret"))
    if secret is None:
        raise refuse(400)
    if staff.has_second_factor and not await has_password(request):
        return await _page(request, secret, WRONG_PASSWORD)
    now = doors.clock()
    step = second_factor.step_of(secret, field(request, "code"), now)
    if step is None:
        return await _page(request, secret, WRONG_CODE)
    codes = second_factor.recovery_codes(doors)
    digests = [second_factor.digest_of(doors, staff.id, code) for code in codes]
    kept = second_factor.sealed(doors, staff.id, secret)
    await doors.store.staff.set_second_factor(staff.id, kept, step, digests, staff.id, now)
    await doors.store.sessions.close_others(staff.id, request.state.session.id, staff.id, now)
    return await frame.page(request, "recovery_codes.html", codes=codes)


async def renew_codes(request: Request) -> Response:
    """Make new codes for paper, in place of those that are left."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    if not staff.has_second_factor or not await has_password(request):
        raise refuse(403)
    codes = second_factor.recovery_codes(doors)
    digests = [second_factor.digest_of(doors, staff.id, code) for code in codes]
    await doors.store.staff.set_recovery_codes(staff.id, digests, staff.id, doors.clock())
    return await frame.page(request, "recovery_codes.html", codes=codes)


async def remove(request: Request) -> Response:
    """Take the second factor away from who may be without one; every session ends."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    if staff.role in NEED_SECOND_FACTOR or not await has_password(request):
        raise refuse(403)
    await doors.store.staff.remove_second_factor(staff.id, staff.id, doors.clock())
    return RedirectResponse(ACCOUNT, 303)


async def has_password(request: Request) -> bool:
    """Tell whether the form brings the reader's own password: what opens the account is not changed without it."""
    doors: Doors = request.app.state.doors
    hasher: Hasher = request.app.state.hasher
    secrets = await doors.store.staff.secrets(request.state.staff.id)
    return await hasher.fits(field(request, "current"), secrets.password)


async def _page(request: Request, secret: str, fault: str = "") -> Response:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    playbook = doors.playbook()
    shop = playbook.store.name if playbook is not None else "Parcours"
    return await frame.page(
        request,
        "second_factor.html",
        status=422 if fault else 200,
        drawing=drawn(second_factor.address_of(secret, staff.email, shop)),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        sealed=second_factor.sealed(doors, _under_way(staff), secret),
        must=staff.role in NEED_SECOND_FACTOR,
        fault=fault,
    )


def _under_way(staff: Staff) -> str:
    """Return what a secret that is not kept yet is bound to: none of them can be taken for one that is."""
    return f"{staff.id} under way"


def drawn(address: str) -> Markup:
    """Return the QR code of an address as SVG, painted by the stylesheet."""
    out = io.BytesIO()
    segno.make(address, micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, nl=False, omitsize=True, border=2, svgclass="qr", lineclass=None
    )
    return Markup(out.getvalue().decode())  # noqa: S704 - drawn by segno: numbers only
