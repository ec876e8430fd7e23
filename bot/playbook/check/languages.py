"""Texts without a translation into one of the store's languages: they are said in the first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, warning
from bot.playbook.source.places import place_of

_SAYS: Final = frozenset({"text", "sms", "template", "label", "offer"})
#: Values, numbers and signs read the same in every language.
_MARKUP: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def missing_translations(draft: Draft) -> Iterator[Fault]:
    """A text that a language lacks; told once, where the text first stands."""
    lacking: dict[str, list[str]] = {}
    for language, sources in draft.untranslated.items():
        for source in sources:
            lacking.setdefault(source, []).append(language)
    told: set[str] = set()
    for used in draft.used:
        text = str(used.word)
        if used.role in _SAYS and text in lacking and text not in told and _has_words(text):
            told.add(text)
            yield warning(place_of(used.word, used.spot.file), f"no translation into {', '.join(lacking[text])}")


def _has_words(text: str) -> bool:
    return any(sign.isalpha() for sign in _MARKUP.sub("", text))
