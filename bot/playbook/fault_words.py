"""What is wrong, said in a reader's language: the same sentence, the same place.

Sentences are written in English where a fault is found. Here each is known by its shape (`unknown key `{1}``), with the
parts that differ put into the other language's sentence; a part that is itself a sentence of ours is said in it too.
What is not ours (a word of YAML's reader, an operating system's) stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Final

from babel.messages.pofile import read_po

_GAP: Final = re.compile(r"\{(\d)\}")
_FOLDER: Final = files("bot.playbook") / "locales"
#: How deep sentences stand in one another: « the translation of … can't be used: it leaves out … ».
_DEEPEST: Final = 4


def fault_in(language: str, message: str) -> str:
    """Return a fault's message in a language; English, and what has no sentence there, is as it was written."""
    return _said(message, language, 0) or message


def languages() -> tuple[str, ...]:
    """Return the languages that faults are said in; English is the one that they are written in."""
    found = {entry.name for entry in _FOLDER.iterdir() if (entry / "faults.po").is_file()}
    return tuple(sorted({"en", *found}))


def _said(text: str, language: str, depth: int) -> str | None:
    for shape, order, sentence in _sentences(language):
        match = shape.fullmatch(text)
        if match is not None:
            parts = {
                number: (_said(part, language, depth + 1) if depth < _DEEPEST else None) or part
                for number, part in zip(order, match.groups(), strict=True)
            }
            return "".join(parts.get(piece, "") if at % 2 else piece for at, piece in enumerate(_GAP.split(sentence)))
    return None


@cache
def _sentences(language: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...]:
    """Return the shapes of a language's sentences, those with the most words of their own first."""
    if language not in languages() or language == "en":
        return ()
    files = [one for one in (_FOLDER / language).iterdir() if one.name.endswith(".po")]
    told = [one for file in files for one in read_po(StringIO(file.read_text("utf-8"))) if one.id]
    pairs = [(str(one.id), str(one.string)) for one in told]
    pairs.sort(key=lambda pair: (-len(_GAP.sub("", pair[0])), pair[0]))
    return tuple((_shape(source), tuple(_GAP.findall(source)), sentence) for source, sentence in pairs)


def _shape(source: str) -> re.Pattern[str]:
    """Return the pattern of a sentence; a gap is what stands there, on one line or more."""
    words = _GAP.split(source)[::2]
    return re.compile("(.+?)".join(re.escape(part) for part in words), re.DOTALL)
