import pytest

from bot.model.effects import Decide, RecordMoment, RecordMove
from bot.model.events import MessageEdited
from bot.model.parts import Accepted, Unknown
from bot.store import Store
from bot.store.database.database import Database
from bot.store.database.script import Row, Script, once
from bot.store.database.times import micros
from bot.store.messages.record import Record
from tests.store.samples import NOON, at, keep, known, lea, plan, planned, write, wrote

LEA = known()


async def known_already(store: Store) -> None:
    """Keep Léa's document; what made her known has had its turn."""

    def script() -> Script[None]:
        yield once("UPDATE inbox SET state = 'done', met_at = $1 WHERE state = 'waiting'", micros(NOON))

    await keep(store, LEA)
    await store.database.transact(script)


async def talk(store: Store) -> None:
    """Léa writes; of what we answer one part left, one waits, of one nobody knows, and one was given up."""
    await known_already(store)
    record = Record()
    record.heard(LEA.id, wrote("bonjour").event, micros(NOON))  # type: ignore[arg-type]
    said = Decide(id="d1", kind="sent", words="she asked", rule="flow:3", outbox="left", version="v1")
    record.decision(LEA.id, said, "event", micros(NOON))
    record.decision(LEA.id, Decide(id="d2", kind="held", words="quiet hours", rule="quiet hours"), "e", micros(at(5)))
    await write(store, record)
    await plan(store, planned("left", text="Bonjour !"))
    [left] = await store.outbox.claim(("telegram",), 1, at(1))
    await store.outbox.settle(left.part, Accepted("t1"), at(1))
    await plan(store, planned("given up"), planned("unclear"), planned("waits", due=at(900)))
    [given_up] = await store.outbox.claim(("telegram",), 1, at(2))
    await store.outbox.drop(given_up.part, "too late", "age", at(2))
    [unclear] = await store.outbox.claim(("telegram",), 1, at(3))
    await store.outbox.settle(unclear.part, Unknown("time-out"), at(3))


async def test_a_thread_has_what_was_said_what_waits_what_is_unclear_and_what_never_left(store: Store) -> None:
    await talk(store)
    stretch = await store.thread_lines.page(LEA.id)
    states = {line.source: line.state for line in stretch.lines}
    assert states == {
        "42 bonjour": None,
        "left": "accepted",
        "given up": "dropped",
        "unclear": "unknown",
        "waits": "queued",
    }
    assert {line.source for line in stretch.lines if line.place is None} == {"given up", "unclear", "waits"}
    assert stretch.before is None
    reasons = {entry.kind: entry.words for entry in stretch.decisions}
    assert reasons == {"sent": "she asked", "held": "quiet hours", "not_sent": "too late"}


@pytest.mark.parametrize("nth", [1, 2])
async def test_what_leaves_while_a_thread_is_read_stands_there_once(
    store: Store, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    await known_already(store)
    await plan(store, planned("reply", text="Ici Théo."))
    [reply] = await store.outbox.claim(("telegram",), 1, at(1))
    read, reads = Database.read, 0

    async def leaving(database: Database, sql: str, *values: object) -> list[Row]:
        nonlocal reads
        rows = await read(database, sql, *values)
        if " outbox o " in sql and (reads := reads + 1) == nth:
            monkeypatch.setattr(Database, "read", read)
            await store.outbox.settle(reply.part, Accepted("t1"), at(1))
        return rows

    monkeypatch.setattr(Database, "read", leaving)
    stretch = await store.thread_lines.page(LEA.id)
    assert [line.text for line in stretch.lines] == ["Ici Théo."]


def _given_up() -> Script[None]:
    yield once("UPDATE inbox SET state = 'dead' WHERE id = $1", "42 une question")


async def test_a_message_stands_there_before_its_turn_and_where_the_turn_failed(store: Store) -> None:
    await known_already(store)
    await store.inbox.put([wrote("une question"), wrote("et une autre", when=at(1))])
    lines = (await store.thread_lines.page(LEA.id)).lines
    assert [(line.text, line.unmet, line.place) for line in lines] == [
        ("une question", "waiting", None),
        ("et une autre", "waiting", None),
    ]
    await store.database.transact(_given_up)
    assert [line.unmet for line in (await store.thread_lines.page(LEA.id)).lines] == ["dead", "waiting"]


async def test_what_has_its_turn_while_a_thread_is_read_stands_there_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await known_already(store)
    await store.inbox.put([wrote("une question")])
    read = Database.read

    async def meeting(database: Database, sql: str, *values: object) -> list[Row]:
        rows = await read(database, sql, *values)
        if " inbox i" in sql or " transcript t" in sql:
            monkeypatch.setattr(Database, "read", read)
            record = Record()
            record.heard(LEA.id, wrote("une question").event, micros(NOON))  # type: ignore[arg-type]
            await write(store, record)
        return rows

    monkeypatch.setattr(Database, "read", meeting)
    assert [line.text for line in (await store.thread_lines.page(LEA.id)).lines] == ["une question"]


async def test_what_never_had_its_turn_stands_in_the_page_of_its_time(store: Store) -> None:
    await known_already(store)
    record = Record()
    for number in range(4):
        record.heard(LEA.id, wrote(f"message {number}").event, micros(at(number * 60)))  # type: ignore[arg-type]
    await write(store, record)
    await store.inbox.put([wrote("hors d’atteinte", when=at(30))])
    newest = await store.thread_lines.page(LEA.id, limit=2)
    assert [line.text for line in newest.lines] == ["message 2", "message 3"]
    older = await store.thread_lines.page(LEA.id, newest.before, limit=2)
    assert [line.text for line in older.lines] == ["message 0", "hors d’atteinte", "message 1"]


async def test_older_pages_have_their_own_decisions_and_nothing_that_waits(store: Store) -> None:
    await known_already(store)
    record = Record()
    for number in range(7):
        when = micros(at(number * 7200))
        record.heard(LEA.id, wrote(f"message {number}").event, when)  # type: ignore[arg-type]
        record.decision(LEA.id, Decide(id=f"d{number}", kind="ignored", words=str(number), rule="r"), "e", when)
    await write(store, record)
    newest = await store.thread_lines.page(LEA.id, limit=3)
    assert [line.text for line in newest.lines] == ["message 4", "message 5", "message 6"]
    assert [entry.words for entry in newest.decisions] == ["4", "5", "6"]
    older = await store.thread_lines.page(LEA.id, newest.before, limit=3)
    assert [line.text for line in older.lines] == ["message 1", "message 2", "message 3"]
    assert [entry.words for entry in older.decisions] == ["1", "2", "3"]
    oldest = await store.thread_lines.page(LEA.id, older.before, limit=3)
    assert [line.text for line in oldest.lines] == ["message 0"]
    assert oldest.before is None


async def test_an_edit_is_a_line_that_says_what_it_changes(store: Store) -> None:
    await known_already(store)
    record = Record()
    edit = MessageEdited(id="e", address=lea(), message_id="7", text="bonsoir")
    record.heard(LEA.id, edit, micros(NOON))
    await write(store, record)
    [line] = (await store.thread_lines.page(LEA.id)).lines
    assert line.heard == edit


async def test_moves_and_moments_are_read_as_they_happened(store: Store) -> None:
    await known_already(store)
    record = Record()
    for number, stage in enumerate(("discover", "compare")):
        move = RecordMove(id=f"m{number}", journey="purchase", stage=stage, cause="said so", direction="advancing")
        record.move(LEA.id, move, micros(at(number)))
    felt = RecordMoment(id="f", journey="purchase", cause="rated", change=10, value=60, rule="r", version="v")
    record.moment(LEA.id, felt, micros(at(3)))
    await write(store, record)
    assert [move.stage for move in await store.thread_lines.moves([LEA.id])] == ["discover", "compare"]
    assert [(moment.change, moment.value) for moment in await store.thread_lines.moments([LEA.id])] == [(10, 60)]


async def test_the_flows_that_a_person_has_been_in_come_the_latest_first(store: Store) -> None:
    await known_already(store)
    record = Record()
    for number, flow in enumerate(["machine", "cart", None, "machine"]):
        told = Decide(id=f"d{number}", kind="started", words="", rule="r", flow=flow)
        record.decision(LEA.id, told, "e", micros(at(number)))
    await write(store, record)
    assert await store.thread_lines.gone_through(LEA.id) == ["machine", "cart"]
    assert await store.customers.ids(LEA.id) == [LEA.id]


async def test_what_was_decided_between_two_messages_stands_on_one_page_alone(store: Store) -> None:
    await known_already(store)
    record = Record()
    for minute in range(0, 60, 10):
        record.heard(LEA.id, wrote(f"{minute}").event, micros(at(minute * 60)))  # type: ignore[arg-type]
        held = Decide(id=f"d{minute}", kind="held", words=f"{minute}", rule="quiet hours")
        record.decision(LEA.id, held, "e", micros(at(minute * 60 + 300)))
    await write(store, record)
    stretch = await store.thread_lines.page(LEA.id, limit=2)
    pages = [stretch]
    while stretch.before is not None:
        stretch = await store.thread_lines.page(LEA.id, stretch.before, limit=2)
        pages.append(stretch)
    assert [[one.words for one in page.decisions if page.holds(one.at)] for page in pages] == [
        ["30", "40", "50"],
        ["10", "20"],
        ["0"],
    ]
