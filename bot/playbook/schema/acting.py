"""The verbs that decide, wait and act."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal

from pydantic import Field, model_validator

from bot.playbook.schema.branches import Branch, StepSource, exactly_one
from bot.playbook.schema.values import (
    Anything,
    Condition,
    Duration,
    EventName,
    Id,
    Percentage,
    Reference,
    SlotName,
    Text,
    one_of,
)
from bot.playbook.schema.written import Rewrites, Written, key, placed, refuse
from bot.playbook.source.nodes import Word

#: Seconds.
LONGEST_FETCH: Final = 10


class SetSource(StepSource):
    """Writes facts on the customer, the journey or the conversation."""

    set: dict[SlotName, Anything] = Field(min_length=1)


class CaseSource(Written):
    """`{ if: …, then: … }`, or `{ else: … }` as the last."""

    if_: Condition | None = Field(None, alias="if")
    then: Branch | None = None
    else_: Branch | None = Field(None, alias="else")

    @model_validator(mode="after")
    def _one_form(self) -> CaseSource:
        if self.node.keys() not in ({"if", "then"}, {"else"}):
            raise refuse("a case is `{ if: condition, then: branch }`, or `{ else: branch }` as the last")
        return self


class ChooseSource(StepSource):
    """Takes the first branch whose condition holds, else `else`."""

    choose: list[CaseSource] = Field(min_length=1)

    @model_validator(mode="after")
    def _else_is_last(self) -> ChooseSource:
        for case in self.choose[:-1]:
            if case.else_ is not None:
                raise refuse(
                    "`else` takes all that is left; the cases after it are never looked at", case.node.key("else")
                )
        return self


class ArmSource(Written):
    """One arm of a split."""

    name: Id | None = None
    weight: Percentage
    do: Branch


class SplitFields(Written):
    """A split: its name, the share that gets nothing, and its arms; all shares together are 100."""

    name: Id
    holdout: Percentage = 0.0
    branches: list[ArmSource] = Field(min_length=1, max_length=10)


class SplitSource(StepSource):
    """Takes a weighted branch, the same one for the same customer."""

    split: SplitFields


_TIME: Final = re.compile(r"([01]?\d|2[0-3]):[0-5]\d|\d{4}-\d\d-\d\d([T ]\d\d:\d\d)?")


def _is_time(until: Word) -> bool:
    return "{{" in until or _TIME.fullmatch(until) is not None


class WaitFields(Written):
    """Exactly one of `for`, `until` and `event`."""

    for_: Duration | None = Field(None, alias="for")
    until: Text | None = None
    event: EventName | None = None
    at_most: Duration | None = None
    late: Branch | None = None

    @model_validator(mode="after")
    def _one_form(self) -> WaitFields:
        exactly_one(self, "for", "until", "event")
        if self.until is not None and not _is_time(self.until):
            raise refuse(
                "`until` is a time of day such as `18:00`, or a value such as `{{ order.delivery_on }}`", self.until
            )
        if self.event is None and (self.at_most is not None or self.late is not None):
            raise refuse("`at_most` and `late` belong to waiting for an `event`")
        if self.late is not None and self.at_most is None:
            raise refuse("`late` needs `at_most`: how long to wait", self.node.key("late"))
        return self


class WaitSource(StepSource):
    """Waits for a duration, until a time, or for an event."""

    wait: WaitFields


class CallSource(StepSource):
    """Runs another flow and comes back with its outcome, as `conversation.outcome`."""

    call: Reference


class GoSource(StepSource):
    """Continues at a step."""

    go: Id


class MoveFields(Written):
    """The stage, and why."""

    stage: Reference
    cause: Text | None = None


def _long(name: str) -> Rewrites:
    """Return the rewriting of a bare word to `{name: word}`."""

    def rewrite(node: Any) -> Any:
        if isinstance(node, Word) and not node.empty:
            return placed(node, {key(name, node): node})
        return node

    return Rewrites(rewrite, lambda long, _: {"anyOf": [{"type": "string"}, long]})


class MoveSource(StepSource):
    """Moves the journey to a stage."""

    move: Annotated[MoveFields, _long("stage")]


class EmitFields(Written):
    """The event's name and what it carries."""

    name: EventName
    data: dict[Reference, Anything] = Field(default_factory=dict)


class EmitSource(StepSource):
    """Tells the shop's systems."""

    emit: Annotated[EmitFields, _long("name")]


class FetchFields(Written):
    """`get` or `post` an address, keep what it says."""

    get: Text | None = None
    post: Text | None = None
    body: dict[Reference, Anything] = Field(default_factory=dict)
    save: SlotName
    within: Duration | None = None
    failed: Branch | None = None

    @model_validator(mode="after")
    def _one_form(self) -> FetchFields:
        exactly_one(self, "get", "post")
        if self.body and self.get is not None:
            raise refuse("`body` goes with `post`", self.node.key("body"))
        if self.within is not None and self.within.total_seconds() > LONGEST_FETCH:
            raise refuse(f"a customer is waiting: at most {LONGEST_FETCH} seconds", self.node.field("within"))
        return self


class FetchSource(StepSource):
    """Asks an allow-listed HTTPS service for facts."""

    fetch: FetchFields


ConsentPurpose = Annotated[Literal["care", "marketing"], one_of("care", "marketing")]
ConsentChannel = Annotated[
    Literal["telegram", "sms", "whatsapp", "web", "all"], one_of("telegram", "sms", "whatsapp", "web", "all")
]


class ConsentFields(Written):
    """Exactly one of `ask`, `record` and `withdraw`, with the purpose."""

    ask: ConsentPurpose | None = None
    record: ConsentPurpose | None = None
    withdraw: ConsentPurpose | None = None
    channel: ConsentChannel | None = None
    wording: Text | None = None
    granted: Branch | None = None
    refused: Branch | None = None

    @model_validator(mode="after")
    def _one_form(self) -> ConsentFields:
        exactly_one(self, "ask", "record", "withdraw")
        if self.ask is None and (self.granted is not None or self.refused is not None):
            raise refuse("`granted` and `refused` are the answers to `ask`")
        return self


class ConsentSource(StepSource):
    """Asks for, records or withdraws consent."""

    consent: ConsentFields


class HandOverFields(Written):
    """The team, and what it should know."""

    team: Reference
    reason: Text | None = None
    priority: Annotated[Literal["low", "normal", "high"], one_of("low", "normal", "high")] = "normal"


class HandOverSource(StepSource):
    """Gives the conversation to a team."""

    hand_over: Annotated[HandOverFields, _long("team")]


class StopSource(StepSource):
    """Ends with an outcome."""

    stop: Id
