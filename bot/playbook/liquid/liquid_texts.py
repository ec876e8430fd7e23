"""Compiled texts: how a text is said, as fast as what stands in it allows.

A text without `{{` and `{%` is a look-up; one with values only is a row of pieces; one with tags runs the library's own
nodes with loops and length counted.
"""

from __future__ import annotations

from io import StringIO
from typing import Final

from liquid import BoundTemplate
from liquid.ast import Node
from liquid.builtin.content import ContentNode
from liquid.builtin.output import OutputNode
from liquid.exceptions import LiquidError, LiquidInterrupt
from liquid.expression import Expression as Parsed

from bot.playbook.compiled import MissingValue, Values
from bot.playbook.liquid.liquid_grammar import grammar, shown
from bot.playbook.liquid.liquid_scene import LONGEST_TEXT, Absent, Enough, Glance, Stage, Voice

MARKS: Final = ("{{", "{%")


class PlainText:
    """A text without values, in every language."""

    __slots__ = ("_first", "_wordings", "source")

    def __init__(self, source: str, wordings: dict[str, str], first: str) -> None:
        self.source = source
        self._wordings = wordings
        self._first = first

    @property
    def languages(self) -> tuple[str, ...]:
        """The playbook's languages."""
        return tuple(self._wordings)

    def render(self, values: Values, language: str) -> str:
        """Return the text in `language`, or in the store's first."""
        return self._wordings.get(language, self._first)


class Row:
    """One language of a text with values and no tags: its pieces, said one after the other."""

    __slots__ = ("_pieces", "_voice")

    def __init__(self, pieces: tuple[str | Parsed, ...], voice: Voice) -> None:
        self._pieces = pieces
        self._voice = voice

    def render(self, values: Values, absent: type[Absent] = Absent) -> str:
        scene = Glance(values, self._voice, grammar().filters, absent)
        said = [
            piece if isinstance(piece, str) else shown(piece.evaluate(scene))  # type: ignore[arg-type] # a light context
            for piece in self._pieces
        ]
        return "".join(said)[:LONGEST_TEXT]


class Play:
    """One language of a text with tags."""

    __slots__ = ("_template", "_voice")

    def __init__(self, template: BoundTemplate, voice: Voice) -> None:
        self._template = template
        self._voice = voice

    def render(self, values: Values, absent: type[Absent] = Absent) -> str:
        stage = Stage(self._template, values, self._voice, grammar().filters, absent)
        said = _Limited()
        try:
            for node in self._template.nodes:
                node.render(stage, said)
        except (Enough, LiquidInterrupt):  # what is said so far is all there is
            pass
        return said.getvalue()[:LONGEST_TEXT]


class _Limited(StringIO):
    def write(self, text: str, /) -> int:
        if self.tell() > LONGEST_TEXT:
            raise Enough
        return super().write(text)


Rendering = str | Row | Play


def rendering(source: str, voice: Voice) -> Rendering:
    """Compile one language of a text. Raises `LiquidFault`."""
    if not any(mark in source for mark in MARKS):
        return source[:LONGEST_TEXT]
    template = grammar().text(source)
    if not all(isinstance(node, ContentNode | OutputNode) for node in template.nodes):
        return Play(template, voice)
    return Row(tuple(_piece(node) for node in template.nodes), voice)


def _piece(node: Node) -> str | Parsed:
    return node.text if isinstance(node, ContentNode) else node.expression  # type: ignore[attr-defined] # an output


def render(wording: Rendering, values: Values, absent: type[Absent] = Absent) -> str:
    """Return what is said. Raises `MissingValue`, also for whatever else can't be said."""
    if isinstance(wording, str):
        return wording
    try:
        return wording.render(values, absent)
    except LiquidError as fault:
        raise MissingValue(str(fault.message)) from fault
    except Enough:
        return ""


class Template:
    """A text with values, in every language."""

    __slots__ = ("_first", "_wordings", "source")

    def __init__(self, source: str, wordings: dict[str, Rendering], first: Rendering) -> None:
        self.source = source
        self._wordings = wordings
        self._first = first

    def render(self, values: Values, language: str) -> str:
        """Return the text in `language`, or in the store's first. Raises `MissingValue`."""
        return render(self._wordings.get(language, self._first), values)
