"""Customers, events and parts for tests of what is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.customer import Customer, KnownAddress
from bot.model.events import MessageReceived, TimerDue
from bot.model.message import Purpose
from bot.model.parts import PartBody
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script
from bot.store.messages.part_rows import Planned
from bot.store.messages.record import Record
from bot.store.people.personal import tables

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def lea(chat: int = 42) -> Address:
    return Address("telegram", str(chat))


LEA = customer_id_of(lea())


def said(text: str, *, id: str | None = None, chat: int = 42) -> MessageReceived:
    return MessageReceived(id=id or f"{chat} {text}", address=lea(chat), text=text)


def wrote(text: str, *, id: str | None = None, chat: int = 42, ordinal: int = 0, when: datetime = NOON) -> Arrival:
    event = said(text, id=id, chat=chat)
    return Arrival(event=event, received_at=when, names=(lea(chat),), source="telegram", ordinal=ordinal, raw="{}")


def timer(id: str, due: datetime, *, chat: int = 42, kind: str = "remind") -> Arrival:
    event = TimerDue(id=id, kind=kind, set_by="turn", due_at=due)
    return Arrival(event=event, received_at=NOON, customer=customer_id_of(lea(chat)), source="timer", due_at=due)


def planned(
    id: str,
    *,
    chat: int = 42,
    purpose: Purpose = "reply",
    due: datetime = NOON,
    address: Address | None = None,
    text: str | None = None,
    by: str = "bot",
) -> Planned:
    return Planned(
        id=id,
        customer=customer_id_of(lea(chat)),
        address=address or lea(chat),
        body=PartBody(text=text if text is not None else f"text of {id}"),
        purpose=purpose,
        created_at=NOON,
        due_at=due,
        event="turn",
        by=by,
    )


async def write(store: Store, record: Record) -> None:
    await store.database.transact(record.write)


async def plan(store: Store, *parts: Planned) -> None:
    """Put parts in the outbox, as a turn does."""
    record = Record()
    for part in parts:
        record.part(part)
    await write(store, record)


async def keep(store: Store, customer: Customer) -> None:
    """Keep a customer's document, as a turn does."""

    def script() -> Script[None]:
        record = Record()
        record.customer(customer, 1, 1)
        yield from record.write()

    await store.inbox.put([wrote("bonjour", id=f"hello {customer.id}")])
    await store.database.transact(script)


def known(chat: int = 42, **facts: object) -> Customer:
    address = KnownAddress(address=lea(chat), last_in=NOON)
    return Customer(id=customer_id_of(lea(chat)), created_at=NOON, addresses=(address,), **facts)  # type: ignore[arg-type]


async def everything(store: Store) -> str:
    """Return every row that may hold something on somebody, a line each."""
    found = []
    for table in [*await tables(store.database), "customers", "suppressions", "erasures", "stray_reports"]:
        found += [f"{table} {tuple(row)}" for row in await store.database.read(f"SELECT * FROM {table}")]
    return "\n".join(found)
