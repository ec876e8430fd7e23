from bot.model.effects import Decide
from bot.model.events import MessageReceived
from bot.model.parts import Accepted
from bot.store import Store
from bot.store.identity import customer_id_of
from bot.store.ledger import Sent
from bot.store.script import Script, many
from bot.store.statements import statements
from bot.store.times import micros
from bot.store.turns import Record
from tests.store.samples import NOON, at, lea, plan, planned, write

LEA = customer_id_of(lea())


async def test_decisions_are_read_in_the_order_in_which_they_were_taken(store: Store) -> None:
    record = Record()
    for n in range(12):
        decision = Decide(id=f"{99 - n}", kind="held", words=f"reason {n}", rule="quiet hours", facts={"hour": n})
        record.decision(LEA, decision, "event", micros(at(n // 6)))
    await write(store, record)
    entries = await store.ledger.of(LEA, NOON)
    assert [entry.words for entry in entries] == [f"reason {n}" for n in range(12)]
    assert (entries[3].facts, entries[3].rule, entries[3].event) == ({"hour": 3}, "quiet hours", "event")
    assert len(await store.ledger.of(LEA, at(1))) == 6


async def test_a_decision_leads_to_the_words_of_its_message_and_what_became_of_it(store: Store) -> None:
    message, other = "a" * 32, "b" * 32
    await plan(store, planned(f"{message}00", text="Bonjour."), planned(f"{message}01", text="Et voici."))
    await plan(store, planned(f"{other}00", text="Encore."))
    [first] = await store.outbox.claim(("telegram",), 1, NOON)
    await store.outbox.settle(first.part, Accepted("t1"), NOON)
    sent = await store.ledger.sent([message, f"{other}00", "c" * 32])
    assert sent == {
        message: Sent(channel="telegram", state="accepted", text="Bonjour. Et voici."),
        f"{other}00": Sent(channel="telegram", state="queued", text="Encore."),
    }


async def test_what_was_not_understood_is_read_once_with_its_words(store: Store) -> None:
    record = Record()
    for n, text in enumerate(("Vous vendez du thé ?", "Merci")):
        record.heard(LEA, MessageReceived(id=f"m{n}", address=lea(), text=text), micros(at(n)))
    for number in range(2):
        decision = Decide(id=f"d{number}", kind="not_understood", words="?", rule="understanding")
        record.decision(LEA, decision, "m0", micros(at(0)))
    await write(store, record)
    assert await store.ledger.not_understood(NOON) == [("Vous vendez du thé ?", at(0))]
    assert await store.ledger.not_understood(at(1)) == []


async def test_the_same_words_of_many_are_one_row(store: Store) -> None:
    record = Record()
    for n, (chat, text) in enumerate(((1, "Du thé ?"), (2, "Du thé ?"), (3, "Des vélos ?"))):
        who = customer_id_of(lea(chat))
        record.heard(who, MessageReceived(id=f"m{n}", address=lea(chat), text=text), micros(at(n)))
        for number in range(2):
            decision = Decide(id=f"d{n} {number}", kind="not_understood", words="?", rule="understanding")
            record.decision(who, decision, f"m{n}", micros(at(n)))
    await write(store, record)
    await store.database.transact(_two_places)
    wanted = [("Des vélos ?", at(2), 1), ("Du thé ?", at(1), 2)]
    assert sorted(await store.ledger.wordings(NOON, at(9))) == wanted
    assert await store.ledger.wordings(NOON, at(1)) == [("Du thé ?", at(0), 1)]
    assert await store.ledger.wordings(NOON, at(9), ["lyon"]) == [("Du thé ?", at(0), 1)]


def _two_places() -> Script[None]:
    points = {1: "lyon", 2: "annecy", 3: "annecy"}
    people = {customer_id_of(lea(chat)): place for chat, place in points.items()}
    yield many(statements("inbox")["new_customer"], [(who, 1) for who in people])
    yield many("UPDATE customers SET point_of_sale = $2 WHERE id = $1", list(people.items()))


async def test_what_may_have_meant_several_things_is_read_where_nobody_chose(store: Store) -> None:
    record = Record()
    for n, text in enumerate(("Vous vendez du thé ?", "Et une bouilloire ?")):
        record.heard(LEA, MessageReceived(id=f"m{n}", address=lea(), text=text), micros(at(n)))
        decision = Decide(id=f"d{n}", kind="understood", words="?", rule="understanding")
        record.decision(LEA, decision, f"m{n}", micros(at(n)))
    record.decision(LEA, Decide(id="d2", kind="understood", words="!", rule="did you mean"), "m2", micros(at(2)))
    await write(store, record)
    assert await store.ledger.not_understood(NOON) == [("Vous vendez du thé ?", at(0))]
    later = Record()
    later.heard(LEA, MessageReceived(id="m3", address=lea(), text="Du thé vert ?"), micros(at(3)))
    later.decision(LEA, Decide(id="d3", kind="understood", words="?", rule="understanding"), "m3", micros(at(3)))
    await write(store, later)
    assert await store.ledger.not_understood(at(1)) == [("Du thé vert ?", at(3))]
