"""A playbook being compiled: texts and conditions in, and a note of everything used, mentioned and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from bot.playbook.compiled import AnyStep, Condition, Expression, Place, Slot, Text
from bot.playbook.draft import Kept, Mention, Mentioned, Role, Spot, Used, WrittenTemplate
from bot.playbook.faults import Fault, error
from bot.playbook.liquid import liquid_analysis
from bot.playbook.liquid.liquid import Compiler, LiquidFault
from bot.playbook.liquid.liquid_analysis import Analysis
from bot.playbook.schema.branches import Branch
from bot.playbook.source.nodes import Node, Word, plain
from bot.playbook.source.places import Places, place_of
from bot.playbook.source.yaml_tree import nodes

Made = TypeVar("Made")


class Compiling:
    """One playbook being compiled. `faults` are the texts that can't be compiled; an empty text stands in for them."""

    def __init__(self, compiler: Compiler, sources: Mapping[str, str]) -> None:
        self.compiler = compiler
        self.sources = sources
        self.places = Places(sources)
        self.faults: list[Fault] = []
        self.used: list[Used] = []
        self.mentions: list[Mention] = []
        self.kept: list[Kept] = []
        self.templates: list[WrittenTemplate] = []
        self.unreadable: dict[str, list[Word]] = {}  # the texts that can't be compiled, by file
        self._made_before: dict[tuple[str, str], tuple[Any, Analysis]] = {}

    def text(self, word: Word, spot: Spot, role: Role = "text") -> Text:
        """Compile a text that a customer may see."""
        return self._made(self.compiler.text, liquid_analysis.of_text, word, spot, role) or self.compiler.text("")

    def condition(self, word: Word | None, spot: Spot) -> Condition | None:
        """Compile a condition; None where none was written, or where it can't be read."""
        if word is None:
            return None
        return self._made(self.compiler.condition, liquid_analysis.of_condition, word, spot, "condition")

    def read_before(self, word: Word | None) -> Condition | None:
        """Return what `condition` made of it before; None where none was written, or where it can't be read."""
        made, _ = self._made_before.get((self.compiler.condition.__name__, str(word)), (None, None))
        return made if word is not None else None

    def expression(self, node: Node, spot: Spot) -> Expression:
        """Compile a value of `set` and the like, whatever its shape."""
        words = [part for part in nodes(node) if isinstance(part, Word)]
        sound = [self._made(_read, liquid_analysis.of_text, word, spot, "value") for word in words]
        try:
            return self.compiler.expression(plain(node) if all(sound) else None)
        except LiquidFault as fault:
            self.fault(place_of(node, spot.file), fault.message)
            return self.compiler.expression(None)

    def slot(self, word: Word) -> Slot:
        """Return the slot that a name stands for; a bare name belongs to the conversation."""
        owner, dot, name = word.partition(".")
        match owner if dot else "conversation":
            case "customer":
                return Slot("customer", name)
            case "journey":
                return Slot("journey", name)
            case _:
                return Slot("conversation", name if dot else str(word))

    def mention(self, kind: Mentioned, word: Word | None, spot: Spot) -> str | None:
        """Note a name that should exist, and return it."""
        if word is None:
            return None
        self.mentions.append(Mention(kind=kind, name=str(word), place=place_of(word, spot.file)))
        return str(word)

    def fault(self, place: Place, message: str) -> None:
        """Note a fault."""
        self.faults.append(error(place, message))

    def _made(
        self, make: Callable[[str], Made], analyse: Callable[[str], Analysis], word: Word, spot: Spot, role: Role
    ) -> Made | None:
        source = str(word)
        known = self._made_before.get((make.__name__, source))
        try:
            made, analysis = known or (make(source), analyse(source))
        except LiquidFault as fault:
            self.fault(self.places.within(word, spot.file, fault.line, fault.column), fault.message)
            self.unreadable.setdefault(spot.file, []).append(word)
            return None
        self._made_before[make.__name__, source] = made, analysis
        self.used.append(Used(spot=spot, role=role, word=word, analysis=analysis))
        return made


class Common(Struct, frozen=True, kw_only=True):
    """What all steps have, and where it stands."""

    id: str
    place: Place
    guard: Condition | None
    next: str | None
    spot: Spot

    def fields(self) -> dict[str, Any]:
        """Return what a compiled step takes of it."""
        return {"id": self.id, "place": self.place, "guard": self.guard, "next": self.next}


class Branches(Protocol):
    """Flattens branches; `compile.flows` does."""

    compiling: Compiling

    def branch(self, branch: Branch | None, common: Common, name: str) -> str | None: ...

    def put(self, step: AnyStep) -> None: ...


def _read(_: str) -> bool:
    """A value is compiled whole, with its shape; its words are only looked at, which tells their faults."""
    return True
