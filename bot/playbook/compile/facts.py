"""What the shop calls the facts that it knows of customers, for whoever looks at one."""

from __future__ import annotations

from bot.playbook.compile.compiling import Compiling
from bot.playbook.compiled import KnownFact, Text
from bot.playbook.draft import Spot
from bot.playbook.schema.facts import CustomerFactSource
from bot.playbook.source.nodes import Word
from bot.playbook.source.places import place_of


def compile_facts(compiling: Compiling, sources: list[CustomerFactSource], file: str) -> dict[str, KnownFact]:
    """Return what is called anything, by the fact's name; one that is declared twice is a fault."""
    found: dict[str, KnownFact] = {}
    for source in sources:
        fact = str(source.fact)
        if fact in found:
            compiling.fault(place_of(source.fact, file), f"`{fact}` is declared twice")
        spot = Spot(file=file, kind="store", owner=fact)
        found[fact] = KnownFact(
            name=_text(compiling, source.name, spot) if source.name is not None else None,
            shown_as=source.as_ or "",
            values={str(value): _text(compiling, said, spot) for value, said in source.values.items()},
        )
    return found


def _text(compiling: Compiling, word: Word, spot: Spot) -> Text:
    """Compile what staff read, the same for every customer."""
    if "{{" in word or "{%" in word:
        compiling.fault(place_of(word, spot.file), "a fact has one name for all customers; write it without `{{ }}`")
        return compiling.compiler.text("")
    return compiling.text(word, spot, "label")
