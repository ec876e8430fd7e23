import asyncio
from datetime import timedelta
from random import Random

import pytest
from msgspec.structs import replace

from bot.engine import advance as engine
from bot.model.arrivals import Arrival
from bot.model.events import FlowRequested, MessageReceived, ShopReported
from bot.model.message import Candidate, Reading
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import once
from bot.work.turns import turn
from bot.work.turns.consumer import Consumer
from tests.store.samples import LEA, NOON, at, lea, wrote
from tests.work.shop import open_shop, playbook

BURST = timedelta(seconds=2)


def asked(flow: str = "count", chat: int = 42, id: str = "start") -> Arrival:
    event = FlowRequested(id=f"{id} {chat}", flow=flow)
    return Arrival(event=event, received_at=NOON, names=(lea(chat),))


async def test_a_turn_writes_state_transcript_outbox_timers_and_ledger_together(store: Store) -> None:
    async with open_shop(store) as shop:
        await store.inbox.put([wrote("/start"), asked()])
        await shop.meet()
        assert (await shop.heard(LEA))[-1].startswith("How many people")
        customer = await store.customers.get(LEA)
        assert customer is not None
        assert customer.conversations[-1].flow == "count"
        assert [line.text for line in await store.transcript.of(LEA)] == ["/start"]
        assert await store.ledger.of(LEA, NOON)
        assert "timer.due" in "".join(event for _, _, event in await store.inbox.planned(LEA))


async def test_a_timer_fires_at_its_time_and_what_was_answered_is_not_asked_again(store: Store) -> None:
    async with open_shop(store) as shop:
        await store.inbox.put([wrote("/start", chat=1), asked(chat=1), wrote("/start", chat=2), asked(chat=2)])
        await shop.meet()
        await store.inbox.put([wrote("Ten", chat=1, when=at(60))])
        await shop.meet(timedelta(hours=2))
        one, two = customer_id_of(lea(1)), customer_id_of(lea(2))
        assert "A large machine then." in await shop.heard(one)
        assert "Still there?" not in await shop.heard(one)
        assert (await shop.heard(two))[-1].startswith("Still there?")


async def test_the_same_event_any_number_of_times_has_one_effect(store: Store) -> None:
    async with open_shop(store) as shop:
        for _ in range(3):
            await asyncio.gather(*(store.inbox.put([wrote("/start"), asked()]) for _ in range(3)))
            await shop.meet()
        assert sum(text.startswith("How many people") for text in await shop.heard(LEA)) == 1


async def test_a_thousand_pairs_of_messages_1_to_300_ms_apart_are_met_in_order_in_one_conversation(
    store: Store,
) -> None:
    async with open_shop(store) as shop:

        async def writes_twice(n: int) -> None:
            apart = (n % 300 + 1) / 1000
            first = wrote("/start", chat=n, ordinal=2 * n + 1, when=at(0))
            second = wrote("/help", chat=n, ordinal=2 * n + 2, when=at(apart))
            putting = asyncio.create_task(store.inbox.put([first]))
            await asyncio.sleep(apart)  # the first may still be on its way to the disk
            await asyncio.gather(putting, store.inbox.put([second]))

        await asyncio.gather(*(writes_twice(n) for n in range(1000)), *(shop.meet() for _ in range(3)))
        await shop.meet(timedelta(seconds=1))
        for n in range(1000):
            said = [line for line in await store.transcript.of(customer_id_of(lea(n))) if line.direction == "in"]
            assert [line.text for line in said] == ["/start", "/help"]
            assert said[0].at < said[1].at
            customer = await store.customers.get(customer_id_of(lea(n)))
            assert customer is not None
            assert len(customer.conversations) <= 1
        assert await store.inbox.overdue(shop.now) == 0


async def test_messages_of_a_burst_are_one_turn_and_each_stands_in_the_transcript(store: Store) -> None:
    read: list[str] = []

    def reader(message: MessageReceived, language: str | None, asked: str) -> Reading:
        read.append(message.text)
        return Reading("en")

    async with open_shop(store, reader) as shop:
        await store.inbox.put([wrote("do you deliver", ordinal=1)])
        await shop.meet()
        assert read == []
        await store.inbox.put([wrote("to Nice?", ordinal=2, when=at(1))])
        await shop.meet(timedelta(seconds=1))
        assert read == []
        await shop.meet(BURST)
        assert read == ["do you deliver\nto Nice?"]
        assert [line.text for line in await store.transcript.of(LEA) if line.direction == "in"] == [
            "do you deliver",
            "to Nice?",
        ]
        met = await store.inbox.met(LEA, NOON)
        assert [event.merged_into for event in met] == [met[1].event_id, None]
        customer = await store.customers.get(LEA)
        assert customer is not None
        assert customer.turns == 1


async def test_a_text_is_read_for_the_question_that_its_customer_is_asked(store: Store) -> None:
    questions: list[str] = []

    def reader(message: MessageReceived, language: str | None, question: str) -> Reading:
        questions.append(question)
        return Reading("en", asked=question, choices=(Candidate("choice", "ten", 0.95),))

    async with open_shop(store, reader) as shop:
        await store.inbox.put([wrote("/start"), asked()])
        await shop.meet()
        await store.inbox.put([wrote("a whole football side", when=at(1))])
        await shop.meet(timedelta(seconds=1) + BURST)
        assert questions == ["count/1"]
        assert "A large machine then." in await shop.heard(LEA)


async def test_what_comes_from_another_place_is_no_part_of_a_burst(store: Store) -> None:
    read: list[str] = []

    def reader(message: MessageReceived, language: str | None, question: str) -> Reading:
        read.append(message.text)
        return Reading("en")

    async with open_shop(store, reader) as shop:
        await store.inbox.put([replace(wrote("/start", chat=1), names=(lea(1), lea(2)))])
        await shop.meet()
        await store.inbox.put([wrote(text, chat=chat) for chat, text in ((1, "do you deliver"), (2, "to Nice?"))])
        await shop.meet(BURST)
    assert read == ["do you deliver", "to Nice?"]


async def test_what_answers_exactly_is_neither_read_nor_waited_for(store: Store) -> None:
    def reader(message: MessageReceived, language: str | None, asked: str) -> Reading:
        raise AssertionError("read")

    async with open_shop(store, reader) as shop:
        await store.inbox.put([wrote("/start"), asked()])
        await shop.meet()
        await store.inbox.put([wrote("Ten", when=at(1))])
        await shop.meet(timedelta(seconds=1))
        assert "A large machine then." in await shop.heard(LEA)


async def test_a_reader_that_fails_does_not_keep_a_message_from_its_turn(store: Store) -> None:
    def reader(message: MessageReceived, language: str | None, asked: str) -> Reading:
        raise RuntimeError("no model")

    async with open_shop(store, reader) as shop:
        await store.inbox.put([wrote("some words")])
        await shop.meet(BURST)
        assert [event.reading for event in await store.inbox.met(LEA, NOON)] == ['{"reader":"failed"}']


async def test_a_poison_event_is_a_dead_letter_and_the_next_events_go_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def advance(shelf, customer, event):  # type: ignore[no-untyped-def]
        if event.id == "poison":
            raise ZeroDivisionError("ours")
        return engine.advance(shelf, customer, event)

    monkeypatch.setattr(turn, "advance", advance)
    async with open_shop(store) as shop:
        await store.inbox.put([wrote("/start", ordinal=1), wrote("/help", id="poison", ordinal=2), asked()])
        await shop.meet()
        [letter] = await store.inbox.dead()
        assert (letter.event_id, letter.attempts) == ("poison", 3)
        assert "ZeroDivisionError: ours" in letter.traceback
        assert (await shop.heard(LEA))[-1].startswith("How many people")
        assert [entry.rule for entry in await store.ledger.of(LEA, NOON)].count("dead letter") == 1
        monkeypatch.undo()
        await store.inbox.revive("poison")
        await shop.meet()
        assert await store.inbox.count_dead() == 0


async def test_an_event_that_can_t_be_decoded_is_poison_too(store: Store) -> None:
    async with open_shop(store) as shop:
        await store.inbox.put([wrote("/start")])

        def spoil():  # type: ignore[no-untyped-def]
            yield once('UPDATE inbox SET event = \'{"type":"no.such.event"}\'')

        await store.database.transact(spoil)
        await store.inbox.put([asked()])
        await shop.meet()
        assert await store.inbox.count_dead() == 1
        assert "start 42" in [event.event_id for event in await store.inbox.met(LEA, NOON)]


async def test_the_clock_of_one_customer_never_stands_still_or_goes_back(store: Store) -> None:
    async with open_shop(store) as shop:
        await store.inbox.put([wrote("/start", ordinal=1), wrote("/help", ordinal=2)])
        await shop.meet()
        await store.inbox.put([wrote("/start", id="again", ordinal=3, when=at(-7200))])
        await shop.meet(timedelta(hours=-1))
        times = [event.met_at for event in await store.inbox.met(LEA, NOON)]
        assert times == sorted(set(times))
        assert len(times) == 3


async def test_a_conversation_stays_on_its_version_across_a_publish_and_a_restart(store: Store) -> None:
    changed = {"flows/answers/a.yaml": "- answer: open\n  question: When are you open?\n  say: Every day.\n"}
    async with open_shop(store) as shop:
        before = shop.shelves.shelf.current
        from tests.work.shop import SOURCES

        await store.playbooks.put(before.version, SOURCES, "first", NOON)
        await store.inbox.put([wrote("/start"), asked()])
        await shop.meet()
    async with open_shop(store) as restarted:
        restarted.shelves.replace(playbook(**changed))
        restarted.shelves._earlier.clear()
        restarted.shelves.replace(playbook(**changed))
        assert restarted.shelves.shelf.at(before.version) is None
        await store.inbox.put([wrote("Ten", when=at(1))])
        await restarted.meet(timedelta(seconds=1))
        assert "A large machine then." in await restarted.heard(LEA)
        assert restarted.shelves.shelf.at(before.version) is not None


async def test_a_version_that_is_nowhere_does_not_keep_a_customer_waiting(store: Store) -> None:
    async with open_shop(store) as shop:
        await store.inbox.put([wrote("/start"), asked()])
        await shop.meet()
    async with open_shop(store) as elsewhere:
        elsewhere.shelves = type(elsewhere.shelves)(
            playbook(**{"flows/answers/a.yaml": "- answer: open\n  question: Open?\n  say: Yes.\n"}),
            store.playbooks,
            lambda _: None,
        )
        elsewhere.consumer = Consumer(
            store,
            elsewhere.shelves,
            elsewhere.consumer._cutters,
            reader=lambda *_: Reading(),
            clock=lambda: elsewhere.now,
        )
        await store.inbox.put([wrote("Ten", when=at(1))])
        await elsewhere.meet(timedelta(seconds=5))
        assert await store.inbox.overdue(elsewhere.now) == 0


MAP = """
journey: purchase
stages:
  - look
  - compare
  - decide: { expected: 3 days }
  - own
  - again: { next: look }
signals:
  - { on: product.viewed, for: compare, weight: 2 }
  - { on: cart.updated, for: decide, weight: 3 }
  - { on: x.doubts, for: look, weight: 3 }
  - { on: order.confirmed, moves: own }
  - { on: order.cancelled, moves: compare }
  - { on: renewal.due, in: [own], moves: again }
half_life: 5 days
"""
HEARD = ("product.viewed", "cart.updated", "x.doubts", "order.confirmed", "order.cancelled", "renewal.due")


@pytest.mark.parametrize("seed", range(6))
async def test_stage_direction_and_cause_do_not_depend_on_how_many_events_a_group_of_turns_has(
    store: Store, seed: int
) -> None:
    chance = Random(seed)
    days = [[chance.choice(HEARD) for _ in range(chance.randrange(1, 40))] for _ in range(6)]

    def happens(chat: int, day: int, place: int) -> Arrival:
        event = ShopReported(id=f"{chat}-{day}-{place}", name=days[day][place])
        return Arrival(event=event, received_at=shop.now, names=(lea(chat),), source="shop")

    async with open_shop(store) as shop:
        shop.shelves.replace(playbook(**{"flows/journeys/purchase.yaml": MAP}))
        for day, names in enumerate(days):
            await store.inbox.put([happens(1, day, place) for place in range(len(names))])
            await shop.meet()
            for place in range(len(names)):
                await store.inbox.put([happens(2, day, place)])
                if chance.random() < 0.5:
                    await shop.meet()
            await shop.meet()
            shop.now += timedelta(days=chance.randrange(9))
        at_once, bit_by_bit = [await store.journeys.moves(customer_id_of(lea(chat))) for chat in (1, 2)]
        assert [(one.left, one.stage, one.direction, one.cause) for one in at_once] == [
            (one.left, one.stage, one.direction, one.cause) for one in bit_by_bit
        ]
        assert len(at_once) > 3
