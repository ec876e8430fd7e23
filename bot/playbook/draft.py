"""A playbook on its way: everything that could be compiled, and what was noted on the way for the checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from bot.playbook.compiled import (
    AS_WRITTEN,
    AnswerEntry,
    Criterion,
    Flow,
    FollowUp,
    JourneyMap,
    KnownFact,
    Offer,
    OfferWords,
    Place,
    Policy,
    Segment,
    Store,
    Wording,
)
from bot.playbook.damage import NOTHING, Damage
from bot.playbook.liquid.liquid_analysis import Analysis
from bot.playbook.schema.answers import AnswerSource
from bot.playbook.schema.catalogue import CriterionSource
from bot.playbook.schema.conversations import FlowFile
from bot.playbook.schema.journeys import JourneyFile
from bot.playbook.schema.policy import PolicyFile
from bot.playbook.schema.store import StoreFile
from bot.playbook.schema.tests import TestSource
from bot.playbook.source.nodes import Word
from bot.playbook.source.places import Places

Mentioned = Literal[
    "flow", "stage", "step", "team", "offer", "point of sale", "appointment", "language", "file", "situation"
]
Role = Literal["text", "sms", "template", "label", "offer", "condition", "value", "address"]


class Spot(Struct, frozen=True, kw_only=True):
    """What something belongs to: a flow, an answer, a journey… `owner` is its id; `step` the step of a flow."""

    file: str
    kind: Literal["flow", "answer", "journey", "segment", "policy", "repair", "store", "offer", "test"]
    owner: str = ""
    step: str = ""


class Used(Struct, frozen=True, kw_only=True):
    """A text, condition or value as it stands in a file, and what it looks at."""

    spot: Spot
    role: Role
    word: Word
    analysis: Analysis


class Mention(Struct, frozen=True, kw_only=True):
    """A name that should exist somewhere."""

    kind: Mentioned
    name: str
    place: Place


class Kept(Struct, frozen=True, kw_only=True):
    """A value that a step keeps: `conversation.budget`; `sort` is what it surely is."""

    owner: Literal["conversation", "customer", "journey"]
    name: str
    flow: str
    place: Place
    sort: Literal["number", "text", "truth", "unknown"] = "unknown"


class WrittenFlow(Struct, frozen=True, kw_only=True):
    """A flow as compiled, beside the file it came from."""

    flow: Flow
    source: FlowFile
    file: str


class WrittenAnswer(Struct, frozen=True, kw_only=True):
    """An answer as compiled, beside what was written."""

    entry: AnswerEntry
    source: AnswerSource
    file: str


class WrittenJourney(Struct, frozen=True, kw_only=True):
    """A journey map as compiled, beside the file it came from; `source` None for the shipped one."""

    journey: JourneyMap
    source: JourneyFile | None
    file: str


class WrittenTemplate(Struct, frozen=True, kw_only=True):
    """WhatsApp's template for a message: its sid by language, by nothing where there is one for all."""

    sids: Mapping[Word, Word]
    place: Place


class WrittenTest(Struct, frozen=True, kw_only=True):
    """A test, with its file."""

    source: TestSource
    file: str


class Draft(Struct, frozen=True, kw_only=True):
    """What the checks look at. `names` has, by kind, every name that is declared, files that don't fit their kind
    included. `damaged` has what could not be looked at, by file, `lost` the words that stand there;
    of the kinds of name in `unread` (store, offer, attribute, segment, stage) there may be more than is known.
    """

    store: Store
    store_source: StoreFile | None = None
    facts: Mapping[str, KnownFact] = field(default_factory=dict)  # what `store.yaml` says of a customer's
    policy: Policy
    policy_source: PolicyFile | None = None
    flows: tuple[WrittenFlow, ...] = ()
    answers: tuple[WrittenAnswer, ...] = ()
    journeys: tuple[WrittenJourney, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()  # the journeys'
    segments: tuple[Segment, ...] = ()
    offers: Mapping[str, Offer] = field(default_factory=dict)
    criteria: tuple[Criterion, ...] = ()
    offer_words: OfferWords = AS_WRITTEN
    criteria_sources: tuple[tuple[str, CriterionSource], ...] = ()
    repair: Mapping[str, Wording] = field(default_factory=dict)
    tests: tuple[WrittenTest, ...] = ()
    used: tuple[Used, ...] = ()
    mentions: tuple[Mention, ...] = ()
    kept: tuple[Kept, ...] = ()
    templates: tuple[WrittenTemplate, ...] = ()
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    places: Places = field(default_factory=lambda: Places({}))
    damaged: Mapping[str, Damage] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    untranslated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def damage(self, file: str) -> Damage:
        """Return what is lost of a file."""
        return self.damaged.get(file, NOTHING)
