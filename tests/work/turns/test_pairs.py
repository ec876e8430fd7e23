"""Two customers found to be one, and parted again, by the real turns on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.model.arrivals import Arrival
from bot.model.events import CustomersMerged, FlowRequested, MergeUndone, MessageReceived
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, once
from bot.store.people.erasing import Keyed
from bot.store.people.merges import IDENTITY
from tests.store.samples import NOON, everything, lea, wrote
from tests.work.shop import Shop, open_shop

ONE, TWO, THREE = (customer_id_of(lea(chat)) for chat in (1, 2, 3))
HOUR = timedelta(hours=1)


def merge(kept: str = ONE, other: str = TWO, id: str = "merge") -> Arrival:
    event = CustomersMerged(id=id, other=other, by="zoe", reason="same person at the till")
    return Arrival(event=event, received_at=NOON, customer=kept, source=IDENTITY)


def undo(kept: str = ONE, id: str = "merge") -> Arrival:
    return Arrival(
        event=MergeUndone(id=f"undo {id}", merge=id, by="zoe"), received_at=NOON, customer=kept, source=IDENTITY
    )


def asked(chat: int) -> Arrival:
    return Arrival(event=FlowRequested(id=f"start {chat}", flow="count"), received_at=NOON, names=(lea(chat),))


async def both_ask(shop: Shop) -> None:
    """The second was spoken with last."""
    for chat in (1, 2):
        await shop.store.inbox.put([wrote("/start", chat=chat), asked(chat)])
        await shop.meet(timedelta(minutes=1))


async def texts(store: Store, customer: str) -> list[str]:
    return [line.text for line in await store.transcript.of(customer)]


async def test_one_person_has_both_histories_addresses_conversations_timers_and_messages(store: Store) -> None:
    async with open_shop(store) as shop:
        await both_ask(shop)
        await store.inbox.put([merge()])
        await shop.meet()
        whole = await store.customers.get(ONE)
        assert whole is not None
        assert [c.flow for c in whole.conversations] == ["count", "count"]
        assert await store.customers.get(TWO) is None
        assert await store.customers.find("2") == await store.customers.find(TWO) == ONE
        assert await texts(store, ONE) == ["/start", "/start"]
        assert {part.address.id for part in await store.outbox.of_customer(ONE)} == {"1", "2"}
        assert sum("remind" in event for _, _, event in await store.inbox.planned(ONE)) == 2
        assert [entry.kind for entry in await store.ledger.of(ONE, NOON) if entry.rule == "identity"] == [
            "held",
            "merged",
        ]
        assert len({entry.event for entry in await store.ledger.of(ONE, NOON) if entry.event.startswith("start")}) == 2


async def test_what_is_said_at_either_address_is_met_by_the_one_also_what_was_on_its_way_to_the_other(
    store: Store,
) -> None:
    async with open_shop(store) as shop:
        await both_ask(shop)
        await store.inbox.put([merge()])
        await shop.meet()
        await store.inbox.put([wrote("Ten", chat=2)])
        late = MessageReceived(id="late", address=lea(2), text="/help")
        await store.inbox.put([Arrival(event=late, received_at=shop.now, customer=TWO, source="telegram")])
        await shop.meet()
        assert "A large machine then." in await shop.heard(ONE)
        assert await store.inbox.planned(TWO) == []
        assert await texts(store, ONE) == ["/start", "/start", "Ten", "/help"]
        assert [line.text for line in await store.transcript.of_address(lea(2))] == ["/start", "Ten", "/help"]


async def test_the_way_back_gives_each_what_is_theirs_and_what_was_said_since(store: Store) -> None:
    async with open_shop(store) as shop:
        await both_ask(shop)
        before = [await store.customers.get(one) for one in (ONE, TWO)]
        await store.inbox.put([merge()])
        await shop.meet()
        await store.inbox.put([wrote("Ten", chat=2)])
        await shop.meet()
        await store.inbox.put([undo()])
        await shop.meet()
        one, two = [await store.customers.get(one) for one in (ONE, TWO)]
        assert one is not None and two is not None and before[0] is not None
        assert [c.id for c in one.conversations] == [c.id for c in before[0].conversations]
        assert one.addresses == before[0].addresses
        assert two.conversations == ()
        assert [known.address.id for known in two.addresses] == ["2"]
        assert (await texts(store, ONE), await texts(store, TWO)) == (["/start"], ["/start", "Ten"])
        assert {part.address.id for part in await store.outbox.of_customer(TWO)} == {"2"}
        assert {part.address.id for part in await store.outbox.of_customer(ONE)} == {"1"}
        assert await store.customers.find("2") == TWO
        assert [e.kind for e in await store.ledger.of(TWO, NOON) if e.rule == "identity"] == ["parted"]
        await store.inbox.put([wrote("Two", chat=1)])
        await shop.meet()
        assert "A small machine then." in await shop.heard(ONE)
        assert "A small machine then." not in await shop.heard(TWO)


async def test_each_stands_on_the_map_once_while_they_are_one_and_again_as_two(store: Store) -> None:
    async with open_shop(store) as shop:
        await both_ask(shop)
        before = [await store.journeys.of(who) for who in (ONE, TWO)]
        assert all(before)
        await store.inbox.put([merge()])
        await shop.meet()
        ((stands,), nothing) = [await store.journeys.of(who) for who in (ONE, TWO)]
        assert nothing == []
        assert stands == before[1][0]
        assert len(await store.journeys.moves(ONE)) == 2
        await store.inbox.put([undo()])
        await shop.meet(HOUR)
        assert [await store.journeys.of(who) for who in (ONE, TWO)] == before


async def test_their_timers_and_waiting_events_go_back_with_them(store: Store) -> None:
    async with open_shop(store) as shop:
        await both_ask(shop)
        await store.inbox.put([merge()])
        await shop.meet()
        await store.inbox.put([undo()])
        await shop.meet()
        for who in (ONE, TWO):
            assert sum("remind" in event for _, _, event in await store.inbox.planned(who)) == 1
        await shop.meet(2 * HOUR)
        for who, chat in ((ONE, "1"), (TWO, "2")):
            [last] = [part for part in await store.outbox.of_customer(who) if "Still there?" in part.body.text]
            assert last.address.id == chat


async def test_nothing_happens_with_nobody_oneself_or_twice(store: Store) -> None:
    async with open_shop(store) as shop:
        await both_ask(shop)
        wrong = [merge(other="f" * 32, id="nobody"), merge(other=ONE, id="self"), merge(), merge(id="again")]
        await store.inbox.put([*wrong, undo(id="never")])
        await shop.meet()
        kinds = [entry.kind for entry in await store.ledger.of(ONE, NOON) if entry.rule == "identity"]
        assert sorted(kinds) == ["held", *["ignored"] * 4, "merged"]
        latest = await store.merges.latest(ONE)
        assert latest is not None
        assert (latest.id, latest.other, latest.by) == ("merge", TWO, "zoe")


async def test_a_chain_of_three_is_one_person_and_is_undone_from_its_end(store: Store) -> None:
    async with open_shop(store) as shop:
        await both_ask(shop)
        await store.inbox.put([wrote("/start", chat=3)])
        await shop.meet()
        await store.inbox.put([merge()])
        await shop.meet()
        await store.inbox.put([merge(THREE, TWO, "second")])  # who is ONE by now
        await shop.meet()
        assert len(await texts(store, THREE)) == 3
        assert await store.customers.find("2") == await store.customers.find(ONE) == THREE
        await store.inbox.put([undo(THREE, "merge"), undo(THREE, "second")])
        await shop.meet()
        assert await texts(store, THREE) == ["/start"]
        assert await texts(store, ONE) == ["/start", "/start"]
        assert await store.customers.find("2") == ONE


async def test_two_who_are_merged_into_each_other_at_once_are_one(store: Store) -> None:
    async with open_shop(store) as shop:
        await both_ask(shop)
        await asyncio.gather(store.inbox.put([merge()]), store.inbox.put([merge(TWO, ONE, "other way")]))
        await asyncio.gather(shop.consumer.drain(), shop.consumer.drain())
        await shop.meet()
        found = {await store.customers.find(one) for one in (ONE, TWO, "1", "2")}
        assert len(found) == 1
        assert await store.inbox.overdue(shop.now) == 0


async def test_two_who_are_each_to_take_the_same_third_at_once_are_one_with_them(store: Store) -> None:
    async with open_shop(store) as shop:
        await store.inbox.put([wrote("/start", chat=chat) for chat in (1, 2, 3)])
        await shop.meet()
        await store.inbox.put([merge(ONE, THREE, "a"), merge(TWO, THREE, "b")])
        await shop.meet()
        [whole] = {await store.customers.find(str(chat)) for chat in (1, 2, 3)}
        assert whole is not None
        assert await texts(store, whole) == ["/start"] * 3
        kinds = [entry.kind for entry in await store.ledger.of(whole, NOON) if entry.rule == "identity"]
        assert kinds.count("merged") == 2


async def test_turns_of_both_race_with_the_merge_and_nothing_is_lost_or_doubled(store: Store) -> None:
    rounds = 8
    async with open_shop(store) as shop:
        await both_ask(shop)

        async def talks(chat: int) -> None:
            for number in range(rounds):
                await store.inbox.put([wrote(f"/help {number}", chat=chat, ordinal=number + 1)])
                await shop.consumer.drain()

        async def merges() -> None:
            await asyncio.sleep(0)
            await store.inbox.put([merge()])
            await shop.consumer.drain()

        await asyncio.gather(talks(1), merges(), talks(2))
        await shop.meet()
        said = await texts(store, ONE)
        assert len(said) == len(set(said)) * 2 == 2 * (rounds + 1)
        assert await store.inbox.overdue(shop.now) == 0
        assert await store.inbox.count_dead() == 0
        assert [one for one in await store.inbox.planned(TWO) if one[1] <= shop.now] == []


async def test_who_was_parted_again_and_is_erased_leaves_nothing_with_the_other(store: Store) -> None:
    async with open_shop(store) as shop:
        await store.inbox.put([wrote("/start", chat=chat) for chat in (71001, 71002)])
        await shop.meet()
        one, two = (customer_id_of(lea(chat)) for chat in (71001, 71002))
        await store.inbox.put([merge(one, two)])
        await shop.meet()
        await store.inbox.put([undo(one)])
        await shop.meet()
        await store.erase(two, Keyed(b"k" * 32), "zoe", shop.now)
        words = (await everything(store)).replace("71002 /start", "")  # the id that the provider may repeat stays
        assert [line for line in words.splitlines() if "71002" in line] == []


async def test_an_unreadable_event_of_two_is_a_dead_letter_like_any_other(store: Store) -> None:
    async with open_shop(store) as shop:
        await both_ask(shop)
        await store.inbox.put([merge()])
        await store.database.transact(_spoil)
        await shop.meet()
        assert await store.inbox.count_dead() == 1


def _spoil() -> Script[None]:
    yield once("UPDATE inbox SET event = 'no event' WHERE id = 'merge'")


async def test_what_both_had_begun_is_gone_through_once(store: Store) -> None:
    async with open_shop(store) as shop:
        await both_ask(shop)
        await store.inbox.put([merge()])
        await shop.meet()
        await store.inbox.put([wrote("Ten", chat=2)])
        await shop.meet()
        whole = await store.customers.get(ONE)
        assert whole is not None
        assert whole.conversations == ()
        assert len(whole.twins) == 1
        told = [entry.words for entry in await store.ledger.of(ONE, NOON) if entry.kind in ("held", "ended")]
        assert any("the later one goes on" in words for words in told)
        assert any("had been begun twice" in words for words in told)
        before = await shop.heard(ONE)
        await shop.meet(2 * HOUR)
        assert await shop.heard(ONE) == before  # nobody is reminded of what is done


async def test_undone_in_time_what_was_set_aside_is_asked_and_reminded_of_again(store: Store) -> None:
    async with open_shop(store) as shop:
        await both_ask(shop)
        await store.inbox.put([merge()])
        await shop.meet()
        await store.inbox.put([wrote("Ten", chat=2)])
        await shop.meet()
        await store.inbox.put([undo()])
        await shop.meet()
        one = await store.customers.get(ONE)
        assert one is not None
        assert [c.flow for c in one.conversations] == ["count"]
        assert one.twins == ()
        await shop.meet(2 * HOUR)
        assert "Still there?" in (await shop.heard(ONE))[-1]
