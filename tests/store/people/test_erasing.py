"""A person erased: nothing is left in any table but hashes, whatever was under way."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.customer import JourneyState
from bot.model.effects import RecordConsent
from bot.model.events import ConsentGiven, CustomerImported
from bot.model.parts import Accepted, Refused
from bot.rules.contact.contact_policy import consents
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.archive import REPEATS_KNOWN, tidy_inbox
from bot.store.messages.record import Record
from bot.store.people.erasing import Keyed, owners
from bot.store.people.people import forget_people
from bot.work.sending.dispatcher_news import news_of_outcome
from tests.store.samples import LEA, NOON, everything, keep, known, lea, plan, planned, timer, write, wrote
from tests.work.shop import open_shop

KEYED = Keyed(b"k" * 32)
VISITOR = Address("web", "1" * 32)


async def _known(store: Store) -> None:
    journey = JourneyState(journey="achat", stage="choix", since=NOON)
    await keep(store, known(journeys=(journey,), facts={"first_name": "Léa"}))
    record = Record()
    proof = RecordConsent(
        id="c1", purpose="marketing", channel="sms", granted=True, wording="oui", version="v", source="form",
        evidence="ticket", language="fr",
    )  # fmt: skip
    record.consent(LEA, proof, micros(NOON))
    record.heard(LEA, wrote("Léa Martin").event, micros(NOON))  # type: ignore[arg-type]
    record.addresses(LEA, [VISITOR], micros(NOON))
    await write(store, record)
    await plan(store, planned("waits"), planned("leaves"))
    await store.inbox.put([timer("soon", NOON + timedelta(days=1)), wrote("hier", id="a1b2")])


async def test_nothing_is_left_but_hashes_and_that_it_was_done(store: Store) -> None:
    await _known(store)
    assert await owners(store.database, LEA) == (LEA, VISITOR.id)
    erased = await store.erase(LEA, KEYED, "zoe", NOON)
    assert erased.owners == (LEA, VISITOR.id)
    assert (erased.counts["consents"], erased.counts["outbox"], erased.counts["addresses"]) == (1, 2, 2)
    left = await everything(store)
    for word in ("Léa", "telegram:42", VISITOR.id, "hier", "ticket", "achat"):
        assert word not in left
    assert left.count("suppressions") == 2
    assert left.count("erasures") == 1
    assert await store.customers.find("42") is None


async def test_others_are_untouched_and_the_empty_row_is_taken_the_next_day(store: Store) -> None:
    await _known(store)
    await store.inbox.put([wrote("bonjour", chat=7)])
    await store.erase(LEA, KEYED, "zoe", NOON)
    await tidy_inbox(store.database, NOON + REPEATS_KNOWN * 2, NOON)
    await forget_people(store.database, NOON - timedelta(days=1), NOON - timedelta(days=1))
    assert [row[0] for row in await store.database.read("SELECT id FROM customers")] == [customer_id_of(lea(7))]


async def test_a_part_that_is_being_sent_leaves_no_trace(store: Store) -> None:
    await _known(store)
    [claimed] = await store.outbox.claim(("telegram",), 1, NOON)
    await store.erase(LEA, KEYED, "zoe", NOON)
    await store.outbox.settle(claimed.part, Accepted("t1"), NOON)
    left = await everything(store)
    assert "text of" not in left
    assert await store.outbox.counts() == {}


async def test_a_part_that_is_refused_after_it_leaves_no_trace_either(store: Store) -> None:
    await _known(store)
    [claimed] = await store.outbox.claim(("telegram",), 1, NOON)
    await store.erase(LEA, KEYED, "zoe", NOON)
    left = await everything(store)
    refused = Refused("blocked by Léa", gone=True)
    await store.inbox.put_news(claimed.part.id, news_of_outcome(claimed.part, refused, NOON))
    await store.outbox.settle(claimed.part, refused, NOON)
    await store.outbox.drop(claimed.part, "Léa has opted out", "opt-out", NOON)
    assert await everything(store) == left


async def test_the_repeat_of_what_waited_to_be_met_begins_nobody(store: Store) -> None:
    async with open_shop(store) as shop:
        await store.inbox.put([wrote("Bonjour, Léa Martin", id="a1b2")])
        await store.erase(LEA, KEYED, "zoe", NOON)
        await store.inbox.put([wrote("Bonjour, Léa Martin", id="a1b2")])
        await shop.meet()
        assert await store.customers.whose(lea()) is None
        assert "Léa" not in await everything(store)


async def test_who_was_met_just_before_is_not_met_again_when_the_provider_repeats_it(store: Store) -> None:
    async with open_shop(store) as shop:
        await store.inbox.put([wrote("/start")])
        await shop.meet()
        await store.erase(LEA, KEYED, "zoe", NOON)
        await store.inbox.put([wrote("/start")])
        await shop.meet()
        assert await store.transcript.of(LEA) == []


async def test_an_import_brings_them_back_opted_out_whatever_consent_it_brings(store: Store) -> None:
    async with open_shop(store) as shop:
        shop.consumer._keyed = KEYED
        await _known(store)
        await store.erase(LEA, KEYED, "zoe", NOON)
        event = CustomerImported(id="import", facts={"first_name": "Léa"}, addresses=(lea(),))
        agreed = ConsentGiven(id="agreed", purpose="marketing", channel="telegram", wording="oui", source="form")
        for one in (event, agreed):
            await store.inbox.put([Arrival(event=one, received_at=NOON, names=(lea(),), source="import")])
        await shop.meet()
        customer = await store.customers.get(LEA)
        assert customer is not None
        assert customer.facts == {"first_name": "Léa"}
        assert customer.opted_out_at is not None
        assert (await store.consents.of(LEA))[0].evidence == "erased before"
        assert consents(customer, "marketing", "sms") is False


async def test_an_address_that_was_erased_brings_its_refusal_to_a_known_customer(store: Store) -> None:
    async with open_shop(store) as shop:
        shop.consumer._keyed = KEYED
        await _known(store)
        await store.erase(LEA, KEYED, "zoe", NOON)
        await forget_people(store.database, NOON + timedelta(days=1), NOON + timedelta(days=1))
        await store.inbox.put([wrote("/start", chat=7)])
        await shop.meet()
        for chat, refuses in ((8, False), (42, True)):
            event = CustomerImported(id=f"import {chat}", addresses=(lea(chat),))
            await store.inbox.put([Arrival(event=event, received_at=NOON, names=(lea(7),), source="import")])
            await shop.meet()
            customer = await store.customers.get(customer_id_of(lea(7)))
            assert customer is not None
            assert (customer.opted_out_at is not None) == refuses


async def test_who_never_was_erased_begins_as_anybody(store: Store) -> None:
    async with open_shop(store) as shop:
        shop.consumer._keyed = KEYED
        await store.inbox.put([wrote("/start")])
        await shop.meet()
        customer = await store.customers.get(LEA)
        assert customer is not None
        assert customer.opted_out_at is None


async def test_turns_and_the_erasure_race_and_no_word_from_before_is_left(store: Store) -> None:
    async with open_shop(store) as shop:
        await store.inbox.put([wrote("/start secret", id="first")])
        await shop.meet()

        async def talks() -> None:
            for number in range(8):
                await store.inbox.put([wrote(f"/help {number}")])
                await shop.consumer.drain()

        await asyncio.gather(talks(), store.erase(LEA, KEYED, "zoe", NOON))
        await shop.meet()
        assert "secret" not in await everything(store)
        assert await store.inbox.overdue(shop.now) == 0
        assert await store.inbox.count_dead() == 0


def test_a_hash_is_ones_own() -> None:
    assert Keyed(b"a")("phone:+33612345678") != Keyed(b"b")("phone:+33612345678")
    assert Keyed(b"a")("x") == Keyed(b"a")("x")
