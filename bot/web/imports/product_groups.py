"""WooCommerce's translated products as columns: its plugins write a product once a language, each on a line of its own.

WPML names the language and what belongs together in `Meta: _wpml_import_language_code` and
`Meta: _wpml_import_translation_group` (its "Export and Import"), Polylang for WooCommerce in `Language` and
`Translation group` (`PLLWC_Export`, whose headers are translated: its French catalogue of 2017 has no word for the
second, so that a French shop writes `Langue` beside it). A header in yet another language is known by what stands under
it: a group's name is `pll_` and PHP's `uniqid`, and the language stands right before it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from bot.web.imports.product_cells import as_text
from bot.web.imports.product_languages import Amiss, in_no_language, kinds_of, language_in
from bot.web.imports.product_rows import Told
from bot.web.imports.tables import Line, Unreadable, plain_name

_LANGUAGE: Final = ("language", "langue", "metawpmlimportlanguagecode")
_POLYLANGS: Final = re.compile(r"pll_[0-9a-f]{13}")
_GROUP: Final = ("translationgroup", "groupedetraduction", "groupedetraductions", "metawpmlimporttranslationgroup")


def folded(lines: Sequence[Line | Unreadable], languages: Sequence[str]) -> tuple[list[Line | Unreadable], list[Told]]:
    """Return WooCommerce's lines with those in other languages than the store's first as columns of the line that they
    translate; what is in a language that the store does not speak is passed over, and told once a language.
    """
    lines = [_in_english(line) if isinstance(line, Line) else line for line in lines]
    groups: dict[str, dict[str, Line]] = {}
    for line in lines:
        if isinstance(line, Line) and (group := _said(line, _GROUP)):
            groups.setdefault(group, {}).setdefault(_language(line) or languages[0], line)
    if not groups:
        return list(lines), []
    kept: list[Line | Unreadable] = []
    foreign: dict[str, Amiss] = {}
    for line in lines:
        language = _language(line) if isinstance(line, Line) else ""
        same = groups.get(_said(line, _GROUP), {}) if isinstance(line, Line) else {}
        if language and language not in languages:
            foreign.setdefault(language, in_no_language(language, languages)).lines.append(line.number)
        elif languages[0] not in same or same[languages[0]] is line:
            kept.append(replace(line, cells=dict(_with(line, same, languages[1:]))) if isinstance(line, Line) else line)
    return kept, [one.told for one in foreign.values()]


def _in_english(line: Line) -> Line:
    """Return a line of Polylang's with its two columns under their English names, whatever they are called."""
    if _said(line, _GROUP):
        return line
    names = list(line.cells)
    group = next((place for place, name in enumerate(names) if _POLYLANGS.fullmatch(as_text(line.cells[name]))), 0)
    if not group:
        return line
    called = {names[group - 1]: "Language", names[group]: "Translation group"}
    return replace(line, cells={called.get(name, name): value for name, value in line.cells.items()})


def _with(line: Line, same: Mapping[str, Line], languages: Iterable[str]) -> Iterator[tuple[str, Any]]:
    for name, value in line.cells.items():
        if plain_name(name) not in _LANGUAGE + _GROUP:
            yield name, value
            if kinds_of(name) and plain_name(name) != "type":
                for one in languages:
                    if one in same and same[one] is not line:
                        yield f"{name} ({one})", same[one].cells.get(name, "")


def _language(line: Line) -> str:
    return language_in(_said(line, _LANGUAGE))


def _said(line: Line, columns: Collection[str]) -> str:
    return next((as_text(text) for name, text in line.cells.items() if text and plain_name(name) in columns), "")
