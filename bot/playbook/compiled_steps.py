"""A flow as the engine runs it: the steps that it is made of.

A flow is a graph of steps. Branches are flattened when it is compiled: every step has an id (the author's, or its path
such as `2.le_prix.1`), and `next` names the step that follows, which for the last step of a branch is the one after the
step that branched. None is the end of the flow (outcome `done`). So `go`, a branch and "carry on" are all a step id.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from msgspec import Struct

from bot.model.message import Choice
from bot.playbook.compiled_offers import Advised, OfferSource
from bot.playbook.compiled_texts import Condition, Expression, Place, Text, Wording
from bot.rules.order.feedback import Level, ScaleName


class Slot(Struct, frozen=True):
    """Where a value is kept: `conversation.people`, `customer.roast`, `journey.budget`."""

    owner: Literal["conversation", "customer", "journey"]
    name: str


AskedAs = Literal[
    "choice",
    "text",
    "number",
    "money",
    "date",
    "time",
    "yes_no",
    "phone",
    "email",
    "postcode",
    "location",
    "photo",
    "rating",  # of `rate` alone
]


class Option(Struct, frozen=True, kw_only=True):
    """One choice of a question. `target` None carries on with the step after the question. `spoken` is what it is
    called, where the label shows more than that, such as a cost, whose figures would be taken for a place. `hears`:
    other words that take it. `examples`: what customers say who mean it."""

    key: str  # the label's slug in the source language, unique in the question
    label: Text
    target: str | None = None
    spoken: str = ""
    hears: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class Remind(Struct, frozen=True, kw_only=True):
    after: timedelta
    wording: Wording
    times: int = 1


class Step(Struct, frozen=True, kw_only=True):
    id: str
    place: Place
    guard: Condition | None = None
    next: str | None = None


class Say(Step, frozen=True, kw_only=True):
    wording: Wording


class Ask(Step, frozen=True, kw_only=True):
    """`otherwise` is the branch after `retries` replies that were not understood; without it, a person.

    `silent` is the branch when nothing was heard for the flow's `expires`; without it the conversation ends `expired`.
    `has_*` tell a branch that carries on (target None) from no branch at all. `sells`: it is put by `compare` or
    `recommend`, and these are the offers its choices name, by key: the id and the name. `offer`: the ids of what the
    author's own question proposes. `hears`: words that go with its answer wherever it is said. `exemplified`: the key
    of the choice that an example is one of, by its plain words.
    """

    wording: Wording
    as_: AskedAs
    save: Slot | None = None
    options: tuple[Option, ...] = ()
    choices: Mapping[str, tuple[Choice, ...]] = {}  # the options as shown, by language; none where a label has a value
    remind: Remind | None = None
    silent: str | None = None
    has_silent: bool = False
    otherwise: str | None = None
    has_otherwise: bool = False
    retries: int = 2
    sells: Mapping[str, tuple[str, str]] | None = None
    offer: Text | None = None
    hears: tuple[str, ...] = ()
    exemplified: Mapping[str, str] = {}

    @property
    def is_heard(self) -> bool:
        """It, or a choice of it, says what words answer it."""
        return bool(self.hears) or any(option.hears for option in self.options)


class RateArm(Struct, frozen=True):
    """Where a level leads: first to its open question, if it has one, then on; target None carries on."""

    why: str | None
    target: str | None


class Rate(Ask, frozen=True, kw_only=True):
    """A rating; `as_` is `rating`. `about` is the author's word for what is rated."""

    scale: ScaleName
    arms: Mapping[Level, RateArm]
    about: str = ""


class Comment(Ask, frozen=True, kw_only=True):
    """The open question after the rating of step `rate`, at one level."""

    rate: str
    level: Level


class Compare(Step, frozen=True, kw_only=True):
    """`criteria` are what may matter, `price` or an attribute's name; `matters` those that are known to, the first
    first. `chosen` is the branch once an offer is kept (its id in `save`), `none` where the customer wants none,
    `too_few` where fewer than two are sold.
    """

    offers: OfferSource
    criteria: tuple[str, ...]
    matters: Expression | None = None
    save: Slot | None = None
    remind: Remind | None = None
    chosen: str | None = None
    none: str | None = None
    too_few: str | None = None
    silent: str | None = None
    has_silent: bool = False


class Recommend(Step, frozen=True, kw_only=True):
    """`advised` is among which offers, on what, or what they are to go with. `taken` is the branch once one is taken
    (its id in `save`), `none` where the customer wants none, `nothing` where there is nothing (left) to propose.
    `options` are the author's own choices beside those of the verb.
    """

    advised: Advised
    save: Slot | None = None
    options: tuple[Option, ...] = ()
    remind: Remind | None = None
    taken: str | None = None
    none: str | None = None
    nothing: str | None = None
    silent: str | None = None
    has_silent: bool = False


class Floor(Step, frozen=True, kw_only=True):
    """`answer:` opens the floor. `wording` invites; `tags` limits which answers are given."""

    wording: Wording | None = None
    tags: tuple[str, ...] = ()


class OrderStep(Step, frozen=True, kw_only=True):
    """`source` is where the lines come from: the cart, an order not yet gone, what the customer `said`, or the offers
    whose ids `offer` gives (several apart by `;`, as the catalogue writes them).

    Branches are as those of `Ask`: `has_*` tell one that carries on from none.
    """

    source: Literal["cart", "order", "said", "offer"]
    offer: Text | None = None
    quantity: Expression | None = None
    confirmed: str | None = None
    cancelled: str | None = None
    empty: str | None = None
    has_empty: bool = False
    remind: Remind | None = None
    silent: str | None = None
    has_silent: bool = False


class BookStep(Step, frozen=True, kw_only=True):
    """`source` is a new visit of the kind `about`, or the customer's next appointment. `at` gives the point of sale (id
    or name); without it, or where it gives none, the customer is asked. Branches are as those of `Ask`.
    """

    source: Literal["new", "appointment"]
    about: str = ""
    at: Expression | None = None
    booked: str | None = None
    cancelled: str | None = None
    full: str | None = None
    has_full: bool = False
    none: str | None = None
    has_none: bool = False
    remind: Remind | None = None
    silent: str | None = None
    has_silent: bool = False


class Set(Step, frozen=True, kw_only=True):
    assignments: tuple[tuple[Slot, Expression], ...]


class Case(Struct, frozen=True):
    condition: Condition | None  # None is `else`
    target: str | None


class Choose(Step, frozen=True, kw_only=True):
    cases: tuple[Case, ...]


class Arm(Struct, frozen=True, kw_only=True):
    """`weight` in per cent; the weights of a split sum to 100. The holdout arm sends nothing and is counted."""

    name: str
    weight: float
    target: str | None = None
    holdout: bool = False


class Split(Step, frozen=True, kw_only=True):
    name: str
    arms: tuple[Arm, ...]


class Wait(Step, frozen=True, kw_only=True):
    """Exactly one of `duration`, `until` (a time of day "18:00", or a template giving an ISO time) and `event`."""

    duration: timedelta | None = None
    until: Text | None = None
    event: str | None = None
    at_most: timedelta | None = None
    late: str | None = None
    has_late: bool = False


class Call(Step, frozen=True, kw_only=True):
    """The outcome is kept as `conversation.outcome`."""

    flow: str


class Go(Step, frozen=True, kw_only=True):
    target: str


class Move(Step, frozen=True, kw_only=True):
    stage: str
    cause: str = ""


class EmitStep(Step, frozen=True, kw_only=True):
    name: str
    data: tuple[tuple[str, Expression], ...] = ()


class FetchStep(Step, frozen=True, kw_only=True):
    method: Literal["GET", "POST"]
    url: Text
    save: Slot
    within: timedelta
    body: tuple[tuple[str, Expression], ...] = ()
    failed: str | None = None
    has_failed: bool = False


class ConsentStep(Step, frozen=True, kw_only=True):
    """`ask` puts the question (yes or no), `record` keeps one, `withdraw` takes it back. `wording` is kept as proof."""

    action: Literal["ask", "record", "withdraw"]
    purpose: Literal["care", "marketing"]
    channel: str | None = None  # None: the one the customer is on
    wording: Text | None = None
    granted: str | None = None
    refused: str | None = None


class HandOver(Step, frozen=True, kw_only=True):
    """`reason` is for staff, in the store's first language."""

    team: str
    reason: Text | None = None
    priority: Literal["low", "normal", "high"] = "normal"


class Stop(Step, frozen=True, kw_only=True):
    outcome: str


AnyStep = (
    Say
    | Ask
    | Floor
    | OrderStep
    | BookStep
    | Rate
    | Comment
    | Set
    | Choose
    | Split
    | Wait
    | Call
    | Go
    | Move
    | EmitStep
    | FetchStep
    | ConsentStep
    | Compare
    | Recommend
    | HandOver
    | Stop
)
