from datetime import timedelta

import pytest

from bot.channels.web_chat import WebChatCutter
from bot.model.address import Address
from bot.model.effects import Send
from bot.model.message import Content
from bot.store import Store
from bot.store.messages.record import Record
from bot.work.turns.effects import carry_out, part_id
from tests.store.samples import NOON, at, known, lea, write

CUTTERS = {"telegram": WebChatCutter()}


def send(**changes: object) -> Send:
    return Send(**{"id": "s", "address": lea(), "content": Content(text="Bonjour"), "purpose": "reply", **changes})  # type: ignore[arg-type]


async def test_the_same_message_carried_out_twice_is_one_row(store: Store) -> None:
    for _ in range(2):
        record = Record()
        carry_out([send()], known(), "event", NOON, CUTTERS, record)
        await write(store, record)
    [part] = await store.outbox.of_customer(known().id)
    assert (part.id, part.body.text, part.due_at) == (part_id("s", 0), "Bonjour", NOON)


async def test_a_message_for_later_is_due_later_and_one_for_before_is_due_now(store: Store) -> None:
    record = Record()
    later, before = at(60), NOON - timedelta(hours=1)
    carry_out([send(not_before=later), send(id="t", not_before=before)], known(), "event", NOON, CUTTERS, record)
    await write(store, record)
    assert [part.due_at for part in await store.outbox.of_customer(known().id)] == [later, NOON]


def test_an_address_that_is_no_place_to_talk_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        carry_out([send(address=Address("email", "a@b.c"))], known(), "event", NOON, CUTTERS, Record())


def test_the_ids_of_parts_differ_by_message_and_by_place() -> None:
    assert len({part_id("a", 0), part_id("a", 1), part_id("b", 0)}) == 3
