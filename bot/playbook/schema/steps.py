"""The steps of a conversation: a mapping with exactly one verb, `id`, `if`, and what belongs to the verb.

`VERBS` is the one table of verbs: adding a verb is adding its model here (and its compilation in `compile`). `LATER`
are verbs that the language knows and this version does not run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union

from pydantic import Discriminator, Field, Tag, model_validator
from typing_extensions import TypeAliasType

from bot.playbook.faults import suggestion
from bot.playbook.nodes import Fields, Items, Word
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
    number,
    one_of,
)
from bot.playbook.schema.wording import WithMessage, Wording
from bot.playbook.schema.written import JsonSchema, Rewrites, Written, key, listed, named, placed, refuse

#: Seconds.
LONGEST_FETCH: Final = 10
LATER: Final = frozenset({"compare", "recommend", "order", "rate", "book"})

ASKED_AS: Final = (
    "choice", "text", "number", "money", "date", "time", "yes_no", "phone", "email", "postcode", "location", "photo",
)  # fmt: skip
AskedAs = Annotated[
    Literal[
        "choice", "text", "number", "money", "date", "time", "yes_no", "phone", "email", "postcode", "location", "photo"
    ],
    one_of(*ASKED_AS),
]


def _branch_list(node: Any) -> Any:
    """A branch is one step or a list of steps; an empty list carries on."""
    if isinstance(node, Fields):
        return listed(node, [node])
    if not isinstance(node, Items):
        raise refuse(f"expected a branch (`{{ go: id }}`, a step, or a list of steps), found {named(node)}")
    return node


def _branch_json(steps: JsonSchema, _: JsonSchema) -> JsonSchema:
    return {"anyOf": [steps["items"], steps]}


if TYPE_CHECKING:
    Branch = list["AnyStepSource"]
else:
    Branch = TypeAliasType("Branch", Annotated[list["Step"], Rewrites(_branch_list, _branch_json)])


class StepSource(Written):
    """What every step may have."""

    id: Id | None = None
    if_: Condition | None = Field(None, alias="if")


def _exactly_one(fields: Written, *names: str) -> None:
    there = [name for name in names if name in fields.node]
    if len(there) != 1:
        found = " and ".join(f"`{name}`" for name in there) or "none"
        raise refuse(f"expected exactly one of {', '.join(f'`{name}`' for name in names)}, found {found}")


class SaySource(StepSource, WithMessage):
    """Sends a message."""

    say: Wording


class ChoiceSource(Written):
    """A choice: its label, and the branch it takes; without one the conversation carries on."""

    label: Text
    do: Branch | None = None


def _long_choice(node: Any) -> Any:
    if isinstance(node, Word):
        return placed(node, {key("label", node): node})
    if isinstance(node, Fields) and len(node) == 1:
        ((label, branch),) = node.items()
        if isinstance(branch, Word) and branch.empty:
            raise refuse(
                f"`{label}:` leads nowhere; write `- {label}` to carry on, or a branch such as `{{ go: id }}`", label
            )
        return placed(node, {key("label", label): label, key("do", label): branch})
    raise refuse(
        f"expected a label, or a label with its branch (`- Plus tard: {{ stop: postponed }}`), found {named(node)}"
    )


def _choice_json(_: JsonSchema, long: JsonSchema) -> JsonSchema:
    branch = long["properties"]["do"]["anyOf"][0]
    one_key = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": branch}
    return {"anyOf": [{"type": ["string", "number", "boolean"]}, one_key]}


Choice = Annotated[ChoiceSource, Rewrites(_long_choice, _choice_json)]


class RemindSource(WithMessage):
    """What is said when nothing was heard."""

    after: Duration
    say: Wording
    times: Annotated[int, number(1, 3, whole=True)] = 1


class AskSource(StepSource, WithMessage):
    """Asks, waits and reads the reply."""

    ask: Wording
    as_: AskedAs | None = Field(None, alias="as")
    save: SlotName | None = None
    choices: list[Choice] = Field(default_factory=list)
    remind: RemindSource | None = None
    silent: Branch | None = None
    otherwise: Branch | None = None
    retries: Annotated[int, number(0, 5, whole=True)] = 2

    @model_validator(mode="after")
    def _choices_belong_to_a_choice(self) -> AskSource:
        if self.as_ == "choice" and not self.choices:
            raise refuse("a question `as: choice` needs `choices`", self.node.key("as"))
        if self.choices and self.as_ not in {None, "choice"}:
            raise refuse(f"`choices` belong to a question `as: choice`, not `as: {self.as_}`", self.node.key("choices"))
        return self


class FloorSource(WithMessage):
    """The open floor: what is said to open it, and which answers are given."""

    say: Wording | None = None
    tags: list[Text] = Field(default_factory=list)


def _long_floor(node: Any) -> Any:
    if isinstance(node, Word):
        return placed(node, {} if node.empty else {key("say", node): node})
    return node


def _floor_json(long: JsonSchema, _: JsonSchema) -> JsonSchema:
    return {"anyOf": [{"type": ["string", "null"]}, long]}


class OpenFloorSource(StepSource):
    """Opens the floor: answers free questions until the customer is done."""

    answer: Annotated[FloorSource, Rewrites(_long_floor, _floor_json)]


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


class WaitFields(Written):
    """Exactly one of `for`, `until` and `event`."""

    for_: Duration | None = Field(None, alias="for")
    until: Text | None = None
    event: EventName | None = None
    at_most: Duration | None = None
    late: Branch | None = None

    @model_validator(mode="after")
    def _one_form(self) -> WaitFields:
        _exactly_one(self, "for", "until", "event")
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
        _exactly_one(self, "get", "post")
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
        _exactly_one(self, "ask", "record", "withdraw")
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


VERBS: Final[dict[str, type[StepSource]]] = {
    "say": SaySource,
    "ask": AskSource,
    "answer": OpenFloorSource,
    "set": SetSource,
    "choose": ChooseSource,
    "split": SplitSource,
    "wait": WaitSource,
    "call": CallSource,
    "go": GoSource,
    "move": MoveSource,
    "emit": EmitSource,
    "fetch": FetchSource,
    "consent": ConsentSource,
    "hand_over": HandOverSource,
    "stop": StopSource,
}


def _one_verb(node: Any) -> Any:
    """Refuse what has no verb, or two: pydantic's union would only say that nothing fits."""
    if not isinstance(node, Fields):
        raise refuse(f"expected a step (a mapping such as `say: …`), found {named(node)}")
    verbs = [word for word in node if word in VERBS or word in LATER]
    if len(verbs) == 1 and verbs[0] in VERBS:
        return node
    raise _no_verb(node, verbs)


def _no_verb(node: Fields, verbs: list[Word]) -> Exception:
    later = next((verb for verb in verbs if verb in LATER), None)
    if later is not None:
        return refuse(f"`{later}` is not available in this version", later)
    if len(verbs) > 1:
        return refuse(f"`{verbs[0]}` and `{verbs[1]}` are two steps; begin each with `- `", verbs[1])
    other = next((word for word in node if word not in {"id", "if"}), None)
    if other is None:
        return refuse("this step has no verb, such as `say` or `ask`")
    return refuse(f"`{other}` is no verb{suggestion(other, VERBS)}", other)


def _tag(node: Fields) -> str:
    return next(str(verb) for verb in node if verb in VERBS)


AnyStepSource = (
    SaySource
    | AskSource
    | OpenFloorSource
    | SetSource
    | ChooseSource
    | SplitSource
    | WaitSource
    | CallSource
    | GoSource
    | MoveSource
    | EmitSource
    | FetchSource
    | ConsentSource
    | HandOverSource
    | StopSource
)
if TYPE_CHECKING:
    Step = AnyStepSource
else:
    Step = TypeAliasType(
        "Step",
        Annotated[
            Union[tuple(Annotated[model, Tag(verb)] for verb, model in VERBS.items())],  # noqa: UP007
            Discriminator(_tag),
            Rewrites(_one_verb, lambda union, _: union),
        ],
    )
    for _model in list(globals().values()):
        if isinstance(_model, type) and issubclass(_model, Written):
            _model.model_rebuild()
