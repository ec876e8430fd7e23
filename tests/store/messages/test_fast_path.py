from datetime import UTC, datetime

from bot.model.arrivals import Arrival
from bot.model.effects import Decide
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, once
from bot.store.database.times import micros
from bot.store.messages.fast_path import FastTurn, write_fast_turns, write_fast_turns_among_others
from bot.store.messages.record import Record
from tests.store.samples import NOON, at, lea, timer, wrote


def met(chat: int, event: Arrival, version: int) -> FastTurn:
    customer, record = customer_id_of(lea(chat)), Record()
    record.met_unqueued(event, customer, micros(NOON))
    record.decision(customer, Decide(id=f"d{chat}", kind="ignored", words="…", rule="r"), event.event.id, 1)
    return FastTurn(event.event.id, NOON, customer, version, record)


async def test_a_turn_met_before_its_event_was_written_is_written_whole_or_not_at_all(store: Store) -> None:
    await store.inbox.put([wrote("bonjour", chat=1), wrote("bonjour", chat=2), wrote("bonjour", chat=3)])

    good = met(1, wrote("oui", chat=1), version=0)
    changed = met(2, wrote("oui", chat=2), version=7)
    known = met(3, wrote("bonjour", chat=3), version=0)
    await store.database.write(write_fast_turns, [good, changed, known])
    assert [turn.written for turn in (good, changed, known)] == [True, False, False]
    ledgers = [await store.ledger.of(customer_id_of(lea(chat)), datetime.fromtimestamp(0, UTC)) for chat in (1, 2, 3)]
    assert [len(rows) for rows in ledgers] == [1, 0, 0]
    assert await store.inbox.known(["1 oui", "2 oui"]) == {"1 oui"}


async def test_who_has_something_due_that_another_process_took_in_is_left_to_the_inbox(store: Store) -> None:
    planned, waiting = timer("t", at(60), chat=1), wrote("je cherche", chat=2)
    await store.inbox.put([wrote("bonjour", chat=1), planned, waiting])
    await store.database.transact(_meet_greetings)
    free, behind = met(1, wrote("oui", chat=1), version=0), met(2, wrote("oui", chat=2), version=0)
    await store.database.write(write_fast_turns_among_others, [free, behind])
    assert [turn.written for turn in (free, behind)] == [True, False]


def _meet_greetings() -> Script[None]:
    yield once("UPDATE inbox SET state = 'done' WHERE id = '1 bonjour'")
