"""Threads snoozed and messages for later, in the console."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.model.staff import Staff
from bot.store.database.script import Script, once
from bot.web.console.threads.putting_off import chosen_time
from bot.web.console.wording.clock import Clock
from tests.web.console.counter import Counter, Person
from tests.web.console.threads.test_stepping_in import does

#: A Wednesday, 23:30 in Paris.
NOW = datetime(2026, 3, 18, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("hour", datetime(2026, 3, 18, 23, 30, tzinfo=UTC)),
        ("hours", datetime(2026, 3, 19, 1, 30, tzinfo=UTC)),
        ("tomorrow", datetime(2026, 3, 19, 8, 0, tzinfo=UTC)),
        ("monday", datetime(2026, 3, 23, 8, 0, tzinfo=UTC)),
        ("2026-04-02T14:00", datetime(2026, 4, 2, 12, 0, tzinfo=UTC)),  # summer time by then
        ("2026-03-18T23:00", None),
        ("2028-01-01T00:00", None),
        ("demain", None),
    ],
)
def test_when_is_in_the_readers_zone_and_to_come(said: str, at: datetime | None) -> None:
    assert chosen_time(said, Clock("fr", ZoneInfo("Europe/Paris"), NOW)) == at


@pytest.fixture
async def lea(counter: Counter) -> Person:
    person = await counter.person("42").known(first_name="Léa")
    await person.says("bonjour")
    return await person.begins("person")


async def test_a_thread_is_snoozed_and_taken_out(counter: Counter, theo: Staff, lea: Person) -> None:
    assert "en pause jusqu" in await does(counter, theo, lea, "snooze", when="tomorrow")
    assert (await counter.store.thread_counts.folders(theo.id))["snoozed"] == 1
    assert "en pause jusqu" not in await does(counter, theo, lea, "wake")
    assert "moment à venir" in await does(counter, theo, lea, "snooze", when="hier")
    await does(counter, theo, lea, "snooze", when="tomorrow")
    await lea.says("finalement…")
    assert (await counter.store.thread_counts.folders(theo.id))["us"] == 1


async def test_a_message_for_later_leaves_at_its_time_as_any_of_staffs(
    counter: Counter, theo: Staff, lea: Person
) -> None:
    page = await does(counter, theo, lea, "later", text="Votre machine est arrivée.", when="hour", key="k")
    assert "Votre machine est arrivée." in page
    assert "Votre machine est arrivée." not in counter.left
    [waiting] = await counter.store.later.of(lea.id)
    assert timedelta(minutes=59) < waiting.at - counter.doors.clock() <= timedelta(hours=1)
    await _pass_time(counter, waiting.id)
    await counter.work()
    await counter.work()
    assert counter.left[-1] == "Votre machine est arrivée."
    assert await counter.store.later.of(lea.id) == []


async def test_a_message_for_later_is_called_off(counter: Counter, theo: Staff, lea: Person) -> None:
    await does(counter, theo, lea, "later", text="Votre machine est arrivée.", when="hour", key="k")
    [waiting] = await counter.store.later.of(lea.id)
    assert "Votre machine" not in await does(counter, theo, lea, "later/call-off", message=waiting.id)
    assert "ce message est déjà parti" in await does(counter, theo, lea, "later/call-off", message=waiting.id)
    assert "rien à envoyer" in await does(counter, theo, lea, "later", text="", when="hour")
    late = await does(counter, theo, lea, "later", text="Bonjour", when="hier")
    assert "moment à venir" in late
    assert "Bonjour" in late


async def _pass_time(counter: Counter, event: str) -> None:
    """The hour is over."""

    def script() -> Script[None]:
        yield once("UPDATE inbox SET due_at = received_at WHERE id = $1", event)

    await counter.store.database.transact(script)
