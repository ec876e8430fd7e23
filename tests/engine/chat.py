"""A customer to talk as, with a clock of their own: `lea.says("bonjour").hears("…")`.

Every turn is met twice, from the state as it is and from the state written to JSON and read back: both must give the
same bytes. Timers fire in their order when time passes. What was heard and never asserted fails when the test ends.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from bot.engine.advance import advance, new_customer
from bot.model.address import Address, Channel
from bot.model.appointment import AskAgenda, RecordAppointment
from bot.model.customer import Customer, Turn
from bot.model.effects import AskModel, Decide, DropTimers, Effect, EndConversation, Fetch, MoveTimer, Send, SetTimer
from bot.model.events import (
    ChatOpened,
    ConsentGiven,
    Event,
    FetchReturned,
    FlowRequested,
    MessageReceived,
    ModelAnswered,
    PlaybookPublished,
    ShopReported,
    StaffGaveBack,
    StaffTookOver,
    StaffWrote,
    TimerDue,
)
from bot.model.message import Candidate, Pressed, Profile, Reading
from bot.playbook import build
from bot.playbook.compiled import Playbook, Shelf
from bot.rules.appointment.agenda_book import AgendaBook

STORE = """
store: Maison Moka
languages: [fr, en]
country: FR
timezone: Europe/Paris
currency: EUR
teams:
  - { id: magasin, name: Magasin, for: [sales] }
"""
PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=PARIS)


def playbook(*flows: str, **files: str) -> Playbook:
    """Build a playbook from conversations, and other files by name (`policy`, `answers`, `journey`)."""
    checked = build(book_files(*flows, **files))
    errors = [str(fault) for fault in checked.faults if fault.severity == "error"]
    assert checked.playbook is not None, errors
    return checked.playbook


def book_files(*flows: str, **files: str) -> dict[str, str]:
    """Return a playbook's files by path."""
    sources = {"flows/store.yaml": STORE}
    sources |= {f"flows/conversations/{place}.yaml": text for place, text in enumerate(flows)}
    paths = {"answers": "answers/all", "journey": "journeys/purchase", "policy": "policy", "store": "store"}
    sources |= {f"flows/{paths[name]}.yaml": text for name, text in files.items()}
    return sources | _own_words()


def _own_words() -> dict[str, str]:
    from pathlib import Path

    locales = Path(__file__).resolve().parents[2] / "locales"
    return {
        f"locales/{language}/LC_MESSAGES/bot.po": (locales / language / "LC_MESSAGES" / "bot.po").read_text("utf-8")
        for language in ("fr", "en")
    }


class Chat:
    """One customer's chat."""

    def __init__(
        self,
        book: Playbook,
        *,
        at: datetime = MONDAY,
        channel: Channel = "telegram",
        language: str | None = "fr",
        consent: tuple[Literal["care", "marketing"], ...] = (),
        **facts: Any,
    ) -> None:
        self.shelf = Shelf(current=book)
        self.now = at.astimezone(UTC)
        self.address = Address(channel, "+33612345678" if channel in ("sms", "whatsapp") else "42")
        customer = new_customer("c" * 32, self.now)
        self.customer: Customer = replace(customer, language=language, facts=facts)
        self.unheard: list[Send] = []
        self.said: list[Send] = []
        self.said_at: list[datetime] = []  # when each was
        self.ledger: list[Decide] = []
        self.effects: tuple[Effect, ...] = ()
        self.asked: list[AskModel] = []  # of the language model
        self.ended: list[EndConversation] = []
        self.visits = AgendaBook()
        self.agendas_wait = False  # what is taken is not told yet
        self._asked: list[AskAgenda] = []
        self._timers: list[tuple[datetime, int, TimerDue]] = []
        self._count = 0
        for purpose in consent:
            self.meets(ConsentGiven(id="", purpose=purpose, channel=channel, wording="…", source="test"))

    # what the customer does

    def says(self, text: str, *, means: str | None = None, score: float = 0.99, language: str | None = None) -> Chat:
        reading = None
        if means is not None or language is not None:
            reading = Reading(language=language, candidates=_candidates(means, score))
        return self.meets(MessageReceived(id="", address=self.address, text=text, reading=reading))

    def reads(self, text: str, reading: Reading) -> Chat:
        """Say what was read as this."""
        return self.meets(MessageReceived(id="", address=self.address, text=text, reading=reading))

    def reads_like_an_opt_out(self, text: str, likeness: float = 0.9) -> Chat:
        """Say what the rules do not know, and the reading takes for something like an opt-out."""
        reading = Reading(opt_out=likeness)
        return self.meets(MessageReceived(id="", address=self.address, text=text, reading=reading))

    def may_mean(self, text: str, **scores: float) -> Chat:
        """Say what may mean several answers."""
        candidates = tuple(Candidate("answer", name, score) for name, score in scores.items())
        return self.meets(
            MessageReceived(id="", address=self.address, text=text, reading=Reading(candidates=candidates))
        )

    def sends(self, **parts: Any) -> Chat:
        return self.meets(MessageReceived(**{"id": "", "address": self.address, **parts}))

    def model_says(self, text: str = "", *, reason: str = "", took: float = 0.8) -> Chat:
        """The language model answers what it was asked last."""
        asked = self.asked_model
        return self.meets(ModelAnswered(id="", set_by=asked.id, text=text, reason=reason, took=took))

    @property
    def asked_model(self) -> AskModel:
        return self.asked[-1]

    def presses(self, label: str) -> Chat:
        """Press the newest button of that label, also of a message long gone by."""
        for send in reversed(self.said):
            for place, choice in enumerate(send.content.choices):
                if choice.label == label:
                    assert send.content.prompt is not None
                    return self.sends(pressed=Pressed(send.content.prompt, place))
        raise AssertionError(f"no button {label!r}")

    def opens(self, payload: str = "", *, profile: Profile | None = None) -> Chat:
        return self.meets(ChatOpened(id="", address=self.address, payload=payload, profile=profile))

    # what others do

    def shop(self, name: str, **data: Any) -> Chat:
        return self.meets(ShopReported(id="", name=name, data=data))

    def hears_of(self, book: Playbook) -> Chat:
        """Live on with a playbook that was just published."""
        before = self.shelf.current
        self.shelf = Shelf(current=book, earlier={**self.shelf.earlier, before.version: before})
        return self.meets(PlaybookPublished(id="", version=book.version))

    def staff_writes(self, text: str) -> Chat:
        return self.meets(StaffWrote(id="", text=text, staff="anna"))

    def staff_takes_over(self) -> Chat:
        return self.meets(StaffTookOver(id="", staff="anna"))

    def staff_gives_back(self) -> Chat:
        return self.meets(StaffGaveBack(id="", staff="anna"))

    def asked_to_start(self, flow: str) -> Chat:
        return self.meets(FlowRequested(id="", flow=flow, by="anna"))

    def service_answers(self, value: Any = None, *, ok: bool = True) -> Chat:
        """Answer the fetch of the last turn."""
        fetch = next(effect for effect in self.effects if isinstance(effect, Fetch))
        return self.meets(FetchReturned(id="", conversation=fetch.conversation, set_by=fetch.id, ok=ok, value=value))

    # time

    def waits(self, **span: float) -> Chat:
        return self.until(self.now + timedelta(**span))

    def until(self, at: datetime) -> Chat:
        """Let time pass; timers fire when they are due."""
        at = at.astimezone(UTC)
        while self._timers and self._timers[0][0] <= at:
            due, _, timer = heapq.heappop(self._timers)
            self.now = max(self.now, due)
            self._turn(replace(timer, at=self.now))
        self.now = at
        return self

    def meets(self, event: Event) -> Chat:
        self.until(self.now)
        self._count += 1
        self._turn(replace(event, id=f"event-{self._count}", at=self.now))
        self.now += timedelta(seconds=5)
        return self

    def _turn(self, event: Event) -> None:
        turn = advance(self.shelf, self.customer, event)
        written = msgspec.json.decode(msgspec.json.encode(self.customer), type=Customer)
        again = advance(self.shelf, written, event)
        assert msgspec.json.encode(turn) == msgspec.json.encode(again), "the state does not survive being written"
        self._carry_out(turn)
        if not self.agendas_wait:
            self.agendas_are_answered()

    def agendas_are_answered(self) -> Chat:
        """What is taken is told to who asked, in a turn of its own."""
        self.agendas_wait = False
        while self._asked:
            self.now += timedelta(microseconds=1)
            before = self.effects
            asked = self._asked.pop(0)
            self._turn(replace(self.visits.answer(asked, f"{asked.id}/agenda"), at=self.now))
            self.effects = (*before, *self.effects)
        return self

    def _carry_out(self, turn: Turn) -> None:  # noqa: C901 - one arm an effect
        self.customer, self.effects = turn.customer, turn.effects
        for effect in turn.effects:
            match effect:
                case Send():
                    self.unheard.append(effect)
                    self.said.append(effect)
                    self.said_at.append(self.now)
                case Decide():
                    self.ledger.append(effect)
                case SetTimer(due_at, timer):
                    self._count += 1
                    heapq.heappush(self._timers, (due_at, self._count, timer))
                case DropTimers(ids):
                    self._timers = [timer for timer in self._timers if timer[2].id not in ids]
                    heapq.heapify(self._timers)
                case MoveTimer(name, due_at):
                    self._timers = [(due_at if timer.id == name else at, n, timer) for at, n, timer in self._timers]
                    heapq.heapify(self._timers)
                case AskAgenda():
                    self._asked.append(effect)
                case RecordAppointment(appointment=appointment):
                    self.visits.keep(appointment)
                case AskModel():
                    self.asked.append(effect)
                case EndConversation():
                    self.ended.append(effect)

    # what is to be true

    def hears(self, *texts: str, choices: tuple[str, ...] | None = None, by: str | None = None) -> Chat:
        """Meet the next message, which has each of these in it."""
        assert self.unheard, f"nothing was said; expected {texts!r}; ledger: {self.why()}"
        send = self.unheard.pop(0)
        for text in texts:
            assert text in send.content.text, f"heard {send.content.text!r}, expected {text!r}; ledger: {self.why()}"
        if choices is not None:
            assert tuple(choice.label for choice in send.content.choices) == choices
        if by is not None:
            assert send.by == by
        return self

    def hears_nothing(self, because: str | None = None) -> Chat:
        assert not self.unheard, [send.content.text for send in self.unheard]
        if because is not None:
            assert any(because in (row.rule, row.words) or because in row.words for row in self.ledger[-6:]), self.why()
        return self

    def ignores_what_was_said(self) -> Chat:
        self.unheard.clear()
        return self

    def ends(self, outcome: str) -> Chat:
        assert self.ended, "nothing ended"
        assert self.ended[-1].outcome == outcome, [ended.outcome for ended in self.ended]
        return self

    def why(self) -> list[str]:
        return [f"{row.kind}: {row.words} [{row.rule}]" for row in self.ledger[-8:]]

    @property
    def saved(self) -> Mapping[str, Any]:
        return self.customer.conversations[-1].saved

    def fact(self, name: str) -> Any:
        """Return what is known of the customer under a name: JSON, to be looked into."""
        return self.customer.facts[name]

    @property
    def planned(self) -> list[str]:
        return [plan.flow for plan in self.customer.planned]


def _candidates(means: str | None, score: float) -> tuple[Candidate, ...]:
    if means is None:
        return ()
    kind, _, name = means.partition(":")
    assert kind in ("answer", "flow")
    return (Candidate("answer" if kind == "answer" else "flow", name, score),)


#: What the fixture `chat` gives: a playbook, and how the customer is, in; the customer out.
Opens = Callable[..., Chat]
