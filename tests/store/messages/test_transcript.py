import msgspec

from bot.model.address import Address
from bot.model.events import MessageEdited, MessageReceived
from bot.model.message import Media
from bot.model.parts import Accepted, PartBody
from bot.model.table import Table
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.messages.transcript import files_in
from tests.store.samples import LEA, NOON, at, lea, plan, planned, write, wrote


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


def test_the_files_of_a_message_are_those_that_came_or_the_one_that_we_sent() -> None:
    photo, bill = Media("photo", "AgACAgQ"), Media("document", "staff/…", name="Facture.pdf")
    drawn = Media("photo", "", table=Table("Comparaison", (), ()))
    heard = MessageReceived(id="e", address=lea(), text="", media=(photo, bill))
    for body, files in (
        (heard, (photo, bill)),
        (MessageEdited(id="e", address=lea(), message_id="1", text="bonsoir"), ()),
        (PartBody(text="Voici", media=bill), (bill,)),
        (PartBody(text="Voici"), ()),
        (PartBody(media=drawn), ()),
    ):
        assert files_in(msgspec.json.encode(body)) == files
