"""The verbs that sell: `order`. Each is a talk of several questions of its own, and has branches for how it ends."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from bot.playbook.schema.asking import RemindSource
from bot.playbook.schema.branches import Branch, StepSource
from bot.playbook.schema.values import Anything, Text
from bot.playbook.schema.written import JsonSchema, Rewrites, Written, key, listed, placed
from bot.playbook.source.nodes import Items, Word


def _step_named(node: Any) -> Any:
    """`confirmed: thanks` is short for `confirmed: { go: thanks }`."""
    if isinstance(node, Word) and not node.empty:
        return listed(node, [placed(node, {key("go", node): node})])
    return node


def _destination_json(long: JsonSchema, _: JsonSchema) -> JsonSchema:
    return {"anyOf": [{"type": "string"}, long]}


def _in_one_word(node: Any) -> Any:
    """`[brio-mini, huila]` is short for `brio-mini;huila`, as the catalogue writes several."""
    if isinstance(node, Items) and node and all(isinstance(one, Word) for one in node):
        return key(";".join(node), node[0])
    return node


def _ids_json(long: JsonSchema, _: JsonSchema) -> JsonSchema:
    return {"anyOf": [long, {"type": "array", "items": long, "minItems": 1}]}


Destination = Annotated[Branch, Rewrites(_step_named, _destination_json)]


class OrderFields(Written):
    """What is ordered: the `cart` in hand, an `order` that was made and has not left yet, what the customer `said` (in
    the words that began the conversation; what these leave open is asked), or offers by their ids (a list, or a value
    with several apart by `;`), each in the `quantity`; and where the conversation goes on.

    `empty` is taken where there is nothing to order; without it the customer is told, and `cancelled` is taken. Of
    what the customer `said` it is taken when nothing of it is sold, asked twice; without it a person goes on.
    """

    from_: Annotated[Text, Rewrites(_in_one_word, _ids_json)] = Field(alias="from")
    quantity: Anything | None = None
    confirmed: Destination | None = None
    cancelled: Destination | None = None
    empty: Destination | None = None
    remind: RemindSource | None = None
    silent: Destination | None = None


class OrderSource(StepSource):
    """Sums up what is ordered, asks how it reaches the customer, then to confirm, change or cancel."""

    order: OrderFields
