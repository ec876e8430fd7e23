"""SMS by the country of their number, within a day, on both databases."""

from __future__ import annotations

from bot.model.address import Address
from bot.model.parts import Accepted, Unknown
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.people.erasing import Keyed
from tests.store.samples import at, keep, known, lea, plan, planned

FRENCH, BELGIAN, NOWHERE = "+33612345678", "+32470123456", "36180"


async def test_what_has_left_or_may_have_is_counted_for_a_day(store: Store) -> None:
    numbers = [FRENCH, "+33699999999", BELGIAN, NOWHERE]
    sms = [planned(f"p{place}", chat=place, address=Address("sms", number)) for place, number in enumerate(numbers)]
    await plan(store, *sms, planned("p9", chat=9))
    claimed = await store.outbox.claim(("sms", "telegram"), 9, at(0))
    assert [one.gate.sent_to_country for one in claimed] == [0] * 5
    for one in claimed:
        outcome = Unknown("timeout") if one.part.address.id == BELGIAN else Accepted(f"sid-{one.part.id}")
        await store.outbox.settle(one.part, outcome, at(1))
    assert await store.sms_counts.by_country(at(3600)) == {"": 1, "BE": 1, "FR": 2}
    assert await store.sms_counts.by_country(at(26 * 3600)) == {}


async def test_the_next_claim_knows_it(store: Store) -> None:
    await plan(store, planned("p1", chat=1, address=Address("sms", FRENCH)))
    [first] = await store.outbox.claim(("sms",), 9, at(0))
    await store.outbox.settle(first.part, Accepted("sid"), at(1))
    await plan(store, planned("p2", chat=2, address=Address("sms", "+33699999999")))
    [second] = await store.outbox.claim(("sms",), 9, at(2))
    assert second.gate.sent_to_country == 1


async def test_of_who_is_erased_before_staff_are_told_of_a_country_nothing_is_written(store: Store) -> None:
    for number, erased in ((FRENCH, True), (BELGIAN, False)):
        customer, sms = customer_id_of(lea(7)), Address("sms", number)
        await keep(store, known(7))
        await plan(store, planned(f"p{number}", chat=7, address=sms))
        [one] = await store.outbox.claim(("sms",), 9, at(0))
        if erased:
            await store.erase(customer, Keyed(b"k" * 32), "zoe", at(1))
        assert await store.sms_counts.stopped(one.part, "no more", at(2))
        assert not await store.sms_counts.stopped(one.part, "no more", at(3))
        rows = await store.database.read(
            "SELECT words FROM ledger WHERE customer = $1 AND rule = 'staff told'", customer
        )
        assert [row[0] for row in rows] == ([] if erased else ["no more"])
    assert await store.sms_counts.stopped_since("FR") == at(2)
