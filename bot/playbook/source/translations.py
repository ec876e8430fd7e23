"""Translations: gettext catalogues, `locales/<language>/LC_MESSAGES/{flows,bot}.po`, as text already read.

In `flows.po` a message is a text of the playbook in the store's first language; in `bot.po`, one of the program's own
words in English. An entry marked fuzzy is a machine's guess or a text that changed: it is not used. Whether a
translation fits its source is `liquid.Compiler`'s to say; this module knows no template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from typing import Final

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
    """The translations of one file; fuzzy and empty ones are left out."""

    language: str
    file: str
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def entry(self, source: str) -> Entry | None:
        """Return the translation of a text; blanks around it do not count."""
        return self.entries.get(source.strip())


#: A line of a catalogue, <https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html>.
_LINE: Final = re.compile(r'\s*(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[[0-9]+\])?)\s*)?"(\\.|[^"\\])*"\s*|)')


def _whole_lines(text: str, file: str) -> None:
    """Refuse a line that Babel would skip or cut without a word, and a customer would be shown in pieces."""
    for number, line in enumerate(text.split("\n"), 1):
        if not _LINE.fullmatch(line.rstrip("\r")):
            expected = 'expected `msgid "…"`, `msgstr "…"` or a text in quotes, with \\" for a quote within'
            raise UnreadableCatalogue(file, number, f"this line can't be read; {expected}")


@lru_cache(maxsize=8)  # the shipped ones and a playbook's own: a playbook is built anew for a changed word of a flow
def read(text: str, *, language: str, file: str) -> Catalogue:
    """Return the catalogue in `text`, a .po file, as it was read before if it was. Raises `UnreadableCatalogue`."""
    _whole_lines(text, file)
    try:
        found = read_po(BytesIO(text.encode()), locale=language.replace("-", "_"), charset="utf-8", abort_invalid=True)
    except PoFileError as fault:
        raise UnreadableCatalogue(file, fault.lineno + 1, str(fault)) from None
    except ValueError as fault:
        raise UnreadableCatalogue(file, 1, str(fault)) from None
    entries: dict[str, Entry] = {}
    for message in found:
        if not message.id:
            continue
        source = (message.id if isinstance(message.id, str) else message.id[0]).strip()
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
        if all(forms) and not message.fuzzy:
            entries[source] = Entry(forms, message.lineno or 1)
    return Catalogue(language, file, entries)
