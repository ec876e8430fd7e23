"""What holds of any playbook and any events, in any order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.engine.advance import advance, new_customer
from bot.engine.listening.reading import wants_reading
from bot.model.customer import Customer
from bot.model.effects import AskModel, Decide, DropTimers, EndConversation, Fetch, Send, SetTimer
from bot.model.events import ChatOpened, Event, MessageReceived, TimerDue
from bot.playbook.compiled import Playbook, Shelf
from bot.rules.journey.stages import MOST_KEPT
from tests.engine.any_playbook import HERE, START, answered, fetched, message, others, playbooks, presses
from tests.properties import examples

MOST_EFFECTS = 130  # fifty steps of two rows, and what goes with them
gaps = st.sampled_from([timedelta(seconds=1), timedelta(minutes=10), timedelta(hours=9), timedelta(days=3)])


class World:
    """The events of one customer, with the timers and fetches that the engine asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.customer = new_customer("c", START)
        self.now = START
        self.timers: dict[str, TimerDue] = {}
        self.prompts: list[str] = []
        self.fetch: Fetch | None = None
        self.asked: AskModel | None = None
        self.log: list[Event] = []

    def draw(self, data: st.DataObject) -> Event:
        """Draw what happens next: mostly what somebody waits for."""
        due = min(self.timers.values(), key=lambda timer: timer.due_at, default=None)
        happens = data.draw(st.sampled_from(["message", "press", "press", "other", "timer", "timer", "fetch", "model"]))
        if happens == "timer" and due is not None:
            return due
        if happens == "fetch" and self.fetch is not None:
            return data.draw(fetched(self.fetch))
        if happens == "model" and self.asked is not None:
            return data.draw(answered(self.asked))
        if happens == "press" and self.prompts:
            return data.draw(presses((*self.prompts[-1:] * 4, *self.prompts[-6:])))
        return data.draw(others() if happens == "other" else message())

    def meet(self, event: Event) -> None:
        if isinstance(event, TimerDue):
            self.now = max(self.now, event.due_at)
            self.timers.pop(event.id, None)
            event = replace(event, at=self.now)
        else:
            event = replace(event, id=f"e{len(self.log)}", at=self.now)
        self.log.append(event)
        turn = advance(self.shelf, self.customer, event)
        assert turn.unread is wants_reading(self.shelf, self.customer, event)
        assert not (turn.unread and isinstance(event, MessageReceived) and event.reading is not None)
        self.check(event, turn.effects, turn.customer)
        self.customer = turn.customer

    def check(self, event: Event, effects: tuple[Any, ...], customer: Customer) -> None:
        written = msgspec.json.decode(msgspec.json.encode(self.customer), type=Customer)
        again = advance(self.shelf, written, event)
        assert msgspec.json.encode(again.customer) == msgspec.json.encode(customer)
        assert msgspec.json.encode(again.effects) == msgspec.json.encode(effects)
        assert len(effects) <= MOST_EFFECTS
        for effect in effects:
            self.note(effect)
        self.nothing_is_stuck(customer)

    def note(self, effect: Any) -> None:
        match effect:
            case SetTimer(_, timer):
                assert timer.due_at >= self.now
                self.timers[timer.id] = timer
            case DropTimers(ids):
                for dropped in ids:
                    self.timers.pop(dropped, None)
            case Send(content=content):
                assert content.text or content.media
                assert "{{ missing }}" not in content.text
                self.prompts += [content.prompt] if content.prompt else []
            case Fetch():
                self.fetch = effect
            case AskModel():
                self.asked = effect
            case Decide(words=words):
                assert words
            case EndConversation():
                pass

    def nothing_is_stuck(self, customer: Customer) -> None:
        """Each conversation has something to come: a timer of its own, staff, or the one that it called."""
        everything = (*customer.conversations, *customer.parked)
        assert len({one.id for one in everything}) == len(everything)
        for one in everything:
            assert one.waiting is not None
            if one.waiting.kind == "call":
                assert any(other.caller == one.id for other in everything)
            elif one.waiting.kind == "staff":
                assert customer.handover is not None or set(one.waiting.timers) & set(self.timers)
            else:
                assert {*one.waiting.timers, one.patience and one.patience.timer} & set(self.timers), one
        assert customer.asked_model is None or customer.asked_model.timer in self.timers
        for plan in customer.planned:
            assert plan.timer in self.timers
        for state in customer.journeys:
            assert not state.timer or state.timer in self.timers
            assert len(state.evidence) <= MOST_KEPT
        assert customer.relationship is None or 0 <= customer.relationship.value <= 100
        watched = [t for t in self.timers.values() if t.kind == "journey"]
        assert {t.id for t in watched} <= {state.timer for state in customer.journeys}
        if customer.handover is not None:
            mine = [t for t in self.timers.values() if t.kind == "give_back" and t.set_by == customer.handover.id]
            assert mine


@settings(suppress_health_check=list(HealthCheck))
@given(playbooks(), playbooks("v2"), st.data())
def test_any_sequence_of_events_is_met(book: Playbook, newer: Playbook, data: st.DataObject) -> None:
    world = World(Shelf(current=book))
    world.meet(ChatOpened(id="", address=HERE))
    for place in range(data.draw(st.integers(1, 14))):
        if place == 7:
            published = data.draw(st.sampled_from(["not", "kept", "lost"]))
            if published != "not":
                world.shelf = Shelf(current=newer, earlier={book.version: book} if published == "kept" else {})
        world.now += data.draw(gaps)
        world.meet(world.draw(data))


@settings(max_examples=examples(50), deadline=None, suppress_health_check=list(HealthCheck))
@given(playbooks(), st.data())
def test_the_same_log_gives_the_same_bytes(book: Playbook, data: st.DataObject) -> None:
    world = World(Shelf(current=book))
    world.meet(ChatOpened(id="", address=HERE))
    for _ in range(8):
        world.now += data.draw(gaps)
        world.meet(world.draw(data))
    again = new_customer("c", START)
    for event in world.log:
        again = advance(world.shelf, again, event).customer
    assert msgspec.json.encode(again) == msgspec.json.encode(world.customer)
