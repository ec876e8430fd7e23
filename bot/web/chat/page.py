"""The page itself: one template, the store's name, and a visitor's cookie."""

from __future__ import annotations

import json
from typing import Final
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.playbook.compiled import Store
from bot.store import StoreUnavailable
from bot.web.assets import ASSETS
from bot.web.chat import visitor
from bot.web.chat.opening import opening_line
from bot.web.chat.words import WORDS, Words, choose_language
from bot.web.doors import Doors
from bot.web.guard import refuse

#: The words that the script draws with; the others are in the page.
SCRIPT_WORDS: Final = (
    "attachment",
    "automatic",
    "busy",
    "file",
    "many_photos",
    "my_place",
    "no_photo",
    "no_place",
    "offline",
    "photo",
    "photo_large",
    "picture",
    "refused",
    "remove",
    "remove_file",
    "remove_photo",
    "scale",
    "seen",
    "sending",
    "sent",
    "share_place",
    "team",
    "today",
    "waiting",
    "welcome",
    "yesterday",
)

_TEMPLATES: Final = Environment(
    loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


async def show(request: Request) -> Response:
    """Answer with the chat; a stranger gets a token to keep."""
    doors: Doors = request.app.state.doors
    playbook = doors.playbook()
    if playbook is None:
        raise refuse(503, retry_after=30)
    token = visitor.token_of(request, doors)
    language = page_language(request, playbook.store, await _spoken(token, doors))
    response = HTMLResponse(_render(request, playbook.store, doors, language), headers=_headers(doors))
    visitor.keep(response, token or doors.new_token(), request, doors)
    return response


def page_language(request: Request, store: Store, spoken: str | None) -> str:
    """Return the language of the page around the conversation: what the shop's page asks for, else what the visitor is
    `spoken` to in, else what their browser says."""
    asked = request.query_params.get("lang") or spoken
    return choose_language(asked, request.headers.get("accept-language", ""), store.languages)


async def _spoken(token: str | None, doors: Doors) -> str | None:
    """Return the language that a visitor who is known is spoken to in; a page comes without its database too."""
    if token is None:
        return None
    customers = doors.store.customers
    try:
        id_ = await customers.whose(visitor.address_of(token, doors))
        known = await customers.get(id_) if id_ is not None else None
    except StoreUnavailable:
        return None
    return known.language if known is not None else None


def policy(doors: Doors) -> str:
    """Return the page's Content-Security-Policy: our own files, pictures over https, and who may frame it."""
    ancestors = " ".join(doors.chat_origins) or "'self'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; connect-src 'self'; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
    )


def _headers(doors: Doors) -> dict[str, str]:
    return {
        "content-security-policy": policy(doors),
        "cross-origin-resource-policy": "cross-origin",  # a shop's page under COEP may frame it too
        "permissions-policy": "camera=(), geolocation=(self), microphone=(), payment=(), usb=()",
        "vary": "Accept-Language, Cookie",
    }


def _render(request: Request, store: Store, doors: Doors, language: str) -> str:
    words = WORDS[language]
    theme = request.query_params.get("theme")
    privacy = str(store.facts.get("privacy", ""))
    return _TEMPLATES.get_template("chat.html").render(
        asset=ASSETS.address_of,
        framed=visitor.is_framed(request),
        initials=initials(store.name),
        language=language,
        photos=doors.shelf is not None,
        opening=_opening(store, doors, words, language),
        telegram=doors.is_on_telegram,
        privacy=privacy if privacy.startswith("https://") else "",
        script_words=json.dumps(_script_words(words, store), ensure_ascii=False),
        store=store,
        theme=theme if theme in {"light", "dark"} else None,
        words=words,
    )


def _script_words(words: Words, store: Store) -> dict[str, str]:
    said: dict[str, str] = {name: getattr(words, name) for name in SCRIPT_WORDS}
    return {**said, "typing": words.typing.format(name=store.name)}


def _opening(store: Store, doors: Doors, words: Words, language: str) -> str:
    if not store.points_of_sale:
        return ""
    now = doors.clock().astimezone(ZoneInfo(store.timezone))
    return opening_line(store.points_of_sale[0].hours, now, words, language)


def initials(name: str) -> str:
    """Return the first letters of the first and the last word."""
    words = [word for word in name.split() if word[0].isalnum()]
    picked = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in picked).upper() or "•"
