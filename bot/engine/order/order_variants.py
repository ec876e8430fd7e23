"""What comes in tens or hundreds of sizes, colours and materials: they are asked for one at a time, in the catalogue's
order, as nobody reads a list of two hundred; several said at once ("L, noir, en lin") are taken at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.engine.run import Run
from bot.model.offer import Offer
from bot.rules.texts.plain_text import plain
from bot.understanding.shopping.offer_words import tokens

MOST_SHOWN: Final = 8  # sizes that are shown each with its price
MOST_VALUES: Final = 20  # of one option that are shown; a further one can be said
VALUE: Final = "="  # before a value, where a choice's key is not an offer's id
_LOOKED_AT: Final = 300  # characters


def option_asked(offers: Sequence[Offer]) -> tuple[str, tuple[str, ...]] | None:
    """Return the first option in which these differ, with its values; None where they are shown one by one."""
    if len(offers) <= MOST_SHOWN or not _are_of_one(offers):
        return None
    for name in offers[0].options:
        values = tuple(dict.fromkeys(offer.options.get(name, "") for offer in offers))
        if len(values) > 1 and all(values):
            return name, values
    return None


def with_value(offers: Sequence[Offer], value: str) -> list[Offer]:
    """Return those that have a value of the option that is asked for."""
    asked = option_asked(offers)
    return [offer for offer in offers if asked and offer.options.get(asked[0]) == value]


def options_said(run: Run, offers: Sequence[Offer], text: str) -> list[Offer] | None:
    """Return those that have every value that a text says, none where nothing has them together; None: it says none."""
    if not _are_of_one(offers):
        return None
    left, is_any = list(offers), False
    for name in offers[0].options:
        values = {offer.options[name] for offer in offers if offer.options.get(name)}
        said = {value for value in values if any(_is_said(word, text) for word in (value, run.in_words(value)))}
        said -= {one for one in said for other in said if one != other and _within(one, other)}
        if said:
            left, is_any = [offer for offer in left if offer.options.get(name) in said], True
    return left if is_any else None


def _are_of_one(offers: Sequence[Offer]) -> bool:
    return bool(offers) and bool(offers[0].parent) and len({offer.parent for offer in offers}) == 1


def _is_said(value: str, text: str) -> bool:
    """One letter or digit counts alone or, a letter, as the catalogue writes it: "en M", and not "j'en veux 2"."""
    if len(value) > 1:
        return _within(value, text[:_LOOKED_AT])
    is_letter = value.isalpha() and re.search(rf"(?<![\w'’]){re.escape(value)}(?![\w'’])", text[:_LOOKED_AT])
    return plain(text, _LOOKED_AT) == plain(value) or bool(is_letter)


def _within(value: str, text: str) -> bool:
    """Whether a value stands in a text, in the singular or not: "deux rouges"."""
    return f" {' '.join(tokens(value))} " in f" {' '.join(tokens(text))} "
