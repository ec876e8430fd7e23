"""The turn in progress: the customer so far, the effects so far, and what every part of the engine asks of both.

It knows no verb and no rule. Everything in it can be taken back to an earlier `mark`, because the customer is an
immutable record and effects are only ever appended: this is how a follow-up that may not speak yet is held as if it
had not begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from bot.engine.ledger.ledger import words
from bot.model.conversation import Answered, Conversation
from bot.model.customer import Customer, Felt, JourneyState, Relationship
from bot.model.effects import Decide, DecisionKind, DropTimers, Effect, MoveTimer, SetTimer
from bot.model.events import AgendaAnswered, ChatOpened, Event, MessageReceived, TimerDue
from bot.model.ids import ordered_id, place_in_time
from bot.model.message import Value
from bot.model.offer import Offer
from bot.playbook.compiled import Playbook, Shelf
from bot.rules.calendar.calendar import zone
from bot.rules.contact.contact_policy import Allowed
from bot.rules.journey.pace import Noted, Paces, Times
from bot.rules.journey.stages import Impulse
from bot.rules.offers.catalogue import Asking, Plain


class Standing(Struct, frozen=True, gc=False):
    """The journeys in this turn: as they were `before` it, those `begun` in it, and all that was `heard` for a stage,
    each with its journey. `told` is how the rest of the playbook last heard of each. `felt` are
    the moments that moved the relationship, which was `relationship` before.
    `stalled` are the journeys found to stand still, until that is told.
    """

    before: tuple[JourneyState, ...]
    begun: tuple[JourneyState, ...] = ()
    heard: tuple[tuple[str, Impulse], ...] = ()
    told: tuple[JourneyState, ...] = ()
    felt: tuple[Felt, ...] = ()
    relationship: Relationship | None = None
    told_broken: bool = False
    stalled: tuple[str, ...] = ()


Mark = tuple[Customer, int, int, int, int, int, dict[str, Allowed], frozenset[str], Standing | None]


class Run:
    """One event being met. `answering` is true while the customer themselves waits for what is said."""

    __slots__ = (
        "_known_as",
        "_place",
        "about",
        "answering",
        "at",
        "correcting",
        "counted",
        "customer",
        "effects",
        "event",
        "given",
        "held",
        "kept",
        "meant",
        "offers",
        "paced",
        "permitted",
        "quiet",
        "recalled",
        "renewals",
        "rewordable",
        "rewritten",
        "said",
        "shelf",
        "standing",
        "steps",
        "taken",
        "undone",
        "unread",
        "visits",
        "words",
    )

    def __init__(self, shelf: Shelf, customer: Customer, event: Event) -> None:
        self.shelf = shelf
        self.customer = customer
        self.event = event
        self.at: datetime = event.at
        self.effects: list[Effect] = []
        self._place = place_in_time(event.at)
        self._known_as: dict[str, str] = {}  # what was asked for of `known_as`: several ears ask for the same
        asked_by_them = isinstance(event, AgendaAnswered) and event.answering
        self.answering = asked_by_them or isinstance(event, MessageReceived | ChatOpened)
        self.steps = 0
        self.said = 0  # messages
        own = shelf.current.offers
        self.offers = Asking(shelf.catalogue or Plain(own), own)  # what is sold now; what is looked at is noted
        self.words = shelf.current.offer_words.beside(self.offers.said)  # what is sold, in each language
        self.paced: dict[tuple[str, str], Times] = {}  # the times of stages that decided something
        self.standing: Standing | None = None  # none until something is heard of a journey
        self.about: str | None = None  # the journey that is being looked at
        self.permitted: dict[str, Allowed] = {}  # what the contact policy allowed in this turn, by purpose
        self.counted: frozenset[str] = frozenset()  # purposes counted against their caps in this turn
        self.correcting = False  # an earlier answer is being taken back: what was said is not said again
        self.kept: dict[str, Answered] = {}  # the answers that stay, by step
        self.taken: tuple[str, Value] | None = None  # a step and the answer to it, for a verb that goes on with it
        self.rewritten: set[str] = set()  # the values that a correction has changed, such as `conversation.fee`
        self.quiet = False  # what is heard happened long ago: nothing is begun because of it
        self.rewordable: list[str] = []  # the messages that may be said in other words, by effect id
        self.recalled: MessageReceived | None = None  # an earlier message that this turn goes on with
        self.held: tuple[str, ...] = ()  # the offers of ours that lay on the table when the message came
        self.meant = ""  # the words that the offer which was taken answers
        self.given: list[tuple[dict[str, Value], dict[str, Value] | None]] = []  # ratings, with what each was before
        self.renewals: list[tuple[str, dict[str, Value]]] = []  # what was said of buying again, to happen last
        self.undone: list[str] = []  # orders (keys) that the customer cancelled, to happen last
        self.visits: list[tuple[str, str]] = []  # news of appointments to be told: the event, and the key
        self.unread = False  # a free text is being met without its reading

    # the customer

    def change(self, **fields: Any) -> None:
        """Replace fields of the customer."""
        self.customer = replace(self.customer, **fields)

    @property
    def paces(self) -> Paces:
        """How long others take for the stages of their journeys; what is looked at is noted."""
        return Noted(self.shelf.paces, self.paced)

    @property
    def language(self) -> str:
        """The language the customer is spoken to in."""
        return self.customer.language or self.shelf.current.store.languages[0]

    @property
    def country(self) -> str:
        """The customer's country (ISO 3166), the store's where nobody has told it."""
        return self.customer.country or self.shelf.current.store.country

    @property
    def store_zone(self) -> ZoneInfo:
        """The store's time zone, in which its days are counted and its doors open; UTC where it is not readable."""
        return zone(self.shelf.current.store.timezone) or ZoneInfo("UTC")

    def in_words(self, word: str) -> str:
        """Return a word of the catalogue (an offer's name, its category…) in the customer's language; any other as it
        is. What is kept and what the shop's systems are told has the catalogue's own.
        """
        return self.words.called(word, self.language)

    def line_in_words(self, name: str, offer: str) -> str:
        """Return what a line of an order is called in the customer's language; `offer` is the id of what it is of."""
        return self.words.of_line(name, self.offers.get(offer), self.language)

    def known_as(self, offer: Offer) -> str:
        """Return an offer's name in every language of the store, for reading what the customer wrote."""
        known = self._known_as.get(offer.name)
        if known is None:
            known = self._known_as[offer.name] = self.words.known_as(offer.name)
        return known

    def names_of(self, offers: Iterable[Offer]) -> dict[str, str]:
        """Return what offers are called, by id, as `known_as` has it."""
        return {offer.id: self.known_as(offer) for offer in offers}

    @property
    def top(self) -> Conversation | None:
        """The conversation being talked in, if any."""
        stack = self.customer.conversations
        return stack[-1] if stack else None

    def book(self, conversation: Conversation | None = None) -> Playbook:
        """Return the playbook that a conversation runs on; the current one where its own has left the shelf."""
        if conversation is None:
            return self.shelf.current
        return self.shelf.at(conversation.version) or self.shelf.current

    # ids

    def effect_id(self) -> str:
        """Return the id of the next effect: of the event and the effect's place in the turn."""
        return ordered_id(self._place, f"{self.event.id}/{len(self.effects)}")

    def conversation_id(self, flow: str) -> str:
        """Return the id of a conversation that begins now."""
        return ordered_id(self._place, f"{self.event.id}/{len(self.effects)}/{flow}")

    def token(self) -> str:
        """Return a short name, safe in an address, for the question put next: 20 characters."""
        return ordered_id("", f"{self.event.id}/{len(self.effects)}?")

    # effects

    def ask_for(self, effect: Effect) -> None:
        self.effects.append(effect)

    def set_timer(
        self,
        kind: str,
        due_at: datetime,
        *,
        conversation: str | None = None,
        flow: str | None = None,
        set_by: str | None = None,
        data: dict[str, Value] | None = None,
    ) -> str:
        """Plan an event and return its id."""
        due = TimerDue(
            id=self.effect_id(),
            kind=kind,
            set_by=set_by or self.event.id,
            due_at=due_at,
            conversation=conversation,
            flow=flow,
            data=data or {},
        )
        self.effects.append(SetTimer(due_at, due))
        return due.id

    def drop_timers(self, ids: tuple[str, ...]) -> None:
        if ids:
            self.effects.append(DropTimers(ids))

    def move_timer(self, timer: str, due_at: datetime) -> None:
        self.effects.append(MoveTimer(timer, due_at))

    def decide(
        self,
        kind: DecisionKind,
        sentence: str,
        rule: str,
        *,
        conversation: Conversation | None = None,
        step: str | None = None,
        outbox: str | None = None,
        named: Mapping[str, str] = MappingProxyType({}),
        **facts: Value,
    ) -> None:
        """Write one row of the ledger, in the store's first language; `named` are facts as they are read, where that
        is not as they are kept."""
        book = self.shelf.current
        self.effects.append(
            Decide(
                id=self.effect_id(),
                kind=kind,
                words=words(sentence, book.store.languages[0], {**facts, **named} if named else facts),
                rule=rule,
                facts=facts,
                version=conversation.version if conversation else book.version,
                flow=conversation.flow if conversation else None,
                step=step or (conversation.step if conversation else None),
                conversation=conversation.id if conversation else None,
                outbox=outbox,
            )
        )

    # taking back

    def mark(self) -> Mark:
        """Return where the turn stands, for `back_to`."""
        return (
            self.customer,
            len(self.effects),
            len(self.renewals),
            len(self.undone),
            self.steps,
            self.said,
            self.permitted,
            self.counted,
            self.standing,
        )

    def back_to(self, mark: Mark) -> None:
        """Take the turn back to an earlier mark, as if nothing had happened since."""
        self.customer, effects, renewals, undone, self.steps, self.said, self.permitted, self.counted, self.standing = (
            mark
        )
        del self.effects[effects:]
        del self.renewals[renewals:]
        del self.undone[undone:]
