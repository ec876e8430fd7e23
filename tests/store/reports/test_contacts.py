"""Where customers and the shop meet: in the stage of that moment, on its channel, answered or not."""

from __future__ import annotations

from datetime import timedelta

from bot.store import Store
from bot.store.database.script import Script, once
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.reports.contacts import BEHIND
from tests.store.reports.test_journey_reports import DAY, moves
from tests.store.samples import NOON, known, write, wrote

MINUTE = timedelta(minutes=1)


async def hears(store: Store, chat: int, days: float) -> None:
    record = Record()
    record.heard(known(chat).id, wrote(f"{days}", chat=chat).event, micros(NOON + days * DAY))  # type: ignore[arg-type]
    await write(store, record)


async def says(store: Store, chat: int, days: float, minutes: float) -> None:
    """What left, as the outbox writes it once it has."""

    def script() -> Script[None]:
        yield once(
            "INSERT INTO transcript (customer, at, direction, channel, address, source, said_by, text, body) "
            "VALUES ($1, $2, 'out', 'telegram', '1', $3, 'bot', '', '{}')",
            known(chat).id,
            micros(NOON + days * DAY + minutes * MINUTE),
            f"part {chat} {days} {minutes}",
        )

    await store.database.transact(script)


async def cells(store: Store, days: float = 30, *scope: str) -> set[tuple[str, str, int, int]]:
    found = await store.contacts.cells("j", NOON - DAY / 2, NOON - DAY / 2 + days * DAY, scope)
    return {(cell.stage, cell.way, cell.messages, cell.answered) for cell in found}


async def shop(store: Store) -> None:
    """1 asks at once and is answered; asks in the second stage and is answered too late. 2 is of Nice; 3 on no way."""
    await moves(store, 1, (0, "", "look", "advancing"), (2, "look", "buy", "advancing"))
    await moves(store, 2, (0, "", "look", "advancing"), place="nice")
    await hears(store, 1, 0)
    await says(store, 1, 0, 1)
    await hears(store, 2, 0.4)
    await hears(store, 3, 0.45)
    await hears(store, 1, 3)
    await says(store, 1, 3, 61)


async def test_each_message_is_in_the_stage_of_its_moment(store: Store) -> None:
    await shop(store)
    assert await cells(store) == set()
    assert await store.contacts.count(NOON + 30 * DAY) == 6
    assert await store.contacts.count(NOON + 30 * DAY) == 0
    assert await cells(store) == {
        ("look", "in", 2, 1),
        ("look", "out", 1, 0),
        ("buy", "in", 1, 0),
        ("buy", "out", 1, 0),
    }
    assert await cells(store, 1) == {("look", "in", 2, 1), ("look", "out", 1, 0)}
    assert await cells(store, 1, "lyon") == {("look", "in", 1, 1), ("look", "out", 1, 0)}


async def test_a_message_is_taken_in_once_nobody_can_answer_in_time_any_more(store: Store) -> None:
    await moves(store, 1, (0, "", "look", "advancing"))
    await hears(store, 1, 1)
    assert await store.contacts.count(NOON + DAY + BEHIND) == 0
    await says(store, 1, 1, 59)
    assert await store.contacts.count(NOON + DAY + BEHIND + MINUTE) == 1
    assert await cells(store) == {("look", "in", 1, 1)}
    assert await store.contacts.count(NOON + 2 * DAY) == 1
    assert await cells(store) == {("look", "in", 1, 1), ("look", "out", 1, 0)}
