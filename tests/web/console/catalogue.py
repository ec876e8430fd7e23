"""What there is to translate in the console, collected from its modules and templates.

`python -m tests.web.console.catalogue` prints what has no French yet, as entries for a file of
`bot/web/console/locales/fr/`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_dir

from bot.web.console.words import LANGUAGES, words

CONSOLE = Path(__file__).resolve().parents[3] / "bot" / "web" / "console"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"trimmed": "false", "newstyle_gettext": "true", "silent": "false"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "marked": None}

#: A text, or the two of a plural; where it stands.
Found = dict[tuple[str, ...], str]


def texts() -> Found:
    """Every text that a reader may see, with a place where it stands."""
    found: Found = {}
    for file, line, message, *_ in extract_from_dir(CONSOLE, METHODS, OPTIONS, KEYWORDS):
        found.setdefault(message if isinstance(message, tuple) else (message,), f"{file}:{line}")
    return found


def untranslated(language: str) -> Found:
    """What of it a language lacks."""
    known = set()
    translations: Any = words(language)
    while translations is not None:
        known |= {key[0] if isinstance(key, tuple) else key for key in getattr(translations, "_catalog", {})}
        translations = translations._fallback
    return {message: place for message, place in texts().items() if message[0] not in known}


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def main() -> None:
    for language in LANGUAGES:
        if language == "en":
            continue
        for message, place in untranslated(language).items():
            print(f"#: {place}\nmsgid {_quoted(message[0])}")
            if len(message) > 1:
                print(f'msgid_plural {_quoted(message[1])}\nmsgstr[0] ""\nmsgstr[1] ""\n')
            else:
                print('msgstr ""\n')


if __name__ == "__main__":
    main()
