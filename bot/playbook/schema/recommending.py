"""The verb that proposes one offer, with the reason: recommend.

```yaml
- id: advice
  recommend:
    offers: { category: machine }              # among which: ids, a value with one or several, or a category
    needs:                                     # what the offer must have, attributes
      - mousseur: customer.drinks == "milk"    # only where this holds
    criteria:                                  # what ranks them, `price` or an attribute
      - price                                  # always, alike
      - bruit: conversation.quiet              # where it holds: named by the customer, so it weighs three times as much
    budget: "{{ conversation.budget }}"        # the most that it should cost
    for: "{{ conversation.for_whom }}"         # somebody else's name, or who: what the customer has may be given
    by: "{{ conversation.by }}"                # the day by which it must be there
    save: kept                                 # the id of the offer that is taken
    choices: [{ Comparer: { call: comparison } }]    # beside "I'll take it", "something else", "cheaper", "no, thanks"
    taken: { go: buy }                         # `offer` and `customer.recommended` tell which, and why
    none: { go: think }                        # none of them
    nothing: { go: ask_the_shop }              # nothing would do, or nothing is left; without it, as `none`
  remind: { after: 1 day, say: "Toujours là ?" }
  silent: { stop: silent }

- recommend:
    complements_of: order                      # what goes with what was bought last; or with an offer: its id, a value
    taken: { go: add }
```

It never proposes what the customer has (unless it is for somebody else) or has refused; a complement only once per
purchase. While it stands the customer may say "autre chose", "moins cher", "plus silencieuse", "non merci".
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from bot.playbook.schema import asking
from bot.playbook.schema.asking import RemindSource
from bot.playbook.schema.branches import Branch, StepSource, exactly_one
from bot.playbook.schema.offering import MOST_CRITERIA, Offers
from bot.playbook.schema.values import Condition, SlotName, Text
from bot.playbook.schema.written import JsonSchema, Rewrites, Written, key, named, placed, refuse
from bot.playbook.source.nodes import Fields, Word

#: The author's own choices; the verb's own stand beside them.
MOST_CHOICES = 4


class CriterionAskedSource(Written):
    """A criterion, and when it counts."""

    name: Text
    when: Condition | None = None


def _long_criterion(node: Any) -> Any:
    if isinstance(node, Word):
        return placed(node, {key("name", node): node})
    if isinstance(node, Fields) and len(node) == 1:
        ((name, condition),) = node.items()
        return placed(node, {key("name", name): name, key("when", name): condition})
    expected = "`price` or an attribute, or one with when it counts (`- bruit: conversation.quiet`)"
    raise refuse(f"expected {expected}, found {named(node)}")


def _criterion_json(_short: JsonSchema, _long: JsonSchema) -> JsonSchema:
    condition = {"type": ["string", "boolean"]}
    one_key = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": condition}
    return {"anyOf": [{"type": ["string", "number"]}, one_key]}


CriterionAsked = Annotated[CriterionAskedSource, Rewrites(_long_criterion, _criterion_json)]


class OwnChoiceSource(asking.ChoiceSource):
    """A choice of the author's: its label, and the branch it takes."""


OwnChoice = Annotated[OwnChoiceSource, asking.CHOICE]


class RecommendFields(Written):
    """Among which offers, or what they go with; what they are ranked by; and where it leads."""

    offers: Offers | None = None
    complements_of: Text | None = None
    criteria: list[CriterionAsked] = Field(default_factory=list, max_length=MOST_CRITERIA)
    needs: list[CriterionAsked] = Field(default_factory=list, max_length=MOST_CRITERIA)
    budget: Text | None = None
    for_: Text | None = Field(None, alias="for")
    by: Text | None = None
    save: SlotName | None = None
    choices: list[OwnChoice] = Field(default_factory=list, max_length=MOST_CHOICES)
    taken: Branch | None = None
    none: Branch | None = None
    nothing: Branch | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> RecommendFields:
        exactly_one(self, "offers", "complements_of")
        if self.offers is not None and not self.criteria:
            raise refuse("`criteria` is missing: what ranks the offers, such as `criteria: [price]`")
        if self.offers is None:
            for name in ("criteria", "needs", "budget", "by"):
                if name in self.node:
                    raise refuse(f"`{name}` ranks `offers`; complements are the catalogue's own", self.node.key(name))
        return self


class RecommendSource(StepSource):
    """Proposes one offer, or a complement of what was bought, with the reason."""

    recommend: RecommendFields
    remind: RemindSource | None = None
    silent: Branch | None = None
