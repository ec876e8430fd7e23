"""The verb that puts offers side by side: compare.

```yaml
- id: side_by_side
  compare:
    offers: [brio-mini, aroma-2, presto-15]  # two to four ids, a value with one or several, or { category: machine }
    criteria: [price, bruit, largeur]        # what may matter, `price` or an attribute; in the table in this order
    matters: "{{ customer.criterion }}"      # what is known to matter, one or several of them; else it is asked, once
    save: kept                               # the id of the offer that is kept
    chosen: { go: why }                      # an offer is kept: `customer.last_comparison` tells which and why
    none: { go: another }                    # none of them
    too_few: { go: another }                 # fewer than two are sold and in stock today; without it, as `none`
  remind: { after: 1 day, say: "Toujours en train de peser le pour et le contre ?" }
  silent: { stop: silent }
```

Who names offers or criteria with the wish that began the conversation ("Aroma ou Presto ?", "la plus silencieuse")
finds those compared, and is not asked for what they said. While the table stands the customer may change it: "le bruit
m'importe plus", "et si le prix compte moins", "enlève la Brio", "ajoute la Presto".
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from bot.playbook.schema.asking import RemindSource
from bot.playbook.schema.branches import Branch, StepSource, exactly_one
from bot.playbook.schema.values import SlotName, Text
from bot.playbook.schema.written import JsonSchema, Rewrites, Written, key, one_or_several, placed, refuse, several_json
from bot.playbook.source.nodes import Items
from bot.rules.offers.comparison import FEWEST, MOST

#: More rows than a phone shows at once.
MOST_CRITERIA = 6


class OffersSource(Written):
    """Which offers: by `ids` (or values that hold ids), or all of a `category`, or of several."""

    ids: list[Text] = Field(default_factory=list)
    category: Annotated[list[Text], Rewrites(one_or_several, several_json)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_form(self) -> OffersSource:
        exactly_one(self, "ids", "category")
        return self


def _long_offers(node: Any) -> Any:
    """A word or a list of words is `{ids: [...]}`."""
    node = one_or_several(node)
    if isinstance(node, Items):
        return placed(node, {key("ids", node): node})
    return node


def _offers_json(long: JsonSchema, _: JsonSchema) -> JsonSchema:
    word = {"type": ["string", "number"]}
    return {"anyOf": [word, {"type": "array", "items": word}, long]}


Offers = Annotated[OffersSource, Rewrites(_long_offers, _offers_json)]


class CompareFields(Written):
    """The offers, what may matter, what is known to, and where it leads."""

    offers: Offers
    criteria: list[Text] = Field(min_length=1, max_length=MOST_CRITERIA)
    matters: Text | None = None
    save: SlotName | None = None
    chosen: Branch | None = None
    none: Branch | None = None
    too_few: Branch | None = None

    @model_validator(mode="after")
    def _a_few(self) -> CompareFields:
        ids = self.offers.ids
        if ids and not any("{{" in one for one in ids) and not FEWEST <= len(ids) <= MOST:
            raise refuse(f"{FEWEST} to {MOST} offers are compared; here {_are(len(ids))}", self.node.key("offers"))
        return self


def _are(count: int) -> str:
    return "is 1" if count == 1 else f"are {count}"


class CompareSource(StepSource):
    """Puts two to four offers side by side on the customer's own criteria."""

    compare: CompareFields
    remind: RemindSource | None = None
    silent: Branch | None = None
