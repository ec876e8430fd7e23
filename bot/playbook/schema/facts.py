"""`customer_facts` of `store.yaml`: what is known of a customer, and what the shop's people call it.

customer_facts:
  - loyalty_card                                   # an import brings it: `customer.loyalty_card` is no slip
  - cups: Tasses par jour                          # a name, for whoever looks at a customer
  - budget: { name: Budget, as: money }
  - drinks: { name: Ce qu’on boit, values: { espresso: des espressos, milk: du café au lait } }
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field

from bot.playbook.schema.values import Id, Text, one_of
from bot.playbook.schema.written import JsonSchema, Rewrites, Written, key, named, placed, refuse
from bot.playbook.source.nodes import Fields, Word

SHOWN_AS: Final = ("money", "date", "offer")


class CustomerFactSource(Written):
    """A fact: its name, how its values are called where they are a choice's, and whether it is an amount, a day
    or offers by their ids (`a;b`)."""

    fact: Id
    name: Text | None = None
    as_: Annotated[Literal["money", "date", "offer"], one_of(*SHOWN_AS)] | None = Field(None, alias="as")
    values: dict[Text, Text] = Field(default_factory=dict)


def _long_fact(node: Any) -> Any:
    if isinstance(node, Word) and not node.empty:
        return placed(node, {key("fact", node): node})
    if not isinstance(node, Fields) or len(node) != 1:
        raise refuse(f"expected a fact, or a fact with its name (`- cups: Tasses par jour`), found {named(node)}")
    ((fact, more),) = node.items()
    if isinstance(more, Fields):
        return placed(fact, {key("fact", fact): fact, **more})
    return placed(fact, {key("fact", fact): fact, key("name", fact): more})


def _fact_json(_: JsonSchema, long: JsonSchema) -> JsonSchema:
    more = {name: value for name, value in long["properties"].items() if name != "fact"}
    spelt_out = {"type": "object", "properties": more, "additionalProperties": False}
    named_so = {"anyOf": [{"type": ["string", "number", "boolean"]}, spelt_out]}
    one_key = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": named_so}
    return {"anyOf": [{"type": "string"}, one_key]}


CustomerFact = Annotated[CustomerFactSource, Rewrites(_long_fact, _fact_json)]
