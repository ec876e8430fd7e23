"""What leaves for a language model, without what tells who the customer is (GDPR, article 5(1)(c): what is needed).

Addresses, numbers of phones, cards and accounts are known by their shape; the customer's own name and places, by what
we know of them. What is left may still tell of somebody, which is why the shop tells its customers of the processor.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

HIDDEN: Final = "[…]"
LONGEST: Final = 600  # characters of a customer's words
#: Facts that name a person or a place of theirs; a fact of any name with one of these in it counts.
_PERSONAL: Final = ("name", "nom", "phone", "tel", "mail", "address", "adresse", "street", "rue", "birth", "naissance")
_SHORTEST: Final = 2  # letters of a name worth hiding

_SHAPES: Final = (
    re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?:https?://|www\.)\S+"),
    re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?\b"),  # IBAN
    re.compile(r"(?<![\w])@\w{4,}"),
    re.compile(
        r"(?<!\w)\+?\(?\d(?:[ \u00a0\u202f./()-]{0,2}\d){6,}(?!\w)"
    ),  # phones, cards, order numbers: 7 digits or more
    re.compile(
        r"\b\d{1,4}(?:\s?(?:bis|ter))?,?\s+"
        r"(?:rue|avenue|av\.|boulevard|bd|place|chemin|impasse|allée|quai|route)\b[^,.;\n]*",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b\d{1,5}\s+(?:[A-Z][\w'-]+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square)\b\.?", re.IGNORECASE
    ),
    re.compile(
        r"\b(?i:je m'appelle|je suis m(?:me|lle|\.|onsieur|adame)|mon nom est|c'est m(?:me|\.|adame|onsieur)"
        r"|my name is|i am mr|i am mrs|call me)\.?\s+\w+(?:[ -][A-ZÀ-Ý]\w+)*"
    ),
)


def redacted(text: str, facts: Mapping[str, object] | None = None) -> str:
    """Return a customer's words, cut to `LONGEST`, without what tells who they are; `facts` is what we know of them."""
    text = unicodedata.normalize("NFKC", text)[:LONGEST].replace("’", "'")
    for shape in _SHAPES:
        text = shape.sub(HIDDEN, text)
    for known in personal(facts or {}):
        text = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
    return text


def is_personal(text: str, facts: Mapping[str, object]) -> bool:
    """Tell whether a text of ours has in it what names the customer."""
    return any(re.search(rf"(?<!\w){re.escape(known)}(?!\w)", text, re.IGNORECASE) for known in personal(facts))


def personal(facts: Mapping[str, object]) -> list[str]:
    """Return what of the facts names a person or a place of theirs, the longest first."""
    found = {
        word
        for name, value in facts.items()
        if any(part in name.lower() for part in _PERSONAL)
        for text in _texts(value)
        for word in (text.strip(), *text.split())
        if len(word) > _SHORTEST and not word.isdigit()
    }
    return sorted(found, key=lambda word: (-len(word), word))


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
