"""Translations: gettext catalogues, `locales/<language>/LC_MESSAGES/{flows,bot}.po`, as text already read.

In `flows.po` a message is a text of the playbook in the store's first language; in `bot.po`, one of the program's own
words in English. An entry marked fuzzy is a machine's guess or a text that changed: it is not used. Whether a
translation fits its source is `liquid.Compiler`'s to say; this module knows no template.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from io import BytesIO

from babel.messages.pofile import PoFileError, read_po
from msgspec import Struct, field


class TranslationFault(Struct, frozen=True):
    """A translation that can't be used; `line` from 1, in the catalogue."""

    file: str
    line: int
    message: str


class UnreadableCatalogue(ValueError):
    """The file is no gettext catalogue. `line` from 1."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
        self.message = message


class Entry(Struct, frozen=True):
    """One translated message; `forms` has one text for each plural form, a single one without plurals."""

    forms: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        return self.forms[0]


class Catalogue(Struct, frozen=True):
    """The translations of one file. `unfinished` are its fuzzy and its empty messages, with their lines."""

    language: str
    file: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    unfinished: Mapping[str, int] = field(default_factory=dict)
    plural_rule: str = "n != 1"  # C, as gettext writes it

    def entry(self, source: str) -> Entry | None:
        """Return the translation of a text; blanks around it do not count."""
        return self.entries.get(source.strip())

    def plural(self, singular: str, plural: str, count: int) -> str:
        """Return the form for `count`, or of the source (which is English) where there is no translation."""
        entry = self.entry(singular)
        if entry is None:
            return singular if count == 1 else plural
        form = gettext.c2py(self.plural_rule)(count)
        return entry.forms[min(form, len(entry.forms) - 1)]


def read(text: str, *, language: str, file: str) -> Catalogue:
    """Return the catalogue in `text`, a .po file. Raises `UnreadableCatalogue`."""
    try:
        found = read_po(BytesIO(text.encode()), locale=language.replace("-", "_"), charset="utf-8", abort_invalid=True)
    except PoFileError as fault:
        raise UnreadableCatalogue(file, fault.lineno + 1, str(fault)) from None
    except ValueError as fault:
        raise UnreadableCatalogue(file, 1, str(fault)) from None
    entries: dict[str, Entry] = {}
    unfinished: dict[str, int] = {}
    for message in found:
        if not message.id:
            continue
        source = (message.id if isinstance(message.id, str) else message.id[0]).strip()
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
        if message.fuzzy or not all(forms):
            unfinished[source] = message.lineno or 1
        else:
            entries[source] = Entry(forms, message.lineno or 1)
    return Catalogue(language, file, entries, unfinished, found.plural_expr)
