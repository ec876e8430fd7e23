"""What every page stands in: language, theme, navigation, the person, and the policy that forbids everything inline."""

from __future__ import annotations

from functools import cache, lru_cache, partial
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.model.staff import Staff
from bot.store import StoreUnavailable
from bot.store.staff.staff_sessions import Session
from bot.web.chat.page import initials
from bot.web.console import session
from bot.web.console.assets import ASSETS
from bot.web.console.clock_line import clock_line
from bot.web.console.navigation import administration, entries
from bot.web.console.wording.clock import told, zone_of
from bot.web.console.wording.inert import plain, shown
from bot.web.console.words import LANGUAGES, language_of, marked, tongue, words

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_SAYINGS: Final = 4096  # texts that are kept translated and escaped: a list of 40 rows says the same 40 times
HEADERS: Final = {"content-security-policy": POLICY, "vary": "Accept-Language, Cookie"}


@cache
def templates(language: str) -> Environment:
    """Return the templates, in a language.

    Jinja takes whatever a translation returns for HTML that is already safe; here a text is escaped first, so that one
    that is no text of ours, but came by the same way, is harmless too.
    """
    environment = Environment(
        loader=PackageLoader("bot.web.console"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    said = words(language)

    @lru_cache(_SAYINGS)
    def saying(text: str) -> Markup:
        return escape(said.gettext(text))

    @lru_cache(_SAYINGS)
    def whole(text: str) -> Markup:
        return saying(text) % {}

    def say(text: str, /, **values: object) -> Markup:
        return saying(text) % values if values else whole(text)

    def say_many(one: str, many: str, count: int, /, **values: object) -> Markup:
        return escape(said.ngettext(one, many, count)) % {"num": count, **values}

    environment.newstyle_gettext = True  # type: ignore[attr-defined] # of its extension
    environment.globals |= {"gettext": say, "_": say, "ngettext": say_many}
    environment.filters["shown"] = shown
    environment.filters["plain"] = plain
    environment.globals["asset"] = ASSETS.address_of
    environment.globals["initials"] = initials
    return environment


async def page(request: Request, template: str, *, status: int = 200, **facts: Any) -> Response:
    """Return a whole page. A template that extends `frame.html` is for who is signed in, `bare.html` for strangers."""
    around: dict[str, Any] = {"navigation": (), "administration": (), "clock": ""}
    if request.state.staff is not None:
        around = {
            "navigation": await entries(request),
            "administration": await administration(request),
            "clock": await clock_line(request),
        }
    response = _drawn(request, template, status, {**around, **facts})
    session.keep_before(response, request)
    return response


async def piece(request: Request, template: str, *, status: int = 200, **facts: Any) -> Response:
    """Return a part of a page, for htmx to put in its place."""
    return _drawn(request, template, status, facts)


async def error(request: Request, status: int, headers: dict[str, str] | None = None) -> Response:
    """Return the page that says what did not work, in the reader's language, and tells nothing of ours."""
    if not hasattr(request.state, "staff"):
        request.state.staff, request.state.session = await _known(request)
    said = _SAID.get(status, _SAID[500])
    response = await page(request, "error.html", status=status, code=status, title=said[0], words=said[1])
    response.headers.update(headers or {})
    return response


async def _known(request: Request) -> tuple[Staff, Session] | tuple[None, None]:
    """Return who asks, where no guard has asked yet; the database may be what is wrong."""
    try:
        return await session.who(request) or (None, None)
    except StoreUnavailable:
        return None, None


def _drawn(request: Request, template: str, status: int, facts: dict[str, Any]) -> Response:
    language = language_of(request)
    drawn = templates(language).get_template(template).render(**_common(request, language), **facts)
    return HTMLResponse(drawn, status, HEADERS)


def _common(request: Request, language: str) -> dict[str, Any]:
    staff: Staff | None = request.state.staff
    playbook = request.app.state.doors.playbook()
    return {
        "csrf": session.csrf_of(request),
        "language": language,
        "other_language": next(other for other in LANGUAGES if other != language),
        "path": request.url.path,
        "shop": playbook.store.name if playbook is not None else "Parcours",
        "staff": staff,
        "tongue": partial(tongue, language=language),
        "when": partial(told, language=language, zone=zone_of(request)),
        "theme": staff.theme if staff is not None else None,
    }


#: What a reader is told, by status: a title, and what to do.
_SAID: Final = {
    400: (marked("This request can’t be read"), marked("Go back, and try once more.")),
    403: (
        marked("You can’t do this"),
        marked("Your role does not allow it, or the page was open for too long. Reload it; an administrator can help."),
    ),
    404: (marked("There is nothing here"), marked("The page has moved, or it is not within your points of sale.")),
    405: (marked("This can’t be done here"), marked("Go back, and try once more.")),
    408: (marked("That took too long"), marked("Nothing was changed. Try once more.")),
    413: (marked("That is too large"), marked("Nothing was changed. Send something smaller.")),
    429: (marked("One moment"), marked("That was a lot at once. Wait a few seconds, then try again.")),
    500: (marked("Something went wrong on our side"), marked("Nothing of yours is lost. Try again in a moment.")),
    503: (marked("Not available for the moment"), marked("Nothing was changed. Try again in a moment.")),
}
