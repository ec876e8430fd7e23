"""A number shown to be one's own, by Telegram's own card, on both databases."""

from __future__ import annotations

from typing import Any

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import CustomerImported, MessageReceived
from bot.model.message import Contact
from bot.rules.contact.contact_policy import consents
from bot.store import Store
from bot.store.database.identity import customer_id_of
from tests.store.samples import NOON, lea, wrote
from tests.work.shop import Shop, open_shop

PHONE = Address("sms", "+33612345678")
LEA, KNOWN = customer_id_of(lea()), customer_id_of(PHONE)


def shares(phone: str = PHONE.id, *, own: bool = True) -> Arrival:
    event = MessageReceived(id=f"card {phone} {own}", address=lea(), contact=Contact(phone, "Léa", own))
    return Arrival(event=event, received_at=NOON, names=(lea(),), source="telegram")


async def is_known(shop: Shop, **facts: Any) -> None:
    event = CustomerImported(id="import", facts=facts, addresses=(PHONE,))
    await shop.store.inbox.put([Arrival(event=event, received_at=NOON, names=(PHONE,)), wrote("/start")])
    await shop.meet()


async def test_who_was_known_by_the_number_is_the_same_person(store: Store) -> None:
    async with open_shop(store) as shop:
        await is_known(shop, machine="Aroma")
        await store.inbox.put([shares()])
        await shop.meet()
        customer = await store.customers.get(LEA)
        assert customer is not None
        assert customer.facts["machine"] == "Aroma"
        assert await store.customers.find(PHONE.id) == await store.customers.find("42") == LEA
        assert [e.facts["how"] for e in await store.ledger.of(LEA, NOON) if e.kind == "merged"] == ["contact"]


async def test_a_number_that_was_nobodys_is_theirs_without_a_consent(store: Store) -> None:
    async with open_shop(store) as shop:
        await store.inbox.put([wrote("/start"), shares()])
        await shop.meet()
        customer = await store.customers.get(LEA)
        assert customer is not None
        assert PHONE in [known.address for known in customer.addresses]
        assert consents(customer, "marketing", "sms") is None
        assert await store.customers.find(PHONE.id) == LEA


async def test_somebody_elses_card_shows_nothing(store: Store) -> None:
    async with open_shop(store) as shop:
        await is_known(shop)
        await store.inbox.put([shares(own=False)])
        await shop.meet()
        assert await store.customers.find(PHONE.id) == KNOWN


async def test_in_doubt_nobody_is_merged_and_staff_are_told(store: Store) -> None:
    async with open_shop(store) as shop:
        await is_known(shop, first_name="Tom")
        named = CustomerImported(id="named", facts={"first_name": "Léa"})
        await store.inbox.put([Arrival(event=named, received_at=NOON, names=(lea(),)), shares()])
        await shop.meet()
        assert await store.customers.find(PHONE.id) == KNOWN
        assert "another name" in str([entry.facts for entry in await store.ledger.of(LEA, NOON)])
