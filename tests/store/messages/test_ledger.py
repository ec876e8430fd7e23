from bot.model.effects import Decide
from bot.model.parts import Accepted
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.ledger import Sent
from bot.store.messages.record import Record
from tests.store.samples import LEA, NOON, at, plan, planned, write


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
