"""Columns in other languages: `Title (en)`, `Nom [anglais]`, `name_en`, `Option1 Name (en)`, `attr.couleur (en)`.

A line is read as it stands, and once more for each language with the cells of that language in their places: what then
differs is what the offer says there (`Offer.words`), cleaned as its own words are. A column in the store's first
language is the text itself; one without the column that it translates is of what was imported before. What is amiss is
told once a column, where it begins, and the lines are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from babel import Locale
from msgspec import Struct, field

from bot.model.offer import Offer
from bot.model.offer_texts import worded
from bot.web.imports.product_cells import BadCell, as_text, id_of
from bot.web.imports.product_rows import Reads, Told
from bot.web.imports.tables import Line, Unreadable, plain_name

#: The kind of text (`offer_texts`) that a column tells, by the letters and digits of its name.
TEXTS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("name", "title", "nom"), "name"),
    **dict.fromkeys(("description", "bodyhtml", "shortdescription", "descriptioncourte"), "description"),
    **dict.fromkeys(("category", "type", "productcategory", "categories", "catégories"), "category"),
    **dict.fromkeys(("url", "externalurl", "urlexterne"), "url"),
    **dict.fromkeys(("tags", "étiquettes"), "tags"),
    "family": "family",
}
#: Columns of attributes and options, and the kinds of texts that they tell: ours name each, the shops number them.
_OURS: Final = re.compile(r"(attr|attributes|option)\.(.+)", re.IGNORECASE)
_OF_OPTIONS: Final = re.compile(r"option\d(?:name|value)")
_OF_ATTRIBUTES: Final = re.compile(
    r"(?:attribute\d+(?:name|values)|(?:nom|valeurs)delattribut\d+|.*(?:product|variant)metafields.*)"
)
_BRACKETED: Final = re.compile(r"(.+?)\s*[(\[]([^()\[\]]{2,20})[)\]]")
_SUFFIXED: Final = re.compile(r"(.+?)[._:-]([a-z]{2}(?:[-_][A-Za-z]{2})?)")
#: A word, as against a size or a number: `M`, `250 g` and `XL` are the same in every language.
_WORD: Final = re.compile(r"[^\W\d_]{3}")
_NO_OPTION: Final = frozenset({"title", "default title"})
NAMED_LINES: Final = 5


class Column(Struct, frozen=True):
    """A column in a language: the name of the one that it translates, and the language's code."""

    base: str
    language: str


class Amiss(Struct):
    """What is amiss, and the lines where it is."""

    reason: str
    lines: list[int] = field(default_factory=list)

    @property
    def told(self) -> Told:
        """Where it is first, and where else; what is told of is kept."""
        first, *others = self.lines
        listed = ", ".join(map(str, others[:NAMED_LINES])) + (", …" if len(others) > NAMED_LINES else "")
        more = f" (and on {len(others)} more: {listed})" if others else ""
        return Told(first, f"{self.reason}{more}", kept=True)


def language_in(said: str) -> str:
    """Return the code of a language by its code or its name in English, French or itself; empty for anything else."""
    code = said.strip().casefold().replace("_", "-").partition("-")[0]
    known = _codes()
    return code if code in known.values() else known.get(said.strip().casefold(), "")


def in_no_language(said: str, languages: Sequence[str]) -> Amiss:
    """Say that a line is in a language which the store does not speak."""
    return Amiss(f"this line is in `{said}`; the store speaks {', '.join(languages)}; it was passed over")


@cache
def _codes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for names in (Locale(one).languages for one in ("fr", "en")):
        found |= {name.casefold(): code for code, name in names.items() if len(code) == 2}
    return found


def column_of(name: str, languages: Sequence[str]) -> Column | None:
    """Return what a column is, where it is in a language; `attr.volume (ml)` and `Weight (kg)` are in units."""
    bracketed = _BRACKETED.fullmatch(name)
    if bracketed is not None and (language := language_in(bracketed[2])):
        is_one = language in languages or plain_name(bracketed[1]) in TEXTS
        return Column(bracketed[1], language) if is_one else None
    match = _SUFFIXED.fullmatch(name)
    if match is not None and (language := language_in(match[2])) in languages and kinds_of(match[1]):
        return Column(match[1], language)
    return None


def kinds_of(column: str) -> tuple[str, ...]:
    """Return which texts a column tells, by their kinds and names (`offer_texts`); none where it tells no text."""
    plain = plain_name(column)
    if plain in TEXTS:
        return (TEXTS[plain],)
    ours = _OURS.fullmatch(column)
    if ours is not None:
        return (f"{'choice' if ours[1].casefold() == 'option' else 'value'} {ours[2].partition('(')[0].strip()}",)
    if _OF_OPTIONS.fullmatch(plain):
        return ("option", "choice", "name")
    return ("attribute", "value", "option", "choice") if _OF_ATTRIBUTES.fullmatch(plain) else ()


class InLanguages:
    """Reads lines with the reader that `make` makes, and their columns in the store's other languages."""

    def __init__(
        self, make: Callable[[], Reads], columns: Iterable[str], languages: Sequence[str], known: Mapping[str, Offer]
    ) -> None:
        names = list(columns)
        found = {name: column for name in names if (column := column_of(name, languages)) is not None}
        self._first = languages[0]
        self._own = {plain_name(name): name for name in names if name not in found}
        self._names = [self._own[one] for one in self._own if TEXTS.get(one) == "name"]
        self._amiss: dict[tuple[str, str], Amiss] = {}
        self._columns = {name: self._settled(name, column, languages) for name, column in found.items()}
        self._known = known
        self._reads = make()
        spoken = dict.fromkeys(one.language for one in self._columns.values() if one.base)
        self._others = {one: make() for one in spoken if one != self._first}

    def _settled(self, name: str, column: Column, languages: Sequence[str]) -> Column:
        """Return a column with the name of the one that it translates as the list has it; none for what is told."""
        if column.language not in languages:
            spoken = ", ".join(languages)
            amiss = Amiss(
                f"the column `{name}` is in `{column.language}`; the store speaks {spoken}; it was passed over"
            )
        elif not kinds_of(column.base):
            amiss = Amiss(f"the column `{name}` was passed over: `{column.base}` is no text that is translated")
        else:
            return Column(self._own.get(plain_name(column.base), column.base), column.language)
        amiss.lines.append(1)
        self._amiss[name, amiss.reason] = amiss
        return Column("", column.language)

    @property
    def texts(self) -> dict[str, set[str]]:
        """The texts that the list has a column for, by language."""
        found: dict[str, set[str]] = {}
        for column in self._columns.values():
            if column.base:
                found.setdefault(column.language, set()).update(kinds_of(column.base))
        return found

    @property
    def told(self) -> list[Told]:
        """What was amiss in the columns, once all lines are read."""
        return [one.told for one in self._amiss.values()]

    def __call__(self, line: Line, currency: str) -> tuple[Offer, ...]:
        """Read one line. Raises `BadCell`."""
        plain, said = self._parted(expanded(line.cells))
        offers = tuple(self._reads(Line(line.number, plain), currency))
        for language, reads in self._others.items():
            cells = {base: text for base, text in said.get(language, {}).items() if text and plain.get(base)}
            try:
                others = reads(Line(line.number, plain | cells), currency)
            except BadCell as fault:
                unread = Amiss(f"the words in `{language}` can't be read here: {fault}")
                self._amiss.setdefault((language, "unread"), unread).lines.append(line.number)
                continue
            offers = tuple(worded(one, other, language) for one, other in zip(offers, others, strict=False))
        self._look_at(line.number, plain, said)
        return offers

    def _parted(self, cells: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
        """Return a line's own cells, and those in each language under the names of what they translate."""
        plain = {name: value for name, value in cells.items() if name not in self._columns}
        said: dict[str, dict[str, str]] = {}
        for name, column in self._columns.items():
            text = as_text(cells.get(name))
            if column.language == self._first:
                plain[column.base] = plain.get(column.base) or text
            elif column.base:
                said.setdefault(column.language, {})[column.base] = text
                if plain_name(column.base) not in self._own and column.base not in plain:
                    plain[column.base] = self._imported(cells, column.base)
        return plain, said

    def _imported(self, cells: Mapping[str, Any], base: str) -> str:
        """Return the text that was imported before, where the list has translations alone."""
        ids = {plain_name(name): as_text(value) for name, value in cells.items()}
        offer = self._known.get(id_of(ids.get("id") or ids.get("sku") or ids.get("handle") or ""))
        kind, _, name = next(iter(kinds_of(base)), "").partition(" ")
        if offer is None or kind not in {"name", "category", "family", "description", "url", "value", "choice"}:
            return ""
        if kind == "value":
            return as_text(offer.attributes[name].value) if name in offer.attributes else ""
        return offer.options.get(name, "") if kind == "choice" else str(getattr(offer, kind))

    def _look_at(self, line: int, plain: Mapping[str, Any], said: Mapping[str, Mapping[str, str]]) -> None:
        goes_on = bool(self._names) and not any(
            plain.get(name) for name in self._names
        )  # another size of what is above
        for name, column in self._columns.items():
            base = column.base
            if not base or column.language == self._first:
                continue
            text, there = as_text(plain.get(base)), said[column.language][base]
            if there and not text and not goes_on:
                amiss = Amiss(f"`{name}` translates nothing here: `{base}` is empty")
            elif not there and _WORD.search(text) and text.casefold() not in _NO_OPTION:
                amiss = Amiss(f"`{name}` is empty here; `{base}` is shown as it is")
            else:
                continue
            self._amiss.setdefault((name, amiss.reason), amiss).lines.append(line)


def expanded(cells: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a JSON object's cells with `{"name": {"fr": …, "en": …}}` as the columns `name.fr` and `name.en`."""
    if not any(isinstance(value, dict) for value in cells.values()):
        return cells
    found: dict[str, Any] = {}
    for name, value in cells.items():
        if plain_name(name) in TEXTS and isinstance(value, dict):
            found |= {f"{name}.{language}": text for language, text in value.items()}
        else:
            found[name] = value
    return found


def columns_of(lines: Iterable[Line | Unreadable]) -> dict[str, None]:
    """Return the columns of all lines, in their order."""
    found: dict[str, None] = {}
    for line in lines:
        if isinstance(line, Line) and not (line.cells.keys() <= found.keys()):
            found |= dict.fromkeys(expanded(line.cells))
    return found
