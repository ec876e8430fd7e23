"""What a text will cost by SMS, before any customer reads it.

Of alternatives (`if`, `unless`, `case`) the longest counts, of a loop one round, and a value counts as a word of usual
length. An estimate for the author: the channel measures what is really sent, with `bot.model.sms_text`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from liquid.ast import Node
from liquid.builtin.content import ContentNode
from liquid.builtin.output import OutputNode
from liquid.builtin.tags.case_tag import CaseNode
from liquid.builtin.tags.if_tag import IfNode
from liquid.builtin.tags.unless_tag import UnlessNode
from msgspec import Struct

from bot.model.sms_text import Size, costly, measure, normalise
from bot.playbook.liquid.liquid_grammar import grammar

#: A first name, an amount, a date: what a value is counted as.
USUAL_VALUE: Final = "x" * 10


class Estimate(Struct, frozen=True):
    """`costly` are the characters, each once, that make the text UCS-2: 70 characters a segment in place of 160."""

    size: Size
    costly: tuple[str, ...]

    @property
    def segments(self) -> int:
        return self.size.segments


def estimate(source: str) -> Estimate:
    """Return what the longest form of a text costs, signs normalised as the channel does. Raises `LiquidFault`."""
    text = normalise(_longest(grammar().text(source).nodes))
    return Estimate(measure(text), costly(text))


def _longest(nodes: Iterable[Node]) -> str:
    return "".join(_longest_of(node) for node in nodes)


def _longest_of(node: Node) -> str:
    match node:
        case ContentNode():
            return str(node.text)
        case OutputNode():
            return USUAL_VALUE
        case IfNode() | UnlessNode() | CaseNode():
            return max((_longest([branch]) for branch in _branches(node)), key=len, default="")
    return _longest(_branches(node))


def _branches(node: Node) -> Iterable[Node]:
    if nodes := getattr(node, "nodes", None):
        return list(nodes)
    return node.children(None, include_partials=False)  # type: ignore[arg-type] # nothing here loads a partial
