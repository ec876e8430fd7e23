"""One's own account: name, language, theme, password, second factor, and where one is signed in."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.staff import Act, Staff
from bot.rules.access import NEED_SECOND_FACTOR, may
from bot.store.staff.staff_chats import PREFIX
from bot.web.console import frame
from bot.web.console.accounts.browsers import name_of
from bot.web.console.accounts.enrolment import ACCOUNT, WRONG_PASSWORD, has_password
from bot.web.console.accounts.passwords import Hasher, fault_of
from bot.web.console.accounts.sign_in import field
from bot.web.console.accounts.welcome import NOT_THE_SAME
from bot.web.console.wording.clock import zones
from bot.web.console.words import LANGUAGES, marked
from bot.web.doors import Doors

THEMES: Final = {"": marked("as the system"), "light": marked("light"), "dark": marked("dark")}
NO_TELEGRAM: Final = marked("Telegram does not tell what our bot is called. Try again in a moment.")
_SAVED: Final = {
    "preferences": marked("Saved."),
    "password": marked("Your new password is set. You are signed out everywhere else."),
    "sessions": marked("Signed out there."),
    "telegram": marked("Unlinked: no alerts go there any more."),
}


async def show(request: Request) -> Response:
    """Answer with everything that is one's own."""
    return await _page(request)


async def prefer(request: Request) -> Response:
    """Set name, language, theme, time zone and shortcuts. What is not on offer stays as it was."""
    staff: Staff = request.state.staff
    language, theme, zone = field(request, "language"), field(request, "theme"), field(request, "timezone")
    wanted = replace(
        staff,
        name=field(request, "name").strip()[:100] or staff.name,
        language=language if language in LANGUAGES else staff.language,
        theme=(theme or None) if theme in THEMES else staff.theme,
        timezone=(zone or None) if zone in ("", *zones()) else staff.timezone,
        shortcuts=field(request, "shortcuts") == "on",
    )
    await request.app.state.doors.store.staff.prefer(wanted)
    return _back("preferences")


async def set_password(request: Request) -> Response:
    """Set another password, of who knows the one before; all other sessions end."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    hasher: Hasher = request.app.state.hasher
    password = field(request, "password")
    fault = None if await has_password(request) else WRONG_PASSWORD
    fault = fault or fault_of(password, staff.email, staff.name)
    fault = fault or (NOT_THE_SAME if password != field(request, "again") else None)
    if fault is not None:
        return await _page(request, fault)
    kept: str = request.state.session.id
    hashed = await hasher.hash(password)
    await doors.store.staff.set_password(staff.id, hashed, staff.id, doors.clock(), keep_session=kept)
    return _back("password")


async def close_session(request: Request) -> Response:
    """End one of one's sessions, or all but this one."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    given = field(request, "session")
    if given == "others":
        await doors.store.sessions.close_others(staff.id, request.state.session.id, staff.id, doors.clock())
    else:
        await doors.store.sessions.close(staff.id, given, staff.id, doors.clock())
    return _back("sessions")


async def link_telegram(request: Request) -> Response:
    """Show a one-time link that makes a chat on Telegram one's own, for alerts."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    name = await doors.telegram_name() if doors.telegram_name is not None else None
    if name is None:
        return await _page(request, NO_TELEGRAM)
    token = doors.new_token()
    await doors.store.staff_chats.make_link(token, staff.id, doors.clock())
    return await _page(request, telegram_link=f"https://t.me/{name}?start={PREFIX}{token}")


async def unlink_telegram(request: Request) -> Response:
    """Let one's chat on Telegram go."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    await doors.store.staff_chats.unlink(staff.id, staff.id, doors.clock())
    return _back("telegram")


def _back(saved: str) -> Response:
    return RedirectResponse(f"{ACCOUNT}?saved={saved}", 303)


async def _page(request: Request, fault: str = "", *, telegram_link: str = "") -> Response:
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    sessions = await doors.store.sessions.of(staff.id, doors.clock())
    return await frame.page(
        request,
        "account.html",
        status=422 if fault else 200,
        fault=fault,
        saved="" if fault else _SAVED.get(request.query_params.get("saved", ""), ""),
        sessions=[(held, name_of(held.browser), held.id == request.state.session.id) for held in sessions],
        codes_left=await doors.store.staff.recovery_codes_left(staff.id),
        telegram=doors.is_on_telegram,
        telegram_link=telegram_link,
        hears=may(staff, Act.ANSWER),
        must=staff.role in NEED_SECOND_FACTOR,
        languages={"fr": "Français", "en": "English"},
        themes=THEMES,
        zones=zones(),
    )
