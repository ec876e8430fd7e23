"""The playbook as the engine runs it: checked, compiled, immutable.

What a flow is made of stands in `compiled_steps` and `compiled_texts`, what starts one in `compiled_follow_ups`; all of
it is had from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from msgspec import Struct, field

from bot.model.message import Purpose, Value
from bot.model.offer import Offer
from bot.model.selling import AppointmentKind, NoteKind, PointOfSale, ShopWay
from bot.playbook.compiled_follow_ups import Cap, FollowUp, Start
from bot.playbook.compiled_offers import AS_WRITTEN, Advised, Criterion, CriterionAsked, OfferSource, OfferWords
from bot.playbook.compiled_steps import (
    AnyStep,
    Arm,
    Ask,
    AskedAs,
    BookStep,
    Call,
    Case,
    Choose,
    Comment,
    Compare,
    ConsentStep,
    EmitStep,
    FetchStep,
    Floor,
    Go,
    HandOver,
    Move,
    Option,
    OrderStep,
    Rate,
    RateArm,
    Recommend,
    Remind,
    Say,
    Set,
    Slot,
    Split,
    Step,
    Stop,
    Wait,
)
from bot.playbook.compiled_texts import (
    Condition,
    Expression,
    LinkText,
    MissingValue,
    Picture,
    Place,
    TemplateText,
    Text,
    Values,
    Wording,
)
from bot.playbook.sms_prices import SmsPrices
from bot.rules.journey.pace import Paces
from bot.rules.offers.catalogue import Catalogue

__all__ = [
    "AS_WRITTEN",
    "Advised",
    "AnswerEntry",
    "AnyStep",
    "Arm",
    "Ask",
    "AskedAs",
    "BookStep",
    "Call",
    "Cap",
    "Case",
    "Choose",
    "Comment",
    "Compare",
    "Condition",
    "ConsentStep",
    "Criterion",
    "CriterionAsked",
    "EmitStep",
    "Expression",
    "FetchStep",
    "Floor",
    "Flow",
    "FollowUp",
    "Go",
    "HandOver",
    "Hours",
    "JourneyMap",
    "LinkText",
    "MissingValue",
    "Moment",
    "Move",
    "Offer",
    "OfferSource",
    "OfferWords",
    "Option",
    "OrderStep",
    "PauseFor",
    "Picture",
    "Place",
    "Playbook",
    "PointOfSale",
    "Policy",
    "Rate",
    "RateArm",
    "Recommend",
    "Remind",
    "Say",
    "Segment",
    "Set",
    "Shelf",
    "Signal",
    "Slot",
    "Split",
    "Stage",
    "Start",
    "Step",
    "Stop",
    "Store",
    "Team",
    "TemplateText",
    "Text",
    "Values",
    "Wait",
    "Wording",
]


class Flow(Struct, frozen=True, kw_only=True):
    """`interrupts` says what becomes of the conversation under way when the customer asks for this flow: it is
    resumed after (`resume`), or ended (`replace`)."""

    id: str
    title: str
    place: Place
    first: str
    steps: Mapping[str, AnyStep]
    purpose: Purpose
    label: Text | None = None  # the title in every language, for "did you mean"
    stage: str | None = None
    starts: tuple[Start, ...] = ()
    examples: tuple[str, ...] = ()
    expires: timedelta = timedelta(days=3)
    when_interrupting: Literal["resume", "replace"] = "resume"
    labels: Mapping[str, Mapping[str, Text]] = field(
        default_factory=dict
    )  # of choices kept by key: `conversation.size`
    refers: bool = False  # it may invite to bring a friend: the customer's code is made as it begins
    hearing: tuple[Ask, ...] = ()  # its questions that say what words answer them
    takes_words: bool = False  # it has an order of what is said in the customer's own words


class AnswerEntry(Struct, frozen=True, kw_only=True):
    """A question that customers ask, and its answer. `examples` holds the question and all of `also`."""

    id: str
    question: str
    examples: tuple[str, ...]
    wording: Wording
    label: Text | None = None  # the question in every language, for "did you mean"
    tags: tuple[str, ...] = ()
    then: str | None = None
    offer: str | None = None  # the id of what it is about
    place: Place | None = None


class Team(Struct, frozen=True, kw_only=True):
    id: str
    name: str
    for_: tuple[str, ...] = ()


class Store(Struct, frozen=True, kw_only=True):
    name: str
    languages: tuple[str, ...] = ("fr",)
    country: str = "FR"
    timezone: str = "Europe/Paris"
    currency: str = "EUR"
    points_of_sale: tuple[PointOfSale, ...] = ()
    delivery: tuple[ShopWay, ...] = ()  # the ways to the customer, whatever is bought
    delivers_to: tuple[str, ...] = ()  # countries
    appointments: tuple[AppointmentKind, ...] = ()  # what customers come for by appointment
    order_notes: tuple[NoteKind, ...] = ()  # what an order may carry to the shop beside its lines
    teams: tuple[Team, ...] = ()
    facts: Mapping[str, Value] = field(default_factory=dict)  # anything else the author wrote: `store.website`


class Hours(Struct, frozen=True):
    """When a purpose may be spoken, local time: for each weekday (Monday 0) the (start, end) minutes of the day,
    or None."""

    days: tuple[tuple[int, int] | None, ...]


class ModelUse(Struct, frozen=True, kw_only=True):
    """What a language model may do here: choose among likely answers (`ranks`), say an answer in other words
    (`rewords`); `within` how long, and for one customer how often `a_day`.
    """

    ranks: bool = False
    rewords: bool = False
    within: timedelta = timedelta(seconds=4)
    a_day: int = 20


class Policy(Struct, frozen=True, kw_only=True):
    """The author's narrowing; the country's own limits are `rules.contact.contact_policy`'s."""

    understanding: Literal["careful", "balanced", "bold"] = "balanced"
    quiet: Mapping[str, Hours] = field(default_factory=dict)  # by purpose
    caps: Mapping[str, tuple[Cap, ...]] = field(default_factory=dict)  # by purpose
    expires: timedelta = timedelta(days=3)
    idle: timedelta = timedelta(minutes=20)
    burst: timedelta = timedelta(milliseconds=1200)
    sms_segments: int = 2
    sms: SmsPrices = SmsPrices()
    consent: Mapping[str, Text] = field(default_factory=dict)  # wording by purpose
    ask_again: timedelta = timedelta(days=180)  # how long a no to a consent is left alone
    retention: Mapping[str, timedelta] = field(default_factory=dict)
    fetch_hosts: tuple[str, ...] = ()
    model: ModelUse = ModelUse()
    give_back: timedelta = timedelta(hours=12)  # a handover that nobody touches comes back to the bot


class Stage(Struct, frozen=True, kw_only=True):
    id: str
    title: Text | None = None  # as people read it, in every language
    expected: timedelta | None = None
    lasting: bool = False  # who stays is content: nobody is stalled before what is expected
    goal: str = ""
    aim: Text | None = None  # the goal in every language
    next: str | None = None


class Signal(Struct, frozen=True, kw_only=True):
    """What speaks for a stage of a journey (`for`, by its weight) or moves to it at once (`moves`).

    A silence may have no stage, and only change the relationship.
    """

    journey: str
    on: str
    stage: str
    certain: bool = False
    weight: float = 1.0
    condition: Condition | None = None
    after: timedelta | None = None  # of a silence
    within: tuple[str, ...] = ()  # `in:`
    change: float = 0.0  # of the relationship, by a silence
    place: Place | None = None


class PauseFor(Struct, frozen=True):
    purpose: Literal["care", "marketing"]
    lasts: timedelta


class Moment(Struct, frozen=True, kw_only=True):
    """A moment of truth: what it does to the relationship, and for how long the bot keeps quiet after it."""

    journey: str
    on: str
    place: Place
    change: float = 0.0
    condition: Condition | None = None
    pause: PauseFor | None = None


class JourneyMap(Struct, frozen=True, kw_only=True):
    """`silences` are its signals of silence; those of events stand in the playbook, by event."""

    id: str
    title: str
    stages: tuple[Stage, ...]
    label: Text | None = None  # the title in every language
    condition: Condition | None = None  # `for:`
    half_life: timedelta = timedelta(days=14)
    signals: tuple[Signal, ...] = ()
    silences: tuple[Signal, ...] = ()
    moments: tuple[Moment, ...] = ()
    source: Mapping[str, Value] = field(default_factory=dict)  # signals, moments, follow_ups, touchpoints as checked


class Segment(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    condition: Condition


class KnownFact(Struct, frozen=True, kw_only=True):
    """What the shop calls a fact of its customers, and its values where they are a choice's."""

    name: Text | None = None
    shown_as: Literal["", "money", "date", "offer"] = ""
    values: Mapping[str, Text] = field(default_factory=dict)


class Playbook(Struct, frozen=True, kw_only=True):
    """One version of everything marketers wrote. `words` are the program's own phrases and the repair wordings."""

    version: str  # the first 12 hex digits of the SHA-256 over its files
    store: Store
    policy: Policy
    flows: Mapping[str, Flow]
    answers: Mapping[str, AnswerEntry]
    journeys: tuple[JourneyMap, ...]
    segments: tuple[Segment, ...]
    repair: Mapping[str, Wording]  # by situation: `not_understood`, `did_you_mean`, … shipped or reworded
    offers: Mapping[str, Offer] = field(default_factory=dict)
    criteria: tuple[Criterion, ...] = ()
    offer_words: OfferWords = AS_WRITTEN
    signals: Mapping[str, tuple[Signal, ...]] = field(default_factory=dict)  # of all journeys, by event
    moments: Mapping[str, tuple[Moment, ...]] = field(default_factory=dict)  # of all journeys, by event
    follow_ups: Mapping[str, tuple[FollowUp, ...]] = field(default_factory=dict)  # by event, a flow's own come last
    awaited: frozenset[str] = frozenset()  # the events that some step waits for
    labels: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)  # of kept choices: `customer.roast`
    facts: Mapping[str, KnownFact] = field(default_factory=dict)  # what is known of a customer, by its name
    media_root: str = ""  # the folder that relative pictures stand in


class Shelf(Struct, frozen=True, kw_only=True):
    """The playbook that new conversations start on, and the earlier ones that running conversations finish on.

    `paces` are how long customers take for the stages of its journeys, as far as that was counted. `catalogue` is what
    is sold now, the playbook's offers and the imported ones; None: the playbook's alone.
    """

    current: Playbook
    earlier: Mapping[str, Playbook] = field(default_factory=dict)
    paces: Paces = field(default_factory=dict)
    catalogue: Catalogue | None = None

    def at(self, version: str) -> Playbook | None:
        """Return the playbook of that version, or None where it is not on the shelf."""
        return self.current if version == self.current.version else self.earlier.get(version)
