"""A message as it is written: a text, or a mapping with its short SMS wording, its template for WhatsApp, its pictures
and its links.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import Field

from bot.playbook.schema.values import Text
from bot.playbook.schema.written import JsonSchema, Reads, Rewrites, Written, key, named, placed, refuse
from bot.playbook.source.nodes import Fields, Node, Word


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


_SID: Final = r"HX[0-9a-fA-F]{32}"
_A_SID: Final = "a template's sid at Twilio, HX and 32 hex digits"


def _sid(node: Any) -> Word:
    if not isinstance(node, Word) or not re.fullmatch(_SID, node):
        raise refuse(f"expected {_A_SID}, found {named(node)}", node if isinstance(node, Node) else None)
    return node


def _sids(node: Any) -> dict[Word, Word]:
    """One for every language (under no name), or one for each."""
    if not isinstance(node, Fields):
        return {key("", node): _sid(node)}
    if not node:
        raise refuse(f"expected {_A_SID}, found nothing")
    return {language: _sid(sid) for language, sid in node.items()}


def _blanks(node: Any) -> dict[str, Word]:
    """Blanks are numbered from 1, as WhatsApp wants them."""
    if not isinstance(node, Fields):
        raise refuse(f"expected a text for each blank (`1: …`), found {named(node)}")
    for number, (name, text) in enumerate(node.items(), 1):
        if name != str(number):
            raise refuse(f"blanks are numbered from 1 without a gap; expected `{number}`, found `{name}`", name)
        if not isinstance(text, Word) or text.empty:
            raise refuse(f"expected a text, found {named(text)}", text)
    return {str(name): text for name, text in node.items()}


_SID_JSON: Final[JsonSchema] = {"type": "string", "pattern": f"^{_SID}$"}
_SIDS_JSON: Final[JsonSchema] = {"anyOf": [_SID_JSON, {"type": "object", "additionalProperties": _SID_JSON}]}
_BLANKS_JSON: Final[JsonSchema] = {
    "type": "object",
    "additionalProperties": False,
    "patternProperties": {"^[1-9][0-9]?$": {"type": ["string", "number", "boolean"]}},
}


class TemplateSource(Written):
    """What WhatsApp is sent in the text's place more than a day after the customer's last word: a template that it has
    approved, one for every language or one for each, and the texts of its blanks."""

    template: Annotated[dict[Word, Word], Reads(_sids, _SIDS_JSON)]
    variables: Annotated[dict[str, Word], Reads(_blanks, _BLANKS_JSON)] = Field(default_factory=dict)


class WithMessage(Written):
    """What may stand beside a text: the short SMS wording, WhatsApp's template, pictures, links."""

    sms: Text | None = None
    whatsapp: TemplateSource | None = None
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
