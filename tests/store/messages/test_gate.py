"""What is known of a customer at the claim of a part."""

from __future__ import annotations

from bot.model.arrivals import Arrival
from bot.model.conversation import Handover
from bot.model.events import StaffTookOver
from bot.model.message import Purpose
from bot.store import Store
from bot.store.messages.gate import Gate, gate_of
from tests.store.samples import LEA, NOON, at, known, lea, plan, planned, wrote
from tests.work.shop import Shop


def test_of_somebody_unknown_nothing_is_known_but_what_left_for_their_number() -> None:
    assert gate_of(None, lea(), ({"42": 3}, {"42": 70})) == Gate(sent_today=3, sent_to_country=70)


def test_who_has_the_thread_matters_to_what_the_bot_said() -> None:
    asked_for = known(handover=Handover(id="h", team="", reason="wish", since=NOON))
    held = known(handover=Handover(id="h", team="", reason="wish", since=NOON, staff="theo", touched=at(1)))
    assert gate_of(held, lea(), by_bot=True).taken_at == at(1)
    assert gate_of(held, lea()).taken_at is None
    assert gate_of(asked_for, lea(), by_bot=True).taken_at is None
    assert gate_of(known(), lea(), by_bot=True).taken_at is None


async def test_a_claim_tells_the_bot_s_words_from_a_person_s(store: Store) -> None:
    shop = Shop(store)
    await store.inbox.put([wrote("/start")])
    took = StaffTookOver(id="t", staff="theo")
    await store.inbox.put([Arrival(event=took, received_at=NOON, customer=LEA, source="console")])
    await shop.meet()
    for one in await store.outbox.claim(("telegram",), 9, shop.now):
        await store.outbox.drop(one.part, "out of the way", "test", shop.now)
    purpose: Purpose = "service"
    await plan(store, planned("news", purpose=purpose), planned("mine", purpose=purpose, by="theo"))
    gates = {}
    for _ in range(3):
        for one in await store.outbox.claim(("telegram",), 9, shop.now):
            gates[one.part.id] = one.gate.taken_at
            await store.outbox.drop(one.part, "out of the way", "test", shop.now)
    assert gates["news"] is not None
    assert gates["mine"] is None
