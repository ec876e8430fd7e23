import contextlib
from collections.abc import Iterable
from datetime import datetime

import pytest
from msgspec.structs import replace

from bot.model.address import Address
from bot.model.conversation import Conversation, Handover, Waiting
from bot.model.customer import Customer, JourneyState, KnownAddress, Relationship
from bot.model.events import MessageReceived
from bot.model.message import Choice, Media, Pressed
from bot.model.order import Fulfilment, Order
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.threads.thread_rows import (
    ThreadRows,
    folder_of,
    kind_of,
    name_of,
    only_the_line_moved,
    pressed_words,
    waits_since,
)
from tests.store.samples import NOON, at, keep, known, lea, planned, write, wrote

TALKING = Conversation(id="k", flow="f", version="v", step="s", started_at=NOON, purpose="reply")


def hands(**changes: object) -> Handover:
    return Handover(id="h", team="", reason="sales", since=at(60), **changes)  # type: ignore[arg-type]


def test_a_thread_is_with_the_bot_at_rest_or_in_hands_that_somebody_waits_for_or_not() -> None:
    assert folder_of(known()) == "closed"
    assert folder_of(known(conversations=(TALKING,))) == "bot"
    assert folder_of(known(handover=hands())) == "us"
    assert folder_of(known(handover=hands(answered=True, touched=at(90)), last_in=at(60))) == "customer"
    assert folder_of(known(handover=hands(answered=True, touched=at(90)), last_in=at(95))) == "us"


@pytest.mark.parametrize(
    ("handover", "last_in", "since"),
    [
        (None, at(50), None),
        (hands(), at(60), at(60)),
        (hands(), None, at(60)),
        (hands(touched=at(70)), at(60), at(60)),
        (hands(answered=True, touched=at(70)), at(60), None),
        (hands(answered=True, touched=at(70)), at(80), at(80)),
    ],
)
def test_who_waits_has_since_a_word_that_staff_have_not_answered(
    handover: Handover | None, last_in: datetime | None, since: datetime | None
) -> None:
    assert waits_since(known(last_in=last_in), handover) == since


def test_a_customer_has_the_name_they_gave_else_the_one_the_channel_says() -> None:
    assert name_of(known(facts={"first_name": "Léa", "last_name": " Fontaine "})) == "Léa Fontaine"
    assert name_of(known(facts={"name": "Atelier Nord"})) == "Atelier Nord"
    assert name_of(Customer(id="c", created_at=NOON, addresses=(KnownAddress(address=lea(), name="Karim"),))) == "Karim"
    assert name_of(known(facts={"first_name": 7})) == ""


def test_a_message_is_of_a_kind() -> None:
    photo = MessageReceived(id="p", address=lea(), media=(Media("photo", "ref"),))
    press = MessageReceived(id="b", address=lea(), pressed=Pressed("prompt", 0))
    assert [kind_of(photo), kind_of(press), kind_of(MessageReceived(id="t", address=lea(), text="x"))] == [
        "photo",
        "press",
        "text",
    ]


def test_a_button_is_known_by_its_words_while_its_question_waits() -> None:
    choices = (Choice("yes", "Oui"), Choice("no", "Non, merci"))
    waiting = Waiting(kind="reply", since=NOON, set_by="t", prompt="p", choices=choices)
    asked = known(conversations=(TALKING, replace(TALKING, id="l", waiting=waiting)))

    def pressed(prompt: str, index: int) -> str:
        return pressed_words(asked, MessageReceived(id="b", address=lea(), pressed=Pressed(prompt, index)))

    assert [pressed("p", 1), pressed("p", 2), pressed("p", -1), pressed("old", 0)] == ["Non, merci", "", "", ""]
    assert pressed_words(asked, MessageReceived(id="t", address=lea(), text="x")) == ""


async def test_the_list_says_which_button_was_pressed(store: Store) -> None:
    press = MessageReceived(id="b", address=lea(), pressed=Pressed("p", 1))
    record = Record()
    record.heard(known().id, press, micros(NOON), "Non, merci")
    record.customer(known(), 1, 1)
    await write(store, record)
    row = await store.threads.get(known().id, "camille")
    assert row is not None
    assert (row.last_kind, row.last_line) == ("press", "Non, merci")


async def test_a_group_of_turns_leaves_the_last_word_in_the_list(store: Store) -> None:
    lea_ = known(facts={"first_name": "Léa"}, conversations=(TALKING,), last_in=NOON, last_address=lea())
    arrival = wrote("bonjour")
    await store.inbox.put([arrival])
    record = Record()
    record.heard(lea_.id, arrival.event, micros(NOON))  # type: ignore[arg-type]
    record.part(planned("answer", text="Bonjour !"))
    record.customer(lea_, 1, 1)
    await write(store, record)
    row = await store.threads.get(lea_.id, "camille")
    assert row is not None
    assert (row.folder, row.name, row.channel, row.last_by, row.last_line) == (
        "bot",
        "Léa",
        "telegram",
        "bot",
        "Bonjour !",
    )


async def test_a_turn_in_which_nothing_was_said_keeps_the_last_line(store: Store) -> None:
    record = Record()
    await store.inbox.put([wrote("bonjour")])
    record.heard(known().id, wrote("bonjour").event, micros(NOON))  # type: ignore[arg-type]
    record.customer(known(), 1, 1)
    await write(store, record)
    await keep(store, known(orders=(Order(key="o", fulfilment=Fulfilment(point_of_sale="lyon")),)))
    row = await store.threads.get(known().id, "camille")
    assert row is not None
    assert (row.last_line, row.last_at, row.point_of_sale) == ("bonjour", NOON, "lyon")


@pytest.mark.parametrize(
    "changes",
    [
        {"conversations": ()},
        {"language": "en"},
        {"facts": {"first_name": "Léa"}},
        {"facts": {"point_of_sale": "lyon"}},
        {"handover": hands()},
        {"last_address": Address("sms", "+33612345678")},
        {"relationship": Relationship(value=1.0, at=NOON)},
        {"journeys": (JourneyState(journey="j", stage="s", since=NOON),)},
    ],
)
def test_what_a_row_says_of_a_customer_is_the_same_or_not(changes: dict[str, object]) -> None:
    before = known(conversations=(TALKING,), last_in=NOON)
    assert only_the_line_moved(before, replace(before, last_in=at(60), last_out=at(60), facts={"people": 4}))
    assert not only_the_line_moved(before, replace(before, **changes))


async def talks(store: Store, before: Customer, minutes: Iterable[int]) -> Customer:
    """Let a customer write, once a minute, in one group of turns."""
    record = Record()
    for minute in minutes:
        after, turn = replace(before, last_in=at(60 * minute)), Record()
        turn.heard(after.id, wrote(f"minute {minute}").event, micros(at(60 * minute)))  # type: ignore[arg-type]
        turn.customer(after, 1, 1, before)
        record.take(turn)
        before = after
    await write(store, record)
    return before


async def test_the_line_moves_alone_where_nothing_else_did_and_a_thread_that_staff_closed_comes_back(
    store: Store,
) -> None:
    async def stands() -> tuple[str, str, datetime]:
        row = await store.threads.get(known().id, "camille")
        assert row is not None
        return row.folder, row.last_line, row.last_at

    customer = known(conversations=(TALKING,), last_in=NOON)
    await keep(store, customer)
    customer = await talks(store, customer, [1])
    assert await stands() == ("bot", "minute 1", at(60))
    await store.threads.close(customer.id, "camille", "settled", at(90))
    customer = await talks(store, customer, [2])
    assert await stands() == ("bot", "minute 2", at(120))
    await store.threads.snooze(customer.id, "camille", at(600), at(130))
    customer = await talks(store, customer, [3, 4])
    assert await stands() == ("bot", "minute 4", at(240))
    await store.threads.close(customer.id, "camille", "settled", at(250))
    await store.threads.reopen(customer.id)
    await talks(store, customer, [5])
    assert await stands() == ("bot", "minute 5", at(300))


def rows_written(rows: ThreadRows, untouched: Iterable[str]) -> int:
    """Return how many rows of threads are written where staff have touched all but these."""
    script = rows.write()
    call, count = next(script), 0
    with contextlib.suppress(StopIteration):
        while True:
            count += 0 if call.returning else len(call.parameters)
            call = script.send([(one,) for one in untouched] if call.returning else [])
    return count


def test_a_turn_in_which_nothing_was_said_or_heard_writes_nothing() -> None:
    before = known(conversations=(TALKING,), last_in=NOON)
    held, wrote_too, spoken_to = (ThreadRows() for _ in range(3))
    held.stand(replace(before, facts={"people": 4}), before)
    assert rows_written(held, [before.id]) == 0
    assert rows_written(held, []) == 1
    wrote_too.stand(replace(before, last_in=at(60)), before)
    assert rows_written(wrote_too, [before.id]) == 1
    spoken_to.stand(before, before)
    spoken_to.said(planned("reminder", text="Toujours là ?"))
    assert rows_written(spoken_to, [before.id]) == 1
    held.take(wrote_too)
    assert rows_written(held, [before.id]) == 1


async def test_a_thread_that_staff_opened_again_goes_to_its_folder_in_a_turn_in_which_nothing_was_said(
    store: Store,
) -> None:
    customer = known(conversations=(TALKING,), last_in=NOON)
    await keep(store, customer)

    async def folder_after_a_quiet_turn() -> str:
        record = Record()
        record.customer(customer, 2, 2, customer)
        await write(store, record)
        row = await store.threads.get(customer.id, "camille")
        assert row is not None
        return row.folder

    await store.threads.close(customer.id, "camille", "settled", at(90))
    assert await folder_after_a_quiet_turn() == "closed"
    await store.threads.reopen(customer.id)
    assert await folder_after_a_quiet_turn() == "bot"
    assert await folder_after_a_quiet_turn() == "bot"


async def test_turns_of_a_group_that_changed_more_than_the_line_write_all_of_the_row(store: Store) -> None:
    before = known(conversations=(TALKING,), last_in=NOON)
    await keep(store, before)
    first = replace(before, facts={"first_name": "Léa"})
    record = Record()
    for was, now in ((before, first), (first, replace(first, last_in=at(60)))):
        turn = Record()
        turn.heard(now.id, wrote("bonjour").event, micros(at(60)))  # type: ignore[arg-type]
        turn.customer(now, 1, 1, was)
        record.take(turn)
    await write(store, record)
    row = await store.threads.get(before.id, "camille")
    assert row is not None
    assert (row.name, row.last_line) == ("Léa", "bonjour")
