"""The names that a playbook's tests mention: a test of a flow that was renamed should say so before it fails."""

from __future__ import annotations

from bot.playbook.compile.compiling import Compiling
from bot.playbook.draft import Mentioned, Spot, WrittenTest
from bot.playbook.schema.tests import TestSource, TestStep
from bot.playbook.source.nodes import Word

#: The keys of `expect` whose value is a name.
_EXPECTED: dict[str, Mentioned] = {"stage": "stage", "handed_over": "team"}


def compile_test(compiling: Compiling, source: TestSource, file: str) -> WrittenTest:
    """Note what a test mentions. It is run by the studio, from the same models."""
    spot = Spot(file=file, kind="test", owner=str(source.test))
    if source.customer is not None:
        compiling.mention("language", source.customer.language, spot)
    for step in source.steps:
        _mentions(compiling, step, spot)
    return WrittenTest(source=source, file=file)


def _mentions(compiling: Compiling, step: TestStep, spot: Spot) -> None:
    if step.bot is not None:
        compiling.mention("flow", step.bot.flow, spot)
        for offer in step.bot.offers or []:
            compiling.mention("offer", offer, spot)
    if step.taken is not None:
        compiling.mention("appointment", step.taken.for_, spot)
        compiling.mention("point of sale", step.taken.store, spot)
    for name, node in (step.expect or {}).items():
        kind = _EXPECTED.get(name)
        if kind is not None and isinstance(node, Word) and not node.empty:
            compiling.mention(kind, node, spot)
