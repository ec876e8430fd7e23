"""What would have happened: a customer's recorded events met once more by two playbooks, and the two laid side by side.

Theory of operation. Up to an instant the customer's history is replayed as it was, timers and all: that is who they
were then, and what was planned. From there two lives go on from the same customer, one with the playbook in use, one
with another. Each meets what came from outside, at the instant at which it came: messages, news of the shop, staff,
consents. What the playbook made itself is not taken from the record: each life has its own timers, and an answer to a
question of ours to the outside (a `fetch`) is met where that life asked it too; one that was not asked then fails.

Both lives go through the same, so that what differs between them is the playbook's doing. Customers answer as they did:
what they would have said to another question, nobody knows. Nothing is sent, stored or fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from bot.engine.advance import advance, new_customer
from bot.engine.listening.reading import asked_of, wants_reading
from bot.model.backtest import Compared, Course, Line, Pairs, seen
from bot.model.customer import Customer
from bot.model.effects import (
    Decide,
    DropTimers,
    Effect,
    EndConversation,
    Fetch,
    MoveTimer,
    OpenHandover,
    Send,
    SetTimer,
)
from bot.model.events import Event, FetchReturned, MessageReceived, PlaybookPublished, TimerDue
from bot.model.message import Reading
from bot.playbook.compiled import Shelf
from bot.rules.offers.catalogue import Told
from bot.studio.backtests.replaying import Recorded
from bot.studio.rehearsals.agenda import Agenda

Reader = Callable[[str, str | None, str], Reading]
#: Timers that may fire in one life: more is a flow that never comes to rest.
MOST_TIMERS: Final = 20_000
#: A customer is known a moment before their first event is met; longer before, and the first ones are gone.
_BEGINNING: Final = timedelta(days=1)
_TICK: Final = timedelta(microseconds=1)


class Sides(Struct, frozen=True):
    """A playbook on its shelf, and what reads free texts for it; None: as they were read then."""

    shelf: Shelf
    reader: Reader | None = None


def compare(
    customer: str,
    created_at: datetime,
    recorded: Sequence[Recorded],
    before: Sides,
    after: Sides,
    *,
    since: datetime,
    until: datetime,
) -> Compared:
    """Return what each playbook would have done for a customer between two instants."""
    recorded = [one for one in recorded if one.event.at <= until]
    past = [one for one in recorded if one.event.at < since]
    later = [one for one in recorded if one.event.at >= since]
    first, second = (_Life(customer, created_at, sides, later) for sides in (before, after))
    for life in (first, second):
        life.remember(past, before.shelf)
        life.live(later, since, until)
    cut = bool(recorded) and recorded[0].event.at - created_at > _BEGINNING
    return Compared(customer, first.course, second.course, len(recorded), cut)


class _Life:
    """One customer with one playbook."""

    def __init__(self, customer: str, created_at: datetime, sides: Sides, later: Sequence[Recorded]) -> None:
        self._sides = sides
        self._customer: Customer = new_customer(customer, created_at)
        self._agenda = Agenda()
        self._answers = {one.event.set_by for one in later if isinstance(one.event, FetchReturned)}
        self._asked: set[str] = set()
        self._told = Recorded(TimerDue(id="", kind="", set_by="", due_at=created_at), {})
        self._lines: list[Line] = []
        self._held = self._not_sent = 0
        self._met_at = created_at
        self._failing: list[FetchReturned] = []

    @property
    def course(self) -> Course:
        return Course(tuple(self._lines), self._held, self._not_sent)

    def remember(self, past: Sequence[Recorded], shelf: Shelf) -> None:
        """Be who they were, by what happened to them."""
        for one in past:
            self._agenda.drop(one.event.id)
            self._told = one
            for effect in self._advance(one.event, shelf):
                self._plan(effect)
                if isinstance(effect, Fetch):
                    self._asked.add(effect.id)

    def live(self, later: Sequence[Recorded], since: datetime, until: datetime) -> None:
        """Meet what comes from outside, and what is planned."""
        self._met_at = max(self._met_at, since - _TICK)
        for one in later:
            self._fire(one.event.at)
            self._told = replace(one, event=self._told.event)
            if not self._is_made_by_a_playbook(one.event):
                self._meet(one.event)
        self._fire(until)

    def _is_made_by_a_playbook(self, event: Event) -> bool:
        if isinstance(event, FetchReturned):
            return event.set_by not in self._asked
        return isinstance(event, TimerDue | PlaybookPublished)

    def _fire(self, until: datetime) -> None:
        for _ in range(MOST_TIMERS):
            due = self._agenda.next_due()
            if due is None or due > until:
                return
            thing = self._agenda.take()
            if isinstance(thing, TimerDue):
                self._meet(replace(thing, at=max(due, self._met_at + _TICK)))

    def _meet(self, event: Event) -> None:
        for effect in self._advance(self._read(event), self._sides.shelf):
            self._plan(effect)
            self._note(effect)
        while self._failing:
            self._meet(self._failing.pop(0))

    def _advance(self, event: Event, shelf: Shelf) -> tuple[Effect, ...]:
        self._met_at = max(event.at, self._met_at + _TICK)
        told = Told(self._told.offers, shelf.current.offers)
        shelf = replace(shelf, paces=self._told.paces, catalogue=told)
        turn = advance(shelf, self._customer, replace(event, at=self._met_at))
        self._customer = turn.customer
        return turn.effects

    def _read(self, event: Event) -> Event:
        reader = self._sides.reader
        if reader is None or not isinstance(event, MessageReceived):
            return event
        if not wants_reading(self._sides.shelf, self._customer, event):
            return event
        asked = asked_of(self._customer)
        return replace(event, reading=reader(event.text, self._customer.language, asked))

    def _plan(self, effect: Effect) -> None:
        match effect:
            case SetTimer(due_at, timer):
                self._agenda.plan(due_at, timer)
            case DropTimers(ids):
                for each in ids:
                    self._agenda.drop(each)
            case MoveTimer(timer, due_at):
                self._agenda.move(timer, due_at)
            case _:
                pass

    def _note(self, effect: Effect) -> None:
        match effect:
            case Send():
                at = max(self._met_at, effect.not_before or self._met_at)
                sms = effect.address.channel == "sms" and effect.content.sms
                self._lines.append(Line(at, "said", sms or effect.content.text, effect.purpose))
            case OpenHandover():
                self._lines.append(Line(self._met_at, "handed_over", f"{effect.team or '-'}: {effect.reason}"))
            case EndConversation():
                self._lines.append(Line(self._met_at, "ended", f"{effect.flow}: {effect.outcome}"))
            case Decide(kind="held"):
                self._held += 1
            case Decide(kind="not_sent"):
                self._not_sent += 1
            case Fetch():
                self._asked.add(effect.id)
                if effect.id not in self._answers:
                    self._failing.append(_not_asked_then(effect, self._met_at))
            case _:
                pass


def _not_asked_then(fetch: Fetch, at: datetime) -> FetchReturned:
    return FetchReturned(
        id=f"{fetch.id}-not-asked",
        at=at,
        conversation=fetch.conversation,
        set_by=fetch.id,
        ok=False,
        reason="it was not asked then",
    )


def side_by_side(compared: Compared) -> Pairs:
    """Return the lines of both courses in the order of time; what is the same in both stands side by side."""
    before, after = compared.before.lines, compared.after.lines
    pairs: list[tuple[Line | None, Line | None]] = []
    same = SequenceMatcher(None, seen(compared.before), seen(compared.after), autojunk=False)
    for tag, left, left_end, right, right_end in same.get_opcodes():
        if tag == "equal":
            pairs += zip(before[left:left_end], after[right:right_end], strict=True)
            continue
        apart: list[tuple[Line | None, Line | None]] = [(line, None) for line in before[left:left_end]]
        apart += [(None, line) for line in after[right:right_end]]
        pairs += sorted(apart, key=_when)
    return tuple(pairs)


def _when(pair: tuple[Line | None, Line | None]) -> datetime:
    line = pair[0] or pair[1]
    assert line is not None
    return line.at
