"""Texts, conditions and values as authors write them, compiled once for every language.

Nothing here reads a clock or a file, and nothing a customer wrote is ever read as a template: values are said as they
are. What may be written is `liquid_grammar`'s; what the checker wants to know of it is `liquid_analysis`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from liquid.builtin.output import OutputNode

from bot.playbook.compiled import Condition, Expression, Text
from bot.playbook.liquid.liquid_analysis import placeholders
from bot.playbook.liquid.liquid_grammar import LiquidFault, grammar
from bot.playbook.liquid.liquid_scene import voice
from bot.playbook.liquid.liquid_texts import MARKS, PlainText, Rendering, Template, rendering
from bot.playbook.liquid.liquid_values import BooleanCondition, Computed, Constant, EachNamed, EachOf, Filled, plain
from bot.playbook.source.translations import Catalogue, Entry, TranslationFault

__all__ = ["Compiler", "LiquidFault"]


class Compiler:
    """Compiles what stands in one playbook, with its languages, its catalogues and its store's money and time zone.

    `faults` gathers the translations that can't be used, each with its place in the catalogue; the source text stands
    in for them. `missing` gathers, for each language but the first, the texts that have no translation, each once.
    """

    def __init__(
        self,
        languages: Sequence[str] = ("fr",),
        translations: Mapping[str, Catalogue] | None = None,
        *,
        currency: str = "EUR",
        timezone: str = "Europe/Paris",
        country: str = "FR",
    ) -> None:
        """Raises `ValueError` for a language or a time zone that is unknown."""
        self._voices = {
            language: voice(language, currency=currency, timezone=timezone, country=country) for language in languages
        }
        self._first = languages[0]
        self._catalogues = dict(translations or {})
        self._unspoken: dict[str, dict[str, None]] = {language: {} for language in languages[1:]}
        self.faults: list[TranslationFault] = []

    @property
    def missing(self) -> dict[str, tuple[str, ...]]:
        return {language: tuple(sources) for language, sources in self._unspoken.items()}

    def text(self, source: str) -> Text:
        """Return the text in every language. Raises `LiquidFault` for the source; a translation's goes to `faults`."""
        first = rendering(source, self._voices[self._first])
        wordings = {self._first: first}
        for language in self._unspoken:
            wordings[language] = self._translated(source, language)
        plain_ones = {language: wording for language, wording in wordings.items() if isinstance(wording, str)}
        if isinstance(first, str) and len(plain_ones) == len(wordings):
            return PlainText(source, plain_ones, first)
        return Template(source, wordings, first)

    def condition(self, source: str) -> Condition:
        """Return the condition. Raises `LiquidFault`."""
        return BooleanCondition(source, grammar().condition(source), self._voices[self._first])

    def expression(self, raw: object) -> Expression:
        """Return the value of `set:` and the like; texts in it, at any depth, may hold `{{ … }}`.

        Raises `LiquidFault`.
        """
        match raw:
            case str() if any(mark in raw for mark in MARKS):
                return self._computed(raw)
            case list() | tuple():
                return EachOf([self.expression(item) for item in raw])
            case dict():
                return EachNamed({str(name): self.expression(item) for name, item in raw.items()})
        return Constant(plain(raw))

    def _computed(self, source: str) -> Expression:
        nodes = grammar().text(source.strip()).nodes
        if len(nodes) == 1 and isinstance(nodes[0], OutputNode):
            return Computed(nodes[0].expression, self._voices, self._first)
        return Filled({language: rendering(source, spoken) for language, spoken in self._voices.items()}, self._first)

    def _translated(self, source: str, language: str) -> Rendering:
        entry = self._catalogues[language].entry(source) if language in self._catalogues else None
        if entry is not None:
            try:
                return self._checked(source, entry, language)
            except LiquidFault as fault:
                self._refuse(source, entry, language, fault)
        elif source.strip():
            self._unspoken[language][source] = None
        return rendering(source, self._voices[language])

    def _checked(self, source: str, entry: Entry, language: str) -> Rendering:
        wording = rendering(entry.text, self._voices[language])
        own, other = placeholders(source), placeholders(entry.text)
        if own != other:
            raise LiquidFault(_difference(own, other))
        return wording

    def _refuse(self, source: str, entry: Entry, language: str, fault: LiquidFault) -> None:
        message = f"the translation of {_shortened(source)!r} can't be used: {fault.message}"
        self.faults.append(TranslationFault(self._catalogues[language].file, entry.line, message))


def _difference(own: frozenset[str], other: frozenset[str]) -> str:
    words = []
    if left_out := sorted(own - other):
        words.append(f"it leaves out {', '.join(left_out)}")
    if added := sorted(other - own):
        words.append(f"it uses {', '.join(added)}, which the source text does not")
    return " and ".join(words)


def _shortened(source: str) -> str:
    line = " ".join(source.split())
    return line if len(line) <= 40 else line[:39] + "…"
