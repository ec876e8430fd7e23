import asyncio
import random

import pytest

from bot.model.address import Address, Channel
from bot.model.arrivals import Arrival
from bot.model.events import ChatOpened, ShopReported
from bot.model.message import Reading
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, once
from bot.store.database.times import micros
from bot.store.people.erasing import Keyed
from tests.store.samples import NOON, at, lea, plan, planned, timer, wrote


async def test_an_event_delivered_one_to_five_times_shuffled_and_at_once_is_kept_once(store: Store) -> None:
    chance = random.Random(7)
    messages = [wrote(f"message {n}", chat=n % 9, ordinal=n) for n in range(200)]
    deliveries = [message for message in messages for _ in range(chance.randint(1, 5))]
    chance.shuffle(deliveries)
    await asyncio.gather(*(store.inbox.put([delivery]) for delivery in deliveries))
    rows = await store.database.read("SELECT id FROM inbox")
    assert sorted(row[0] for row in rows) == sorted(message.event.id for message in messages)
    assert await store.customers.count() == 9


PHONES: tuple[Channel, ...] = ("sms", "whatsapp")


async def test_one_number_is_one_customer_by_sms_and_by_whatsapp(store: Store) -> None:
    for n, channel in enumerate(PHONES):
        address = Address(channel, "+33612345678")
        await store.inbox.put(
            [Arrival(event=ChatOpened(id=str(n), address=address), received_at=NOON, names=(address,))]
        )
    assert await store.customers.count() == 1
    whose = await store.customers.whose(Address("whatsapp", "+33612345678"))
    assert whose == customer_id_of(Address("sms", "+33612345678"))
    assert {one.channel for one in await store.customers.addresses(str(whose))} == {"sms", "whatsapp"}


async def test_the_first_name_that_is_known_tells_whose_an_event_is_and_the_others_become_theirs(store: Store) -> None:
    await store.inbox.put([wrote("bonjour")])
    order = Arrival(
        event=ShopReported(id="order", name="order.created"),
        received_at=NOON,
        names=(Address("shop", "17"), lea(), Address("email", "lea@example.com")),
    )
    await store.inbox.put([order])
    assert await store.customers.count() == 1
    assert await store.customers.whose(Address("email", "lea@example.com")) == customer_id_of(lea())
    assert await store.customers.find("17") == customer_id_of(lea())


async def test_two_known_people_are_never_merged_by_an_event_that_names_both(store: Store) -> None:
    await store.inbox.put([wrote("bonjour", chat=1), wrote("bonjour", chat=2)])
    both = Arrival(event=ShopReported(id="both", name="x.both"), received_at=NOON, names=(lea(1), lea(2)))
    await store.inbox.put([both])
    assert await store.customers.whose(lea(2)) == customer_id_of(lea(2))
    assert [row[0] for row in await store.inbox.planned(customer_id_of(lea(1)))] == ["1 bonjour", "both"]


async def test_a_number_that_is_somebody_s_by_sms_is_not_made_another_s_by_whatsapp(store: Store) -> None:
    theirs = Address("sms", "+33612345678")
    await store.inbox.put([wrote("bonjour", chat=1)])
    await store.inbox.put([Arrival(event=ChatOpened(id="sms", address=theirs), received_at=NOON, names=(theirs,))])
    names = (lea(1), Address("whatsapp", theirs.id))
    both = Arrival(event=ShopReported(id="both", name="x.both"), received_at=NOON, names=names)
    await store.inbox.put([both])
    assert {one.channel for one in await store.customers.addresses(customer_id_of(lea(1)))} == {"telegram"}


async def test_who_was_erased_is_not_made_anew_by_what_is_delivered_again(store: Store) -> None:
    await store.inbox.put([wrote("bonjour")])
    await store.erase(customer_id_of(lea()), Keyed(b"k" * 32), "camille", at(1))
    await store.inbox.put([wrote("bonjour"), wrote("salut", chat=7)])
    assert await store.customers.whose(lea()) is None
    assert await store.customers.whose(lea(7)) == customer_id_of(lea(7))


async def test_what_became_of_a_part_comes_in_unless_the_part_is_gone(store: Store) -> None:
    await plan(store, planned("p"))
    await store.inbox.put_news("gone", [wrote("of one that is gone", chat=7)])
    await store.inbox.put_news("p", [wrote("of one that is there")])
    known = ["7 of one that is gone", "42 of one that is there"]
    assert await store.inbox.known(known) == {known[1]}


async def test_an_event_without_a_customer_or_an_address_is_refused_and_harms_nobody(store: Store) -> None:
    nameless = Arrival(event=ShopReported(id="nameless", name="x.nobody"), received_at=NOON)
    fine = [store.inbox.put([wrote(f"fine {n}")]) for n in range(20)]
    results = await asyncio.gather(*fine, store.inbox.put([nameless]), return_exceptions=True)
    assert isinstance(results[-1], ValueError)
    assert results[:-1] == [None] * 20
    assert await store.inbox.overdue(NOON) == 20


async def test_a_cursor_moves_in_the_commit_of_its_events(store: Store) -> None:
    await store.inbox.put([wrote("one")], cursor=("telegram", "8"), door="poll")
    assert await store.cursors.get("telegram") == "8"
    nameless = Arrival(event=ShopReported(id="nameless", name="x.nobody"), received_at=NOON)
    with pytest.raises(ValueError, match="names neither"):
        await store.inbox.put([nameless], cursor=("telegram", "9"))
    assert await store.cursors.get("telegram") == "8"


async def test_putting_rings_the_bell_after_the_commit(store: Store) -> None:
    with store.bell.listen("inbox") as listener:
        await store.inbox.put([wrote("bonjour")])
        assert await listener.rung(1)


async def test_a_timer_is_not_due_before_its_time(store: Store) -> None:
    await store.inbox.put([wrote("bonjour"), timer("later", at(60))])
    assert await store.inbox.overdue(at(59)) == 1
    assert await store.inbox.overdue(at(60)) == 2
    assert await store.inbox.next_due(NOON) == at(60)
    assert await store.inbox.next_due(at(60)) is None
    assert [await store.inbox.lag(at(seconds)) for seconds in (5, -5)] == [5.0, 0.0]


async def test_where_nothing_has_come_nothing_waits(store: Store) -> None:
    assert (await store.inbox.lag(NOON), await store.inbox.next_due(NOON)) == (0.0, None)
    assert (await store.inbox.overdue(NOON), await store.inbox.count_dead()) == (0, 0)


async def test_readings_stay_with_their_row(store: Store) -> None:
    await store.inbox.put([wrote("bonjour")])
    [(position,)] = await store.database.read("SELECT position FROM inbox")
    with store.bell.listen("inbox") as listener:
        await store.inbox.keep_readings([(position, Reading(language="fr"))])
        assert await listener.rung(20)
    assert await store.database.read("SELECT reading FROM inbox") == [('{"language":"fr"}',)]


async def test_a_dead_letter_can_be_read_and_revived(store: Store) -> None:
    await store.inbox.put([wrote("bonjour")])

    def die() -> Script[None]:
        yield once("UPDATE inbox SET state = 'dead', attempts = 3, fault = 'Traceback'")

    await store.database.transact(die)
    [letter] = await store.inbox.dead()
    assert (letter.attempts, letter.traceback, await store.inbox.count_dead()) == (3, "Traceback", 1)
    with store.bell.listen("inbox") as listener:
        await store.inbox.revive(letter.event_id)
        assert await listener.rung(20)
    assert (await store.inbox.dead(), await store.inbox.overdue(NOON)) == ([], 1)


async def test_to_whom_something_happened_since_a_time_is_known(store: Store) -> None:
    await store.inbox.put([wrote("bonjour"), wrote("salut", chat=43)])
    assert await store.inbox.heard_of(NOON) == []

    def meet() -> Script[None]:
        yield once(
            "UPDATE inbox SET state = 'done', met_at = $1 WHERE customer = $2", micros(at(5)), customer_id_of(lea())
        )

    await store.database.transact(meet)
    assert await store.inbox.heard_of(at(5)) == [(customer_id_of(lea()), NOON)]
    assert await store.inbox.count_heard_of(at(5)) == 1
    assert await store.inbox.heard_of(at(6)) == []
