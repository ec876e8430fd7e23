"""`answers/*.yaml`: questions that customers ask, each with its answer; and `segments.yaml`: named conditions."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from bot.playbook.schema.values import Condition, Id, Reference, Text
from bot.playbook.schema.wording import WithMessage, Wording
from bot.playbook.schema.written import JsonSchema, Rewrites, Written, key, named, placed, refuse
from bot.playbook.source.nodes import Fields, Items


class AlsoSource(Written):
    """Examples written here, or in a file beside, one a line."""

    list_: list[Text] = Field(default_factory=list, alias="list")
    file: Text | None = None


def _long_also(node: Any) -> Any:
    if isinstance(node, Items):
        return placed(node, {key("list", node): node})
    if isinstance(node, Fields):
        return node
    raise refuse(f"expected a list of examples, or `{{ file: examples.txt }}`, found {named(node)}")


def _also_json(_: JsonSchema, long: JsonSchema) -> JsonSchema:
    examples = long["properties"]["list"]
    file = {
        "type": "object",
        "properties": {"file": {"type": "string"}},
        "required": ["file"],
        "additionalProperties": False,
    }
    return {"anyOf": [{"type": "array", "items": examples["items"]}, file]}


class AnswerSource(WithMessage):
    """A question and its answer. `offer` is what the answer is about: its text sees it (`{{ offer.price | money }}`),
    and "oui, deux paquets", "c'est combien ?" said after it mean that offer. Without it in the shop, that is said.
    """

    answer: Id
    question: Text
    also: Annotated[AlsoSource, Rewrites(_long_also, _also_json)] | None = None
    say: Wording
    tags: list[Text] = Field(default_factory=list)
    then: Reference | None = None
    offer: Reference | None = None


class SegmentSource(Written):
    """A named condition on a customer."""

    segment: Id
    title: Text | None = None
    if_: Condition = Field(alias="if")
