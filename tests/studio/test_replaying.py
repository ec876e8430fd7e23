"""Recorded events, put together again as they were met. The proof on a whole database is in `tests/simulation`."""

from __future__ import annotations

import msgspec

from bot.model.events import MessageReceived, ShopReported
from bot.model.message import Reading
from bot.playbook.compiled import Shelf
from bot.store.inbox import MetEvent
from bot.studio.replaying import events_of, replay
from tests.store.samples import NOON, at, lea
from tests.work.shop import playbook


def row(name: str, text: str, *, seconds: int = 0, into: str | None = None, reading: Reading | None = None) -> MetEvent:
    event = MessageReceived(id=name, address=lea(), message_id=f"m{name}", text=text)
    read = msgspec.json.encode(reading).decode() if reading else None
    return MetEvent(name, msgspec.json.encode(event).decode(), read, at(seconds), into)


def test_messages_that_were_read_together_are_one_again_with_the_reading_of_the_whole() -> None:
    reading = Reading(language="fr", reader="r1")
    rows = [row("1", "Bonjour", into="3"), row("2", "vous livrez", into="3"), row("3", "à Nice ?", reading=reading)]
    [event] = events_of([*rows])
    assert isinstance(event, MessageReceived)
    assert (event.id, event.text, event.earlier) == ("3", "Bonjour\nvous livrez\nà Nice ?", ("m1", "m2"))
    assert (event.reading, event.at) == (reading, NOON)


def test_events_are_stamped_with_the_instant_at_which_they_were_met() -> None:
    shop = ShopReported(id="s", name="x.seen")
    met = MetEvent("s", msgspec.json.encode(shop).decode(), None, at(5), None)
    assert [(event.id, event.at) for event in events_of([row("1", "Bonjour"), met])] == [("1", NOON), ("s", at(5))]


def test_turns_come_one_upon_the_other() -> None:
    shelf = Shelf(current=playbook())
    turns = list(replay(shelf, "c" * 32, NOON, events_of([row("1", "stop"), row("2", "Bonjour", seconds=9)])))
    assert [turn.customer.turns for turn in turns] == [1, 2]
    assert all(turn.customer.opted_out_at == NOON for turn in turns)
    assert turns[0].effects
