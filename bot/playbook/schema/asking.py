"""The verbs that talk: say, ask, answer."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, model_validator

from bot.playbook.schema.branches import Branch, StepSource
from bot.playbook.schema.values import Duration, SlotName, Text, number, one_of
from bot.playbook.schema.wording import WithMessage, Wording
from bot.playbook.schema.written import JsonSchema, Rewrites, Written, key, named, placed, refuse
from bot.playbook.source.nodes import Fields, Word
from bot.rules.texts.plain_text import plain

ASKED_AS: Final = (
    "choice", "text", "number", "money", "date", "time", "yes_no", "phone", "email", "postcode", "location", "photo",
)  # fmt: skip
#: The kinds of question that may be answered before they are asked.
HEARD: Final = ("number", "money", "yes_no")
AskedAs = Annotated[
    Literal[
        "choice", "text", "number", "money", "date", "time", "yes_no", "phone", "email", "postcode", "location", "photo"
    ],
    one_of(*ASKED_AS),
]


class SaySource(StepSource, WithMessage):
    """Sends a message."""

    say: Wording


class ChoiceSource(Written):
    """A choice: its label, and the branch it takes; without one the conversation carries on. `hears`: other words that
    take it wherever they are said ("latte", "flat white"). `examples`: what customers answer who mean it, from which it
    is learnt.
    """

    label: Text
    hears: list[Text] = Field(default_factory=list)
    examples: list[Text] = Field(default_factory=list)
    do: Branch | None = None


def _long_choice(node: Any) -> Any:
    if isinstance(node, Word):
        return placed(node, {key("label", node): node})
    if isinstance(node, Fields) and "label" in node:
        return node
    if isinstance(node, Fields) and len(node) == 1:
        ((label, branch),) = node.items()
        if isinstance(branch, Word) and branch.empty:
            raise refuse(
                f"`{label}:` leads nowhere; write `- {label}` to carry on, or a branch such as `{{ go: id }}`", label
            )
        return placed(node, {key("label", label): label, key("do", label): branch})
    raise refuse(
        "expected a label, or a label with its branch (`- Plus tard: { stop: postponed }`, or `label`, `hears`,"
        f" `examples` and `do`), found {named(node)}"
    )


def _choice_json(_: JsonSchema, long: JsonSchema) -> JsonSchema:
    branch = long["properties"]["do"]["anyOf"][0]
    one_key = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": branch}
    return {"anyOf": [{"type": ["string", "number", "boolean"]}, long, one_key]}


CHOICE: Final = Rewrites(_long_choice, _choice_json)
Choice = Annotated[ChoiceSource, CHOICE]


class RemindSource(WithMessage):
    """What is said when nothing was heard."""

    after: Duration
    say: Wording
    times: Annotated[int, number(1, 3, whole=True)] = 1


class AskSource(StepSource, WithMessage):
    """Asks, waits and reads the reply. `offer` is what it proposes (an id, or several apart by `;`): "c'est combien ?"
    and "j'en veux 3" are about that. `hears`: words that go with its answer ("tasses", "budget", "silencieuse"), which
    is then understood wherever it is said in this conversation, and not asked any more.
    """

    ask: Wording
    offer: Text | None = None
    as_: AskedAs | None = Field(None, alias="as")
    save: SlotName | None = None
    hears: list[Text] = Field(default_factory=list)
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

    @model_validator(mode="after")
    def _an_example_is_of_one_choice(self) -> AskSource:
        seen: dict[str, ChoiceSource] = {}
        for choice in self.choices:
            for example in choice.examples:
                before = seen.setdefault(plain(example), choice)
                if before is not choice:
                    raise refuse(f"« {example} » is an example of the choice « {before.label} » already", example)
        return self

    @model_validator(mode="after")
    def _what_is_heard_is_kept(self) -> AskSource:
        if self.hears and self.as_ not in HEARD:
            raise refuse(
                f"`hears` belongs to a question {' or '.join(f'`as: {one}`' for one in HEARD)}", self.node.key("hears")
            )
        if self.hears and self.save is None:
            raise refuse("what a question `hears` is kept: it needs `save`", self.node.key("hears"))
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
