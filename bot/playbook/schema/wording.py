"""A message as it is written: a text, or a mapping with its short SMS wording, its pictures and its links."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from bot.playbook.nodes import Fields, Word
from bot.playbook.schema.values import Text
from bot.playbook.schema.written import JsonSchema, Rewrites, Written, key, named, placed, refuse


class LinkSource(Written):
    """A link: `{ label: …, url: … }`, or shorter `{ Voir la machine: https://… }`."""

    label: Text
    url: Text


def _long_link(node: Any) -> Any:
    if isinstance(node, Fields) and len(node) == 1 and not node.keys() & {"label", "url"}:
        ((label, url),) = node.items()
        return placed(node, {key("label", label): label, key("url", label): url})
    return node


def _link_json(long: JsonSchema, _: JsonSchema) -> JsonSchema:
    return {
        "anyOf": [
            long,
            {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": {"type": "string"}},
        ]
    }


Link = Annotated[LinkSource, Rewrites(_long_link, _link_json)]


class WithMessage(Written):
    """What may stand beside a text: the short SMS wording, pictures, links."""

    sms: Text | None = None
    image: Text | None = None
    video: Text | None = None
    document: Text | None = None
    links: list[Link] = Field(default_factory=list)


class WordingSource(WithMessage):
    """A message with all that goes with it."""

    text: Text


def long_wording(node: Any) -> Any:
    """Turn a bare text into `{text: …}`."""
    if isinstance(node, Word) and not node.empty:
        return placed(node, {key("text", node): node})
    if not isinstance(node, Fields):
        raise refuse(f"expected a text, found {named(node)}")
    return node


def _wording_json(long: JsonSchema, _: JsonSchema) -> JsonSchema:
    return {"anyOf": [{"type": ["string", "number", "boolean"]}, long]}


Wording = Annotated[WordingSource, Rewrites(long_wording, _wording_json)]
