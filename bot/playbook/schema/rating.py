"""`rate`: a rating inside the chat, then why, then the branch of its level."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from bot.playbook.schema.asking import RemindSource
from bot.playbook.schema.branches import Branch, StepSource
from bot.playbook.schema.values import Id, SlotName, number, one_of
from bot.playbook.schema.wording import Wording
from bot.playbook.schema.written import JsonSchema, Rewrites, Written, key, placed, refuse
from bot.playbook.source.nodes import Fields, Word

ScaleWord = Annotated[Literal["csat", "nps", "ces"], one_of("csat", "nps", "ces")]


class WhySource(Written):
    """The open question after the rating, by level; a level without one goes on at once."""

    low: Wording | None = None
    middle: Wording | None = None
    high: Wording | None = None


def _long_why(node: Any) -> Any:
    """One question for all three, or one for each."""
    is_one = (isinstance(node, Word) and not node.empty) or (isinstance(node, Fields) and "text" in node)
    return placed(node, {key(level, node): node for level in ("low", "middle", "high")}) if is_one else node


def _why_json(long: JsonSchema, spelt: JsonSchema) -> JsonSchema:
    one = next(each for each in spelt["properties"]["low"]["anyOf"] if each.get("type") != "null")
    return {"anyOf": [one, long]}


class RateFields(Written):
    """The scale, what it is about, the two questions and the branches."""

    scale: ScaleWord
    about: Id | None = None
    ask: Wording
    why: Annotated[WhySource, Rewrites(_long_why, _why_json)] | None = None
    low: Branch | None = None
    middle: Branch | None = None
    high: Branch | None = None
    save: SlotName | None = None
    remind: RemindSource | None = None
    silent: Branch | None = None
    otherwise: Branch | None = None
    retries: Annotated[int, number(0, 5, whole=True)] = 1

    @model_validator(mode="after")
    def _leads_somewhere(self) -> RateFields:
        if "low" not in self.node:
            raise refuse("a disappointed customer needs a branch: write `low:` (`low: { call: recovery }`)")
        return self


class RateSource(StepSource):
    """Asks for a rating, then why."""

    rate: RateFields = Field()
