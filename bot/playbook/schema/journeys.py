"""`journeys/*.yaml`: the paths, with their stages, signals, moments and follow-ups."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, model_validator

from bot.playbook.schema.values import (
    CapText,
    Condition,
    Duration,
    EventName,
    Id,
    Pause,
    Reference,
    Text,
    TimeOfDay,
    Truth,
    number,
    one_of,
)
from bot.playbook.schema.written import JsonSchema, Rewrites, Written, key, listed, named, placed, refuse
from bot.playbook.source.nodes import Fields, Items, Node, Word

SILENCE: Final = "silence"
Points = Annotated[float, number(-100, 100, whole=False)]


class StageSource(Written):
    """A stage: `- comparison: { expected: 5 days, goal: has two or three offers left }`.

    `lasting: true` for one in which who stays is content, such as using what was bought: nobody is stalled there before
    the time that is expected, however soon others left it.
    """

    stage: Id
    title: Text | None = None
    expected: Duration | None = None
    lasting: Truth = False
    goal: Text | None = None
    next: Reference | None = None

    @model_validator(mode="after")
    def _says_how_long(self) -> StageSource:
        if self.lasting and not self.expected:
            raise refuse("how long does it last at least? `{ expected: 12 months, lasting: true }`", self.stage)
        return self


def _long_stage(node: Any) -> Any:
    if isinstance(node, Word) and not node.empty:
        return placed(node, {key("stage", node): node})
    if not isinstance(node, Fields):
        raise refuse(f"expected a stage (`- decision: {{ expected: 2 days }}`), found {named(node)}")
    if len(node) == 1 and "stage" not in node:
        ((name, more),) = node.items()
        return _stage_with(name, more)
    return node


def _stage_with(name: Word, more: Node) -> Node:
    if isinstance(more, Word) and more.empty:
        more = placed(name, {})
    if not isinstance(more, Fields):
        raise refuse(f"expected what belongs to `{name}` (`{{ expected: 2 days }}`), found {named(more)}", more)
    return placed(name, {key("stage", name): name, **more})


def _stage_json(_: JsonSchema, long: JsonSchema) -> JsonSchema:
    more = {name: value for name, value in long["properties"].items() if name != "stage"}
    short = {"type": ["object", "null"], "properties": more, "additionalProperties": False}
    one_key = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": short}
    return {"anyOf": [{"type": "string"}, one_key]}


Stage = Annotated[StageSource, Rewrites(_long_stage, _stage_json)]


class SignalSource(Written):
    """What speaks for a stage, or moves to one."""

    on: EventName
    if_: Condition | None = Field(None, alias="if")
    after: Duration | None = None
    in_: list[Reference] = Field(default_factory=list, alias="in")
    for_: Reference | None = Field(None, alias="for")
    weight: Points | None = None
    moves: Reference | None = None
    relationship: Points | None = None

    @model_validator(mode="after")
    def _means_something(self) -> SignalSource:
        if self.for_ is None and self.moves is None and self.relationship is None:
            raise refuse("this signal says nothing; give `for: a stage`, `moves: a stage` or `relationship: -5`")
        if self.for_ is not None and self.moves is not None:
            raise refuse("`for` and `moves` are two signals: it speaks for a stage, or it moves to one", self.moves)
        if self.on == SILENCE and not self.after:
            raise refuse(f"how long is the silence? `{{ on: {SILENCE}, after: 14 days }}`", self.on)
        if self.on != SILENCE and self.after is not None:
            raise refuse(f"only `{SILENCE}` has an `after`; what happens speaks when it happens", self.on)
        return self


class MomentSource(Written):
    """A moment of truth: what strengthens, weakens or breaks the relationship."""

    on: EventName
    if_: Condition | None = Field(None, alias="if")
    relationship: Points | None = None
    pause: Pause | None = None
    start: Reference | None = None


def _cap_list(node: Any) -> Any:
    return node if isinstance(node, Items) else listed(node, [node])


Caps = Annotated[list[CapText], Rewrites(_cap_list, lambda long, _: {"anyOf": [long, long["items"]]})]


class FollowUpSource(Written):
    """What the bot starts by itself.

    `before` counts back from the day that the event carries in its data (`due`, else `at`), a date or a time.
    """

    start: Reference
    on: EventName
    if_: Condition | None = Field(None, alias="if")
    after: Duration | None = None
    before: Duration | None = None
    at: TimeOfDay | None = None
    send_time: Annotated[Literal["best"], one_of("best")] | None = None
    unless: list[EventName] = Field(default_factory=list)
    at_most: Caps | None = None
    priority: Annotated[int, number(0, 100, whole=True)] | None = None

    @model_validator(mode="after")
    def _counts_from_one_thing(self) -> FollowUpSource:
        if self.after is not None and self.before is not None:
            raise refuse("`after` counts on from the event, `before` back from the day it carries: give one of them")
        if self.at is not None and self.send_time is not None:
            raise refuse("`at` is an hour for everybody, `send_time: best` each customer's own: give one", self.at)
        return self


ChannelName = Annotated[
    Literal["telegram", "sms", "whatsapp", "web", "shop"], one_of("telegram", "sms", "whatsapp", "web", "shop")
]


class TouchpointSource(Written):
    """Contacts in and out, by channel."""

    in_: list[ChannelName] = Field(default_factory=list, alias="in")
    out: list[ChannelName] = Field(default_factory=list)


class JourneyFile(Written):
    """A journey map."""

    journey: Id
    title: Text | None = None
    for_: Condition | None = Field(None, alias="for")
    stages: list[Stage] = Field(min_length=1)
    signals: list[SignalSource] = Field(default_factory=list)
    half_life: Duration | None = None
    moments: list[MomentSource] = Field(default_factory=list)
    follow_ups: list[FollowUpSource] = Field(default_factory=list)
    touchpoints: dict[Reference, TouchpointSource] = Field(default_factory=dict)
