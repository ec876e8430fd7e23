"""Answers and repair wordings."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname, join, normpath

from bot.playbook.compile.compiling import Compiling
from bot.playbook.compile.wording import wording
from bot.playbook.compiled import AnswerEntry, Wording
from bot.playbook.draft import Spot, WrittenAnswer
from bot.playbook.schema.answers import AnswerSource
from bot.playbook.schema.conversations import RepairFile
from bot.playbook.source.nodes import Word
from bot.playbook.source.places import place_of


def compile_answer(compiling: Compiling, source: AnswerSource, file: str, sources: Mapping[str, str]) -> WrittenAnswer:
    """Compile an answer with all its examples, those of a file beside it too."""
    spot = Spot(file=file, kind="answer", owner=str(source.answer))
    examples = [str(source.question), *_examples(compiling, source, file, sources)]
    entry = AnswerEntry(
        id=str(source.answer),
        question=str(source.question),
        label=compiling.text(source.question, spot, "label"),
        examples=tuple(dict.fromkeys(examples)),
        wording=wording(compiling, source.say, source, spot),
        tags=tuple(str(tag) for tag in source.tags),
        then=compiling.mention("flow", source.then, spot),
        offer=compiling.mention("offer", source.offer, spot),
        place=place_of(source.node, file),
    )
    return WrittenAnswer(entry=entry, source=source, file=file)


def _examples(compiling: Compiling, source: AnswerSource, file: str, sources: Mapping[str, str]) -> list[str]:
    if source.also is None:
        return []
    written = [str(example) for example in source.also.list_]
    return [*written, *_lines(compiling, source.also.file, file, sources)] if source.also.file else written


def _lines(compiling: Compiling, word: Word, file: str, sources: Mapping[str, str]) -> list[str]:
    path = normpath(join(dirname(file), word))
    if path not in sources:
        compiling.fault(place_of(word, file), f"there is no file `{path}`")
        return []
    lines = (line.strip() for line in sources[path].splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def compile_repair(compiling: Compiling, source: RepairFile, file: str) -> tuple[str, Wording]:
    """Compile another wording for a situation."""
    situation = compiling.mention("situation", source.repair, Spot(file=file, kind="repair")) or ""
    spot = Spot(file=file, kind="repair", owner=situation)
    return situation, wording(compiling, source.say, source, spot)
