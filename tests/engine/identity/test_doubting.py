"""A phone that may have passed to somebody else: chats with a clock, by the real turns, on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.customer import Customer
from bot.model.events import ConsentGiven, CustomerImported, Event, FlowRequested, MessageReceived
from bot.model.message import Profile
from bot.rules.contact.contact_policy import Home, Refused, Speech, may_send
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script
from bot.store.messages.record import Record
from tests.store.samples import NOON, planned
from tests.work.shop import SOURCES, Shop, open_shop, playbook

PHONE = Address("whatsapp", "+33612345678")
LEA = customer_id_of(PHONE)
LONG = timedelta(days=600)
NAMED = """
flow: hello
title: Hello
purpose: service
steps:
  - say: "You have the {{ customer.machine | default: 'machine of your choice' }}."
"""


class Talk:
    """Whoever has the phone. `name` is what WhatsApp calls them."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.number = shop, 0
        shop.cutters["whatsapp"] = shop.cutters["sms"] = shop.cutters["telegram"]

    async def meets(self, event: Event) -> None:
        await self.shop.store.inbox.put([Arrival(event=event, received_at=self.shop.now, names=(PHONE,))])
        await self.shop.meet(timedelta(seconds=5))
        await self.shop.meet(timedelta(seconds=5))

    async def says(self, text: str, name: str | None = None) -> list[str]:
        """Return what is said to it."""
        before = len(await self.all())
        self.number += 1
        profile = Profile(first_name=name) if name else None
        await self.meets(MessageReceived(id=f"said {self.number}", address=PHONE, text=text, profile=profile))
        return (await self.all())[before:]

    async def all(self) -> list[str]:
        rows = await self.shop.store.database.read("SELECT id FROM customers")
        parts = [part for row in rows for part in await self.shop.store.outbox.of_customer(row[0])]
        return [part.body.text for part in sorted(parts, key=lambda part: (part.created_at, part.id))]

    async def is_known(self, **facts: Any) -> None:
        await self.meets(CustomerImported(id="import", facts={"first_name": "Léa", **facts}, addresses=(PHONE,)))
        await self.meets(
            ConsentGiven(id="yes", purpose="marketing", channel="whatsapp", wording="Offers?", source="till")
        )

    async def lea(self) -> Customer:
        found = await self.shop.store.customers.get(LEA)
        assert found is not None
        return found


async def test_a_long_silence_is_asked_about_once_and_yes_goes_on(store: Store) -> None:
    async with open_shop(store) as shop:
        talk = Talk(shop)
        await talk.is_known()
        await talk.says("hello", "Léa")
        shop.now += LONG
        assert await talk.says("hi again", "Léa") == ["Hello, is that still Léa?"]
        assert await talk.says("yes", "Léa") == ["Thank you, good to hear from you again. I’m listening."]
        assert (await talk.lea()).doubt is None
        assert "is that still" not in " ".join(await talk.says("so", "Léa"))


async def test_yes_brings_back_the_question_that_was_on_the_table(store: Store) -> None:
    async with open_shop(store) as shop:
        talk = Talk(shop)
        await talk.is_known()
        await talk.says("hello", "Léa")
        await talk.meets(FlowRequested(id="flow", flow="count"))
        assert await talk.says("Ten", "Tom") == ["Hello, is that still Léa?"]
        assert (await talk.lea()).doubt is not None
        [back] = await talk.says("yes", "Tom")
        assert back.startswith("Thank you, good to hear from you again.")
        assert "How many people drink coffee?" in back
        assert (await talk.lea()).doubt is None
        assert await talk.says("Ten", "Tom") == ["A large machine then."]


async def test_another_name_on_whatsapp_is_asked_about_and_a_nickname_of_the_first_is_not(store: Store) -> None:
    async with open_shop(store) as shop:
        talk = Talk(shop)
        await talk.is_known()
        assert "is that still" not in " ".join(await talk.says("hello", "Léa Martin"))
        assert "is that still" not in " ".join(await talk.says("hello again", "LEA"))
        assert await talk.says("hello", "Tom") == ["Hello, is that still Léa?"]
        await talk.says("yes it is", "Tom")
        assert "is that still" not in " ".join(await talk.says("good", "Tom"))


async def test_without_an_answer_it_stays_in_doubt_and_shows_and_advertises_nothing(store: Store) -> None:
    async with open_shop(store) as shop:
        shop.shelves.shelf = type(shop.shelves.shelf)(
            current=playbook(
                **{
                    "flows/conversations/hello.yaml": NAMED,
                    "flows/store.yaml": SOURCES["flows/store.yaml"] + "customer_facts: [machine]\n",
                }
            )
        )
        talk = Talk(shop)
        await talk.is_known(machine="Aroma 3")
        await talk.says("hello", "Léa")
        await talk.meets(FlowRequested(id="before", flow="hello"))
        assert (await talk.all())[-1] == "Moka: You have the Aroma 3."
        await talk.says("so?", "Tom")
        await talk.says("I would like something", "Tom")
        assert " ".join(await talk.all()).count("is that still") == 1
        await talk.meets(FlowRequested(id="after", flow="hello"))
        said = await talk.all()
        assert said[-1] == "Moka: You have the machine of your choice."
        lea = await talk.lea()
        assert lea.doubt is not None
        for purpose in ("marketing", "care"):
            speech = Speech(purpose, "whatsapp", shop.now)
            verdict = may_send(lea, shop.shelves.shelf.current.policy, Home("FR", "Europe/Paris"), speech)
            assert isinstance(verdict, Refused)
            assert verdict.rule == "doubt"


@pytest.mark.parametrize("opted_out", [False, True])
async def test_no_begins_a_new_customer_there_and_a_refusal_holds_for_both(store: Store, opted_out: bool) -> None:
    async with open_shop(store) as shop:
        talk = Talk(shop)
        await talk.is_known(machine="Aroma 3")
        await talk.says("hello", "Léa")
        if opted_out:
            await talk.says("STOP", "Léa")
        assert await talk.says("hello", "Tom") == ["Hello, is that still Léa?"]
        assert (await talk.says("no", "Tom"))[-1] == "Moka here. What can I do for you?"
        tom = await store.customers.find(PHONE.id)
        assert tom not in (LEA, None)
        old, new = await talk.lea(), await store.customers.get(str(tom))
        assert new is not None
        assert PHONE not in [known.address for known in old.addresses]
        assert [known.address for known in new.addresses] == [PHONE]
        assert (old.opted_out_at is not None, new.opted_out_at is not None) == (opted_out, opted_out)
        assert new.facts.get("machine") is None
        assert not any(grant.granted for grant in new.grants)
        assert old.facts["machine"] == "Aroma 3"
        assert "parted" in [entry.kind for entry in await store.ledger.of(LEA, NOON)]
        await talk.says("how are you?", "Tom")
        assert [line.text for line in await store.transcript.of(str(tom))] == ["how are you?"]


async def _queued(shop: Shop, text: str) -> None:
    """Something of Léa's is on its way to the number."""
    await shop.store.database.transact(lambda: _put(shop, text))


def _put(shop: Shop, text: str) -> Script[None]:
    record = Record()
    part = planned(f"{text:x<30}", address=PHONE, text=text, purpose="service", due=shop.now + timedelta(days=1))
    record.part(replace(part, customer=LEA))
    yield from record.write()


async def test_what_was_on_its_way_to_the_one_before_is_withdrawn_with_its_reason(store: Store) -> None:
    async with open_shop(store) as shop:
        talk = Talk(shop)
        await talk.is_known()
        await talk.says("hello", "Léa")
        await _queued(shop, "Léa, your Aroma 3 is ready")
        await talk.says("hello", "Tom")
        await talk.says("no, wrong number", "Tom")
        part = await store.outbox.get(f"{'Léa, your Aroma 3 is ready':x<30}")
        assert part is not None
        assert part.state == "dropped"
        [entry] = [entry for entry in await store.ledger.of(LEA, NOON) if entry.outbox == part.id]
        assert (entry.kind, entry.rule) == ("not_sent", "identity")
        assert entry.words == "Not sent: the number (WhatsApp) is somebody else’s now."


@pytest.mark.parametrize("no", ["no", "c'est pas moi", "wrong number", "non, c'est Paul"])
async def test_what_is_written_behind_the_no_is_the_new_customers(store: Store, no: str) -> None:
    async with open_shop(store) as shop:
        talk = Talk(shop)
        await talk.is_known(machine="Aroma 3")
        await talk.says("hello", "Léa")
        await talk.says("hello", "Tom")
        for number, text in enumerate((no, "do you sell grinders?")):
            event = MessageReceived(id=f"both {number}", address=PHONE, text=text)
            await store.inbox.put([Arrival(event=event, received_at=shop.now, names=(PHONE,))])
        await shop.meet(timedelta(seconds=5))
        await shop.meet(timedelta(seconds=5))
        tom = await store.customers.find(PHONE.id)
        assert tom not in (LEA, None)
        new = await store.customers.get(str(tom))
        assert new is not None
        assert "machine" not in new.facts
        met = [event for event in await store.inbox.met(str(tom), NOON) if "do you sell grinders?" in event.event]
        assert met
        assert PHONE not in [known.address for known in (await talk.lea()).addresses]
        assert await store.inbox.overdue(shop.now) == 0
