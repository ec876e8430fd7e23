"""`book`: free hours of a point of sale are offered, one is booked; it is changed and cancelled by the same verb.

```yaml
- book:
    for: visit                               # one of the `appointments` of store.yaml
    at: "{{ conversation.shop | default: '' }}"   # a point of sale, by id or name; asked without it
    booked: thanks                           # `appointment` has the hour, the place, the reference
    cancelled: later                         # none of the hours, or an appointment that there was is cancelled
    full: waiting_list                       # nothing is free; without it that is said, and it goes on as `cancelled`
    remind: { after: 2 hours, say: "Une heure vous conviendrait-elle ?" }
    silent: { stop: silent }
- book:
    from: appointment                        # the customer's next one: keep it, change its hour, cancel it
    booked: kept
    cancelled: gone
    none: new                                # there is none
```

Who says when they would like to come, in the wish that began the conversation or at the question ("samedi matin",
"Tuesday around 3"), is offered hours of then. Who has an appointment of that kind already is asked what to do with it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.playbook.schema.asking import RemindSource
from bot.playbook.schema.branches import StepSource, exactly_one
from bot.playbook.schema.selling import Destination
from bot.playbook.schema.values import Reference, Text, one_of
from bot.playbook.schema.written import Written, refuse

FromWord = Annotated[Literal["appointment"], one_of("appointment")]


class BookFields(Written):
    """What for and where, or the appointment that there is; and where the conversation goes on."""

    for_: Reference | None = Field(None, alias="for")
    from_: FromWord | None = Field(None, alias="from")
    at: Text | None = None
    booked: Destination | None = None
    cancelled: Destination | None = None
    full: Destination | None = None
    none: Destination | None = None
    remind: RemindSource | None = None
    silent: Destination | None = None

    @model_validator(mode="after")
    def _new_or_known(self) -> BookFields:
        exactly_one(self, "for", "from")
        if self.from_ is not None and self.at is not None:
            raise refuse("`at` belongs to a new visit; an appointment keeps its point of sale", self.node.key("at"))
        if self.for_ is not None and self.none is not None:
            raise refuse("`none` belongs to `from: appointment`; a new visit is always possible", self.node.key("none"))
        return self


class BookSource(StepSource):
    """Offers free hours, and books one."""

    book: BookFields
