"""`tests/*.yaml`: scripted transcripts with a clock. What the steps mean is the test runner's; here is their shape."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import ConfigDict, Field, model_validator

from bot.playbook.faults import nearest, suggestion
from bot.playbook.schema.store import ZONES
from bot.playbook.schema.values import Anything, Duration, Language, Reference, Text, Truth, number, one_of
from bot.playbook.schema.written import JsonSchema, Reads, Rewrites, Written, key, listed, named, placed, refuse
from bot.playbook.source.nodes import Fields, Items, Word

EXAMPLE: Final = "2026-03-02 10:00 Europe/Paris"


def _instant(node: Any) -> Word:
    """Refuse what the clock of a test could not be set to; what it means is the runner's."""
    words = str(node).split() if isinstance(node, Word) else []
    zone = words.pop() if len(words) > 1 and words[-1][0].isalpha() else None
    if zone is not None and zone not in ZONES:
        raise refuse(f"`{zone}` is no time zone, such as `Europe/Paris`{suggestion(zone, ZONES)}")
    try:
        datetime.fromisoformat(" ".join(words))
    except ValueError:
        raise refuse(f"{named(node)} is no time; write it as `{EXAMPLE}`") from None
    return node  # type: ignore[no-any-return] # anything but a `Word` is no time


Instant = Annotated[Word, Reads(_instant, {"type": "string"})]
Channel = Annotated[Literal["telegram", "sms", "whatsapp", "web"], one_of("telegram", "sms", "whatsapp", "web")]


class TestCustomer(Written):
    """Who is talking. Keys of the author's own are facts (`customer.roast`)."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": True})
    others_are_facts: ClassVar[bool] = True
    __test__ = False  # not pytest's

    first_name: Text | None = None
    language: Language | None = None
    channel: Channel | None = None
    consent: list[Annotated[Literal["care", "marketing"], one_of("care", "marketing")]] = Field(default_factory=list)


class ExpectedMessage(Written):
    """The next message of the bot. `sms`: what it contains by SMS, whose short wording differs from `contains`."""

    contains: Text | None = None
    sms: Text | None = None
    is_: Text | None = Field(None, alias="is")
    choices: list[Text] | None = None
    offers: list[Reference] | None = None
    flow: Reference | None = None
    channel: Channel | None = None
    anything: Truth | None = None
    nothing: Truth | None = None


def _long_bot(node: Any) -> Any:
    if isinstance(node, Word) and node in {"nothing", "anything"}:
        yes = Word("true")
        yes.line, yes.column, yes.style, yes.ends = node.line, node.column, "", node.line
        return placed(node, {key(str(node), node): yes})
    if not isinstance(node, Fields):
        raise refuse("expected `nothing`, `anything`, or what the message is, such as `{ contains: bonjour }`")
    return node


def _bot_json(long: JsonSchema, _: JsonSchema) -> JsonSchema:
    return {"anyOf": [{"enum": ["nothing", "anything"]}, long]}


STEPS: Final = ("customer", "bot", "expect", "after", "at", "event", "taken", "staff", "give_back")


class TakenSource(Written):
    """Somebody else has taken `places` (one) of a kind of visit: from `at` on, as long as one is, or until `until`."""

    for_: Reference = Field(alias="for")
    store: Reference
    at: Instant
    until: Instant | None = None
    places: Annotated[int, number(1, 500, whole=True)] = 1


class TestStep(Written):
    """One line of the script: exactly one of these keys; `because` goes with `bot: nothing`."""

    __test__ = False

    customer: Anything | None = None
    bot: Annotated[ExpectedMessage, Rewrites(_long_bot, _bot_json)] | None = None
    because: Text | None = None
    expect: dict[Reference, Anything] | None = None
    after: Duration | None = None
    at: Instant | None = None
    event: Anything | None = None
    taken: TakenSource | None = None
    staff: Text | None = None
    give_back: Anything | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> TestStep:
        there = [name for name in self.node if name in STEPS]
        if not there:
            first = next(iter(self.node), "")
            if nearest(first, STEPS):  # told as the unknown key that it is
                return self
            raise refuse(f"a line of a test has one of {', '.join(STEPS)}{suggestion(first, STEPS)}")
        if len(there) > 1:
            raise refuse(f"`{there[0]}` and `{there[1]}` are two lines; begin each with `- `", there[1])
        return self


class TestSource(Written):
    """A test. `fetches` says what outside services answer, by whole address; an address that is not there fails.
    `splits` says which arm the customer falls in, by the split's name: `{ reminder: warm }`, or `holdout`.
    `channels`: it is played once on each; a reply that is a choice's label is its button there, or its number.
    """

    __test__ = False

    test: Text
    customer: TestCustomer | None = None
    channels: list[Channel] = Field(default_factory=list)
    at: Instant | None = None
    fetches: dict[Text, Anything] = Field(default_factory=dict)
    splits: dict[Reference, Reference] = Field(default_factory=dict)
    steps: list[TestStep] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_channel_once(self) -> TestSource:
        given = next((name for name in self.node if name == "channels"), None)
        if self.channels and self.customer is not None and self.customer.channel is not None:
            raise refuse("`channels` stands instead of the customer's `channel`; keep one of them", given)
        if len(set(self.channels)) < len(self.channels):
            raise refuse("a channel stands here twice; the test is played once on each", given)
        return self


def _one_test(node: Any) -> Any:
    return node if isinstance(node, Items) else listed(node, [node])


TestFile = Annotated[list[TestSource], Rewrites(_one_test, lambda long, _: {"anyOf": [long["items"], long]})]
