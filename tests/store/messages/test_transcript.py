from bot.model.address import Address
from bot.model.events import MessageEdited
from bot.model.parts import Accepted
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.turns import Record
from tests.store.samples import NOON, at, lea, plan, planned, write, wrote

LEA = customer_id_of(lea())


async def talk(store: Store) -> None:
    """Léa writes, is answered, and corrects what she wrote."""
    arrival = wrote("bonjour")
    await store.inbox.put([arrival])
    record = Record()
    record.heard(LEA, arrival.event, micros(NOON))  # type: ignore[arg-type]
    await write(store, record)
    await plan(store, planned("answer", text="Bonjour !"))
    [one] = await store.outbox.claim(("telegram",), 1, NOON)
    await store.outbox.settle(one.part, Accepted("t1"), at(1))
    edited = Record()
    edited.heard(LEA, MessageEdited(id="e", address=lea(), message_id="1", text="bonsoir"), micros(at(2)))
    await write(store, edited)


async def test_a_transcript_reads_as_it_was_said(store: Store) -> None:
    await talk(store)
    lines = await store.transcript.of(LEA)
    assert [(line.direction, line.by, line.text) for line in lines] == [
        ("in", "customer", "bonjour"),
        ("out", "bot", "Bonjour !"),
        ("in", "customer", "bonsoir"),
    ]
    assert lines[1].part is not None
    assert lines[2].heard is not None


async def test_a_reader_gets_what_came_after_a_position(store: Store) -> None:
    await talk(store)
    first, *rest = await store.transcript.of_address(lea())
    assert await store.transcript.of_address(lea(), after=first.position) == rest
    assert await store.transcript.latest_of_address(lea(), 2) == rest


async def test_nothing_is_read_of_another_address(store: Store) -> None:
    await talk(store)
    assert await store.transcript.of_address(Address("web", "visitor")) == []
    assert await store.transcript.of_address(lea(7)) == []
