from datetime import datetime, timedelta

import pytest

from bot.model.customer import Customer, Grant
from bot.model.order import Order
from bot.store import Store
from bot.store.database import batches
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, once
from bot.store.database.times import micros
from bot.store.messages.archive import tidy_inbox
from bot.store.messages.record import Record
from bot.store.people.people import forget_people
from tests.store.samples import LEA, NOON, keep, known, lea, plan, planned, said, timer, wrote

YEAR = timedelta(days=365)


@pytest.fixture(autouse=True)
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "REST", 0)


async def arrives_and_is_met(store: Store, customer: Customer) -> None:
    """A customer whose first word was met at noon, and has been archived since."""
    await keep(store, customer)

    def script() -> Script[None]:
        yield once("UPDATE inbox SET state = 'done', met_at = received_at WHERE state = 'waiting'")
        record = Record()
        record.heard(customer.id, said("bonjour"), micros(NOON))
        yield from record.write()

    await store.database.transact(script)
    await tidy_inbox(store.database, NOON + timedelta(days=30), NOON)


async def a_day_passes(
    store: Store, now: datetime, prospects: timedelta = 3 * YEAR, customers: timedelta = 3 * YEAR
) -> int:
    return await forget_people(store.database, now - prospects, now - customers)


async def rows(store: Store) -> dict[str, int]:
    tables = ("customers", "addresses", "transcript", "events", "last_acts", "outbox", "consents")
    return {table: (await store.database.read(f"SELECT COUNT(*) FROM {table}"))[0][0] for table in tables}


async def test_a_prospect_silent_for_three_years_is_forgotten_whole_in_two_visits(store: Store) -> None:
    await arrives_and_is_met(store, known(last_in=NOON))
    assert await a_day_passes(store, NOON + 3 * YEAR - timedelta(hours=1)) == 0
    assert await a_day_passes(store, NOON + 3 * YEAR + timedelta(hours=1)) == 1
    assert await store.customers.get(LEA) is None
    assert await store.customers.whose(lea()) is None
    assert await a_day_passes(store, NOON + 3 * YEAR + timedelta(days=1)) == 0
    assert set((await rows(store)).values()) == {0}


async def test_who_comes_back_between_the_visits_is_a_new_customer(store: Store) -> None:
    await arrives_and_is_met(store, known(last_in=NOON))
    back = NOON + 3 * YEAR + timedelta(hours=1)
    assert await a_day_passes(store, back) == 1
    await store.inbox.put([wrote("me revoilà", when=back)])
    await a_day_passes(store, back + timedelta(days=1))
    assert await store.customers.whose(lea()) == LEA
    assert (await rows(store))["customers"] == 1


async def test_what_the_shop_tells_of_them_is_an_act_and_our_timer_is_none(store: Store) -> None:
    await arrives_and_is_met(store, known(last_in=NOON))

    def cart() -> Script[None]:
        yield once("UPDATE last_acts SET at = $1 WHERE customer = $2", micros(NOON + YEAR), LEA)

    await store.database.transact(cart)
    assert await a_day_passes(store, NOON + 3 * YEAR + timedelta(days=1)) == 0
    assert await a_day_passes(store, NOON + 4 * YEAR + timedelta(days=1)) == 1


async def test_a_customer_who_ordered_has_a_period_of_their_own(store: Store) -> None:
    await arrives_and_is_met(store, known(last_in=NOON, orders=(Order(key="k", number="1001"),)))
    assert await a_day_passes(store, NOON + 2 * YEAR, prospects=YEAR) == 0
    assert await a_day_passes(store, NOON + 3 * YEAR + timedelta(days=1), prospects=YEAR) == 1


@pytest.mark.parametrize("what", ["a timer", "a part on its way", "a handover"])
async def test_nobody_goes_while_something_of_theirs_is_under_way(store: Store, what: str) -> None:
    await arrives_and_is_met(store, known(last_in=NOON))
    late = NOON + 4 * YEAR
    if what == "a timer":
        await store.inbox.put([timer("renewal", late + YEAR)])
    elif what == "a part on its way":
        await plan(store, planned("part"))
    else:

        def hand_over() -> Script[None]:
            yield once(
                "INSERT INTO handovers (id, customer, team, reason, priority, opened_at) "
                "VALUES ('h', $1, 'shop', 'r', 'normal', 1)",
                LEA,
            )

        await store.database.transact(hand_over)
    assert await a_day_passes(store, late) == 0
    assert await store.customers.get(LEA) == known(last_in=NOON)


async def test_of_who_refused_us_the_refusal_stays_and_nothing_else(store: Store) -> None:
    grants = tuple(
        Grant(purpose="marketing", channel=channel, granted=channel == "sms", at=NOON)
        for channel in ("sms", "telegram")
    )
    refused = known(last_in=NOON, opted_out_at=NOON, grants=grants, facts={"first_name": "Léa"})
    await arrives_and_is_met(store, refused)
    late = NOON + 3 * YEAR + timedelta(days=1)
    assert [await a_day_passes(store, late), await a_day_passes(store, late + timedelta(days=1))] == [1, 0]
    left = await store.customers.get(LEA)
    assert left is not None
    assert (left.opted_out_at, left.facts, [grant.channel for grant in left.grants]) == (NOON, {}, ["telegram"])
    assert await store.customers.whose(lea()) == LEA
    assert (await rows(store))["transcript"] == 0


async def test_consents_stay_as_proof(store: Store) -> None:
    from bot.model.effects import RecordConsent

    await arrives_and_is_met(store, known(last_in=NOON))
    consent = RecordConsent(
        id="c", purpose="marketing", channel="sms", granted=True, wording="w", version="1", source="s", evidence="e",
        language="fr",
    )  # fmt: skip

    def agree() -> Script[None]:
        record = Record()
        record.consent(LEA, consent, micros(NOON))
        yield from record.write()

    await store.database.transact(agree)
    assert await a_day_passes(store, NOON + 4 * YEAR) == 1
    assert [kept.id for kept in await store.consents.of(LEA)] == ["c"]


async def test_who_was_two_customers_is_forgotten_as_one_and_only_when_both_are_silent(store: Store) -> None:
    await arrives_and_is_met(store, known(last_in=NOON))
    other = customer_id_of(lea(7))
    await store.inbox.put([wrote("bonjour", chat=7)])

    def one_person() -> Script[None]:
        yield once("UPDATE inbox SET state = 'done', met_at = received_at")
        yield once("UPDATE addresses SET customer = $2 WHERE customer = $1", other, LEA)
        yield once("UPDATE customers SET merged_into = $2 WHERE id = $1", other, LEA)
        record = Record()
        record.heard(other, said("avant", chat=7), micros(NOON))
        yield from record.write()

    await store.database.transact(one_person)
    await tidy_inbox(store.database, NOON + timedelta(days=30), NOON)
    assert await a_day_passes(store, NOON + 3 * YEAR - timedelta(hours=1)) == 0
    assert (await rows(store))["customers"] == 2, "who is somebody else is no shell to be taken"
    assert await a_day_passes(store, NOON + 3 * YEAR + timedelta(hours=1)) == 1
    assert await a_day_passes(store, NOON + 3 * YEAR + timedelta(days=1)) == 0
    assert set((await rows(store)).values()) == {0}
