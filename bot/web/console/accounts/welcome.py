"""What a one-time link opens: the first account, a new password, a demonstration. Looking at it uses nothing up."""

from __future__ import annotations

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.staff import Role, Staff
from bot.store.staff.staff import EmailTaken, as_kept
from bot.store.staff.staff_links import Link, LinkOver
from bot.web.console import frame, session
from bot.web.console.accounts.passwords import Hasher, fault_of
from bot.web.console.accounts.sign_in import begin, field, welcomed
from bot.web.console.door import SIGN_IN
from bot.web.console.words import language_of, marked
from bot.web.doors import Doors

NOT_AN_ADDRESS = marked("This is not an e-mail address.")
NOT_THE_SAME = marked("The two passwords are not the same.")


async def show(request: Request) -> Response:
    """Answer with the form that the link is for, or say that it is over."""
    link = await _link(request)
    return await _page(request, link) if link is not None else await _over(request)


async def use(request: Request) -> Response:
    """Use the link up, once what was filled in is right."""
    link = await _link(request)
    if link is None:
        return await _over(request)
    try:
        match link.purpose:
            case "owner":
                return await _make_owner(request, link)
            case "password":
                return await _set_password(request, link)
            case "enter":
                return await _enter(request)
    except (LinkOver, EmailTaken):
        return await _over(request)


async def _make_owner(request: Request, link: Link) -> Response:
    doors: Doors = request.app.state.doors
    email, name = as_kept(field(request, "email")), field(request, "name").strip()[:100]
    fault = None if is_address(email) else NOT_AN_ADDRESS
    fault = fault or _password_fault(request, email, name)
    if fault is not None:
        return await _page(request, link, fault)
    owner = Staff(
        id=doors.new_token()[:22], email=email, name=name or email, role=Role.OWNER, language=language_of(request)
    )
    opened = session.begun(request, "password")
    await doors.store.staff_links.make_owner(_token(request), owner, await _hashed(request), opened)
    return welcomed(request, owner, opened[0])


async def _set_password(request: Request, link: Link) -> Response:
    """Whoever has a second factor signs in with it afterwards: a link alone is not enough for them."""
    doors: Doors = request.app.state.doors
    staff = await doors.store.staff.get(link.staff or "")
    if staff is None or staff.disabled:
        return await _over(request)
    fault = _password_fault(request, staff.email, staff.name)
    if fault is not None:
        return await _page(request, link, fault)
    if not staff.has_password:  # they read this page in their language, whatever was said when they were added
        staff = replace(staff, language=language_of(request))
        await doors.store.staff.prefer(staff)
    await doors.store.staff_links.use_for_password(_token(request), await _hashed(request), doors.clock())
    if staff.has_second_factor:
        return RedirectResponse(SIGN_IN, 303)
    return await begin(request, staff, "password")


async def _enter(request: Request) -> Response:
    doors: Doors = request.app.state.doors
    opened = session.begun(request, "link")
    staff = await doors.store.staff.get(await doors.store.staff_links.use_to_enter(_token(request), opened))
    return welcomed(request, staff, opened[0]) if staff is not None else await _over(request)


def is_address(text: str) -> bool:
    """Tell whether a text may be an e-mail address; whether it is one, only a letter would tell."""
    name, at, host = text.rpartition("@")
    return bool(name and at and "." in host.strip(".") and len(text) <= 254 and not set(text) & set(' \t\r\n<>,;"'))


def _password_fault(request: Request, *about: str) -> str | None:
    password = field(request, "password")
    return fault_of(password, *about) or (NOT_THE_SAME if password != field(request, "again") else None)


async def _hashed(request: Request) -> str:
    hasher: Hasher = request.app.state.hasher
    return await hasher.hash(field(request, "password"))


async def _link(request: Request) -> Link | None:
    doors: Doors = request.app.state.doors
    return await doors.store.staff_links.find(_token(request), doors.clock())


def _token(request: Request) -> str:
    return str(request.path_params["token"])


async def _page(request: Request, link: Link, fault: str = "") -> Response:
    doors: Doors = request.app.state.doors
    person = await doors.store.staff.get(link.staff) if link.staff is not None else None
    return await frame.page(
        request,
        "welcome.html",
        status=422 if fault else 200,
        purpose=link.purpose,
        person=person,
        email=field(request, "email"),
        name=field(request, "name"),
        fault=fault,
    )


async def _over(request: Request) -> Response:
    return await frame.page(request, "link_over.html", status=410)
