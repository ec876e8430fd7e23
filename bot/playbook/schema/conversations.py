"""`conversations/*.yaml`: one flow a file; `conversations/repair/*.yaml`: another wording for a repair situation."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from bot.playbook.schema.steps import Step
from bot.playbook.schema.values import Condition, Duration, EventName, Id, Purpose, Reference, Text, TimeOfDay, one_of
from bot.playbook.schema.wording import WithMessage, Wording
from bot.playbook.schema.written import Reads, Written, named, refuse
from bot.playbook.situations.situations import SITUATIONS
from bot.playbook.source.nodes import Word


class StartSource(Written):
    """What starts a flow: the customer's intent, or an event of the shop or the journey."""

    intent: Reference | None = None
    event: EventName | None = None
    after: Duration | None = None
    before: Duration | None = None
    at: TimeOfDay | None = None
    if_: Condition | None = Field(None, alias="if")
    unless: list[EventName] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_of_two(self) -> StartSource:
        if (self.intent is None) == (self.event is None):
            raise refuse("a start has either `intent` or `event`")
        if self.intent is not None and (self.after or self.before or self.at or self.unless):
            raise refuse(
                "`after`, `before`, `at` and `unless` belong to an `event`; what the customer asks for starts at once"
            )
        if self.after is not None and self.before is not None:
            raise refuse("`after` counts on from the event, `before` back from the day it carries: give one of them")
        return self


class FlowFile(Written):
    """A conversation."""

    flow: Id
    title: Text | None = None
    stage: Reference | None = None
    purpose: Purpose | None = None
    starts: list[StartSource] = Field(default_factory=list)
    examples: list[Text] = Field(default_factory=list)
    expires: Duration | None = None
    when_interrupting: Annotated[Literal["resume", "replace"], one_of("resume", "replace")] = "resume"
    steps: list[Step] = Field(min_length=1)


def _situation(node: Any) -> Word:
    """Read the name of a situation; one that there is not is told where names of all kinds are."""
    if not isinstance(node, Word) or node.empty:
        raise refuse(f"expected a situation, such as `not_understood`, found {named(node)}")
    return node


#: With what the program says there by itself, which an editor shows beside the name.
SituationName = Annotated[
    Word,
    Reads(_situation, {"enum": list(SITUATIONS), "enumDescriptions": [one.text for one in SITUATIONS.values()]}),
]


class RepairFile(WithMessage):
    """Another wording for what the bot says in a situation."""

    repair: SituationName
    say: Wording
