"""A Babel extractor: every text of a playbook that a customer may see, with its line, for translators.

In the folder that holds `flows/` and `locales/`::

    pybabel extract -F locales/babel.cfg -o locales/flows.pot flows
    pybabel update -D flows -i locales/flows.pot -d locales -N

The texts are those that the compiler compiles: what is extracted is what is looked up, blanks around it aside. The note
for translators says what a text belongs to, and that it is a button or a short wording for SMS. A table of offers
(`flows/catalog/`) is a file of texts too: `[parcours: **.csv]`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO, Final

from bot.playbook.assembling import STORE, assemble
from bot.playbook.draft import Used
from bot.playbook.source.parsing import parse_all

#: Stands in for the store, which is another file: nothing of it shows in a text's source.
_SOME_STORE: Final = "{store: s, languages: [en], country: FR, timezone: UTC, currency: EUR}"
_NOTES: Final = {
    "text": "",
    "sms": "short wording for SMS",
    "template": "blank of a WhatsApp template",
    "label": "button or link",
    "offer": "",
}

Message = tuple[int, str | None, str, list[str]]


def extract(
    fileobj: BinaryIO,
    keywords: Mapping[str, object],  # noqa: ARG001 - Babel's signature; a playbook has no functions
    comment_tags: Collection[str],  # noqa: ARG001 - the notes are ours
    options: Mapping[str, object],  # noqa: ARG001 - none so far
) -> Iterator[Message]:
    """Yield `(line, None, text, notes)` for each text of one file, in its order; a file with faults gives fewer."""
    path = _within_playbook(str(getattr(fileobj, "name", "")))
    sources = {STORE: _SOME_STORE, path: fileobj.read().decode("utf-8-sig")}
    draft = assemble(parse_all(sources)).draft
    shown = [used for used in draft.used if used.role in _NOTES and used.word.strip()] if draft else []
    for used in sorted(shown, key=lambda used: (used.word.line, used.word.column)):
        yield used.word.line, None, str(used.word).strip(), _notes(used)


def _within_playbook(name: str) -> str:
    """Return the path from `flows/` on: the folder that a file stands in says what kind it is."""
    _, found, rest = name.replace("\\", "/").rpartition("flows/")
    return found + rest if found else f"flows/{name}"


def _notes(used: Used) -> list[str]:
    owner = f"{used.spot.kind} {used.spot.owner}".strip()
    return [note for note in (owner, _NOTES[used.role]) if note]
