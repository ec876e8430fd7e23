"""The console's words: English in templates and modules, other languages in `locales/<language>/*.po`, a file a page.

`{% trans %}` or `_("…")` in templates, `words(language).gettext("…")` in modules, `marked("…")` where a text stands in
a table and is said later.
"""

from __future__ import annotations

import gettext
from functools import cache
from importlib.resources import files
from io import BytesIO, StringIO
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from starlette.requests import Request

from bot.web.chat.words import choose_language

LANGUAGES: Final = ("fr", "en")
_FOLDER: Final = files("bot.web.console") / "locales"


def marked(text: str) -> str:
    """Return the text as it is: the mark is for whoever collects what is to be translated."""
    return text


@cache
def words(language: str) -> gettext.NullTranslations:
    """Return the translations into a language; English is the language that the texts are written in."""
    found: gettext.NullTranslations = gettext.NullTranslations()
    folder = _FOLDER / language
    if not folder.is_dir():
        return found
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".po"):
            compiled = BytesIO()
            write_mo(compiled, read_po(StringIO(entry.read_text("utf-8")), locale=language, abort_invalid=True))
            compiled.seek(0)
            translations = gettext.GNUTranslations(compiled)
            translations.add_fallback(found)
            found = translations
    return found


def tongue(spoken: str, language: str) -> str:
    """Return what a language is called in another; as it is written where nobody knows it."""
    try:
        return str(Locale.parse(spoken, sep="-").get_language_name(language) or spoken)
    except (ValueError, UnknownLocaleError):
        return spoken


def language_of(request: Request) -> str:
    """Return the reader's language: their own, a stranger's by `?lang=` or their browser, else the shop's first."""
    staff = getattr(request.state, "staff", None)
    if staff is not None:
        return staff.language if staff.language in LANGUAGES else LANGUAGES[0]
    playbook = request.app.state.doors.playbook()
    shops = playbook.store.languages if playbook is not None else ()
    possible = sorted(LANGUAGES, key=lambda language: shops.index(language) if language in shops else len(shops))
    return choose_language(request.query_params.get("lang"), request.headers.get("accept-language", ""), possible)
