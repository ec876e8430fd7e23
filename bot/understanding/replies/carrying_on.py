"""A short question that carries on the last one: "et samedi ?", "et à Annecy ?", "and on Sundays?", "et l'Aroma 2 ?".

It names a day, a shop, a country or offers, and nothing besides: what is asked of them was said before. Read without a
model; what the last question was is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from msgspec import Struct

from bot.rules.texts.plain_text import plain, words
from bot.understanding.lexicon import APPROVAL, COURTESIES, FILLERS, JOINS, THANKS, YES, before, words_of
from bot.understanding.shopping.comparison_words import offers_named
from bot.understanding.shopping.offer_questions import place_in
from bot.understanding.shopping.offer_words import tokens
from bot.understanding.spelling import written_out
from bot.understanding.values.countries import country_in, place_called
from bot.understanding.values.dates import days_and_rest

LOOKED_AT: Final = 80  # characters
MOST_WORDS: Final = 9
_OPENS: Final = re.compile(
    rf"{before(YES, THANKS, APPROVAL, FILLERS, 'right')}"
    r"(?:et|and|mais|but|ou|or|wh?at about|wot about|how about|what if|quid|pareil|meme (?:chose|question)|idem|same"
    r"(?: (?:thing|question))?|c est pareil|c est la meme chose)\b"
)
_AROUND: Final = words_of(YES, APPROVAL, COURTESIES, JOINS, FILLERS) | words(
    """
    ou or what wat wot how about quid pareil meme chose question idem same thing right if c est la a l le les de du des
    au aux en pour sur dans chez nous for in at on the to from is it i m like ca celui celle machine
    boutique magasin shop store ouvert ouverts ouverte open vs y aussi also too jusqu your one un une
    """
)
_PLURAL: Final = re.compile(
    r"\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s\b",
    re.IGNORECASE,
)
_WEEKEND: Final = re.compile(r"\bweek[- ]?ends?\b", re.IGNORECASE)
_NOW: Final = re.compile(r"\b(?:la maintenant|en ce moment|now|encore ouvert\w*|still open)\b")
#: A feast that moves: "le lundi de Pentecôte" is no Monday that can be told from its name.
_FEAST: Final = re.compile(r"\b(?:paques|pentecote|ascension|ferie\w*|easter|whit|bank holidays?|holidays?)\b")
MOST_DAYS: Final = 3


class Facets(Struct, frozen=True):
    """What a question is asked of: `days` in order, the `place` (a point of sale's id), the `country` (ISO 3166) and
    what it was called, the `offers` (ids)."""

    days: tuple[date, ...] = ()
    place: str = ""
    country: str = ""
    country_name: str = ""
    offers: tuple[str, ...] = ()


def facets_of(text: str, language: str, now: datetime, places: Mapping[str, str]) -> Facets:
    """Return the days, the shop and the country that a text names; `now` is in the customer's own zone."""
    days, _ = _read_days(text, language, now)
    if not days and _NOW.search(plain(text, LOOKED_AT)):
        days = {now.date()}
    ahead = tuple(sorted(day for day in days if day >= now.date()))
    place, _ = place_in(text, places)
    code = (country_in(text) or "") if not place else ""
    return Facets(ahead[:MOST_DAYS], place, code, place_called(text, code, language) if code else "")


def carries_on(
    text: str, language: str, now: datetime, places: Mapping[str, str], names: Mapping[str, str]
) -> Facets | None:
    """Return what a text carries the last question on to; None where it says more, or names nothing."""
    text = written_out(text)
    flat = plain(text, LOOKED_AT + 1)
    if len(flat) > LOOKED_AT or flat.count(" ") + 1 > MOST_WORDS or not (_OPENS.match(flat) or "?" in text):
        return None
    found = facets_of(text, language, now, places)
    _, left = _read_days(text, language, now)
    offers = offers_named(left, names)
    if found == Facets() and not offers:
        return None
    told = {word for name in (*(names[one] for one in offers), places.get(found.place, "")) for word in tokens(name)}
    country = set(plain(found.country_name).split())
    rest = {word for word in plain(left).split() if word not in _AROUND | country and not told & set(tokens(word))}
    if rest and found.country and country_in(" ".join(sorted(rest))) == found.country:  # its towns and other names
        rest = set()
    return Facets(found.days, found.place, found.country, found.country_name, offers) if not rest else None


def _read_days(text: str, language: str, now: datetime) -> tuple[set[date], str]:
    """Return the days that a text names, a week-end's both, and what is left of it."""
    if _FEAST.search(plain(text, LOOKED_AT)):
        return set(), text
    return days_and_rest(_WEEKEND.sub("samedi, dimanche", _PLURAL.sub(r"\1", text)), language, now)
