"""Two chats that turn out to be one person's, by a six-digit code: with a clock, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.engine.identity.proving import GOOD_FOR, MARK, proof_of
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.customer import Customer
from bot.model.events import CustomerImported, Event, FlowRequested, MessageReceived, OptOutReported
from bot.model.message import Contact, Value
from bot.model.parts import Part
from bot.playbook.compiled import Shelf
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.people.erasing import Keyed
from bot.work.codes import opened
from bot.work.errands.errands import ErrandRunner
from bot.work.errands.fetcher import Fetcher
from bot.work.errands.referrals import Referring
from tests.engine.chat import playbook
from tests.store.samples import NOON, lea
from tests.work.shop import Shop, open_shop

KEYED = Keyed(b"k" * 32)
PAGE, PHONE, CHAT = Address("web", "visitor"), Address("sms", "+33612345678"), lea()
WHATSAPP = Address("whatsapp", PHONE.id)
EMAIL = Address("email", "lea@exemple.fr")
COUNT = """
flow: count
title: Combien ?
purpose: service
steps:
  - ask: Combien de personnes boivent du café ?
    as: choice
    choices:
      - Deux: { say: Une petite machine alors. }
      - Dix: { say: Une grande machine alors. }
"""

NOBODY = Referring(token=str)


class Talk:
    """Whoever writes, from wherever; and what phones have shown, codes put in."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.number = shop, 0
        for channel in ("web", "sms", "whatsapp"):
            shop.cutters[channel] = shop.cutters["telegram"]
        shop.consumer._keyed = KEYED
        self.errands = ErrandRunner(
            shop.store, fetcher=Fetcher(list), outgoing=None, clock=lambda: shop.now, referring=NOBODY
        )

    async def meets(self, event: Event, at: Address) -> None:
        await self.shop.store.inbox.put([Arrival(event=event, received_at=self.shop.now, names=(at,))])
        await self.settles()

    async def settles(self) -> None:
        await self.shop.meet(timedelta(seconds=5))
        await self.errands.start_due()
        await self.errands.finish()
        await self.shop.meet(timedelta(seconds=5))

    async def says(self, text: str, at: Address = PAGE) -> str:
        """Return what is said to it, there."""
        before = len(await self.parts(at))
        self.number += 1
        await self.meets(MessageReceived(id=f"said {self.number}", address=at, text=text), at)
        return "\n".join(part.body.text for part in (await self.parts(at))[before:])

    async def knows(self, *addresses: Address, language: str = "fr", **facts: Value) -> None:
        self.number += 1
        event = CustomerImported(id=f"known {self.number}", facts=facts, addresses=addresses, language=language)
        await self.meets(event, addresses[0])

    async def parts(self, at: Address) -> list[Part]:
        rows = await self.shop.store.database.read("SELECT id FROM outbox ORDER BY position")
        parts = [await self.shop.store.outbox.get(row[0]) for row in rows]
        return [part for part in parts if part is not None and part.address == at]

    async def code(self, at: Address = PHONE) -> str:
        """Return the newest code that arrived at an address."""
        part = [part for part in await self.parts(at) if part.body.code][-1]
        return opened(part, KEYED).body.text[-6:]

    async def codes(self) -> int:
        return len(await self.shop.store.database.read("SELECT id FROM outbox WHERE body LIKE '%\"code\"%'"))

    async def who(self, at: Address) -> str:
        found = await self.shop.store.customers.whose(at)
        assert found is not None
        return found

    async def customer(self, at: Address) -> Customer:
        found = await self.shop.store.customers.get(await self.who(at))
        assert found is not None
        return found


@asynccontextmanager
async def talk(store: Store) -> AsyncIterator[Talk]:
    async with open_shop(store) as shop:
        shop.shelves.shelf = Shelf(current=playbook(COUNT))
        yield Talk(shop)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


@pytest.mark.parametrize("asking", [PAGE, CHAT], ids=["web", "telegram"])
@pytest.mark.parametrize("known", [PHONE, WHATSAPP], ids=["sms", "whatsapp"])
async def test_a_code_typed_makes_both_one_person(store: Store, asking: Address, known: Address) -> None:
    async with talk(store) as t:
        await t.says("bonjour", known)
        assert (await t.says("bonjour, je vous parle déjà sur WhatsApp", asking)).startswith("Quel numéro de téléphone")
        said = await t.says("06 12 34 56 78", asking)
        assert said.startswith("Si nous nous y connaissons déjà, un code à six chiffres est en route.")
        code = await t.code(known)
        assert (await t.says(f"{code[:3]} {code[3:]}", asking)).startswith("C’est bien vous, merci")
        assert await t.who(known) == await t.who(asking) == customer_id_of(asking)
        merged = [e for e in await t.shop.store.ledger.of(customer_id_of(asking), NOON) if e.kind == "merged"]
        assert [entry.facts["how"] for entry in merged] == ["code"]


@pytest.mark.parametrize("asking", [PHONE, WHATSAPP], ids=["sms", "whatsapp"])
async def test_on_a_phone_the_e_mail_they_are_known_by_leads_to_their_telegram(store: Store, asking: Address) -> None:
    async with talk(store) as t:
        await t.says("hello", CHAT)
        await t.knows(CHAT, EMAIL, language="en")
        await t.says("/language en", asking)
        assert "Which phone number or e-mail" in await t.says("you already know me, link my chats", asking)
        assert "a six-digit code is on its way" in await t.says("lea@exemple.fr", asking)
        [part] = [part for part in await t.parts(CHAT) if part.body.code]
        assert part.purpose == "service"
        assert part.not_after is not None
        assert "type this code there within 10 minutes" in part.body.text
        assert "It’s you, thank you!" in await t.says(f"my code is {await t.code(CHAT)}", asking)
        assert await t.who(CHAT) == await t.who(asking) == await t.who(EMAIL)


async def test_the_question_on_the_table_stands_through_it(store: Store) -> None:
    async with talk(store) as t:
        await t.says("bonjour", PHONE)
        await t.says("bonjour")
        await t.meets(FlowRequested(id="flow", flow="count"), PAGE)
        asked = await t.says("mon numéro est le 06 12 34 56 78")
        assert "code à six chiffres" in asked and "Combien de personnes" not in asked, "one question at a time"
        said = await t.says(await t.code())
        assert said.startswith("C’est bien vous")
        assert "Combien de personnes" in said
        assert await t.says("Dix") == "Une grande machine alors."


async def test_nobody_learns_who_is_a_customer(store: Store) -> None:
    """The same words at the same steps, whether the number is known or not; and an unknown one is sent nothing."""
    heard = []
    async with talk(store) as t:
        await t.says("bonjour", PHONE)
        for place, number in enumerate(("06 12 34 56 78", "06 98 76 54 32")):
            page = Address("web", f"visitor {place}")
            said = ["bonjour", f"mon numéro est le {number}", *["000001"] * 5, "000001", f"mon numéro est le {number}"]
            heard.append([await t.says(text, page) for text in said])
        assert heard[0] == heard[1]
        assert heard[0][-3].startswith("Ce code n’est plus valable")
        assert await t.shop.store.customers.whose(Address("sms", "+33698765432")) is None
        assert {part.address for part in await t.parts(PHONE) if part.body.code} == {PHONE}
        assert await t.codes() == 2


async def test_after_five_wrong_codes_the_right_one_is_of_no_use(store: Store) -> None:
    async with talk(store) as t:
        await t.says("bonjour", PHONE)
        await t.says("mon numéro est le 06 12 34 56 78")
        code = await t.code()
        for _ in range(4):
            assert "ne correspond pas" in await t.says(wrong(code))
        assert "n’est plus valable" in await t.says(wrong(code))
        await t.says(code)
        assert await t.who(PHONE) != await t.who(PAGE)


async def test_a_code_is_good_for_ten_minutes_once_and_for_who_asked(store: Store) -> None:
    async with talk(store) as t:
        await t.says("bonjour", PHONE)
        await t.says("mon numéro est le 06 12 34 56 78")
        late = await t.code()
        t.shop.now += GOOD_FOR
        assert "n’est plus valable" in await t.says(late)
        other = Address("web", "another visitor")
        await t.says("mon numéro est le 06 12 34 56 78")
        await t.says("mon numéro est le 06 12 34 56 78", other)
        mine = [opened(part, KEYED).body.text[-6:] for part in await t.parts(PHONE) if part.body.code][-2]
        assert "ne correspond pas" in await t.says(mine, other)
        assert "C’est bien vous" in await t.says(mine)
        assert await t.who(other) != await t.who(PHONE) == await t.who(PAGE)


async def test_three_codes_an_hour_are_all_that_one_may_ask_for_and_that_one_is_sent(store: Store) -> None:
    async with talk(store) as t:
        await t.says("bonjour", PHONE)
        for _ in range(3):
            assert "est en route" in await t.says("mon numéro est le 06 12 34 56 78")
        assert "plus envoyer de code" in await t.says("mon numéro est le 06 12 34 56 78")
        assert "est en route" in await t.says("mon numéro est le 06 12 34 56 78", Address("web", "another"))
        assert await t.codes() == 3
        t.shop.now += timedelta(hours=1)
        assert "est en route" in await t.says("mon numéro est le 06 12 34 56 78")
        assert await t.codes() == 4


async def test_the_code_stands_nowhere_in_the_clear(store: Store) -> None:
    async with talk(store) as t:
        await t.says("bonjour", PHONE)
        await t.says("mon numéro est le 06 12 34 56 78")
        [part] = [part for part in await t.parts(PHONE) if part.body.code]
        assert part.body.text.endswith(MARK)
        code = await t.code()
        for table, columns in {"outbox": "body", "events": "event", "inbox": "event", "ledger": "words, facts"}.items():
            rows = await t.shop.store.database.read(f"SELECT {columns} FROM {table}")
            assert code not in str(rows), table
        assert code not in str(await t.shop.store.database.read("SELECT state FROM customers"))
        assert code not in str(await t.shop.store.database.read("SELECT digest FROM links"))


async def test_who_has_opted_out_is_sent_no_code(store: Store) -> None:
    async with talk(store) as t:
        await t.says("bonjour", PHONE)
        await t.meets(OptOutReported(id="out", address=PHONE), PHONE)
        assert "est en route" in await t.says("mon numéro est le 06 12 34 56 78")
        assert await t.codes() == 0


async def test_another_name_is_left_to_staff_and_nothing_of_the_other_is_shown(store: Store) -> None:
    async with talk(store) as t:
        await t.knows(PHONE, first_name="Léa", machine="Aroma 3")
        await t.knows(PAGE, first_name="Tom")
        await t.says("mon numéro est le 06 12 34 56 78")
        assert (await t.says(await t.code())).startswith("Merci. Pour être sûr de parler à la bonne personne")
        tom = await t.customer(PAGE)
        assert tom.handover is not None
        assert tom.handover.reason == "identity"
        assert "machine" not in tom.facts
        assert await t.who(PHONE) != await t.who(PAGE)


async def test_a_card_that_telegram_does_not_vouch_for_is_asked_about(store: Store) -> None:
    async with talk(store) as t:
        await t.says("bonjour", PHONE)
        await t.says("bonjour", CHAT)
        card = MessageReceived(id="card", address=CHAT, contact=Contact(PHONE.id, "Léa"))
        await t.meets(card, CHAT)
        assert (await t.parts(CHAT))[-1].body.text.startswith("Merci. Est-ce votre propre numéro")
        assert await t.codes() == 0
        assert "est en route" in await t.says("oui", CHAT)
        assert "C’est bien vous" in await t.says(await t.code(), CHAT)
        assert await t.who(PHONE) == await t.who(CHAT)


async def test_somebody_elses_card_is_kept_and_sends_nothing(store: Store) -> None:
    async with talk(store) as t:
        await t.says("bonjour", PHONE)
        await t.says("bonjour", CHAT)
        await t.meets(MessageReceived(id="card", address=CHAT, contact=Contact(PHONE.id, "Léa")), CHAT)
        assert "pour l’équipe" in await t.says("non", CHAT)
        assert await t.codes() == 0


def test_what_is_typed_goes_on_as_a_digest() -> None:
    assert proof_of("r", "123456") != proof_of("r", "123457") != proof_of("s", "123457")
    assert "123456" not in proof_of("r", "123456")


CALL = """
flow: call
title: Vous rappeler
purpose: service
steps:
  - { ask: "À quel numéro vous rappeler ?", as: phone, save: customer.phone }
  - say: C’est noté.
"""


@pytest.mark.parametrize("known", [PHONE, WHATSAPP], ids=["sms", "whatsapp"])
async def test_a_number_typed_for_a_flow_is_what_they_say_and_makes_nobody_somebody_else(
    store: Store, known: Address
) -> None:
    """It may be a colleague's or mistyped: no code is sent for it, and what is said tells nobody who is a customer."""
    async with talk(store) as t:
        t.shop.shelves.shelf = Shelf(current=playbook(CALL))
        await t.says("bonjour", known)
        await t.knows(known, first_name="Léa")
        await t.says("bonjour")
        await t.meets(FlowRequested(id="flow", flow="call"), PAGE)
        assert await t.says("06 12 34 56 78") == "C’est noté."
        customer = await t.customer(PAGE)
        assert (customer.facts["phone"], customer.proving) == (PHONE.id, None)
        assert [one.address for one in customer.addresses] == [PAGE]
        assert await t.who(known) != await t.who(PAGE)
        assert await t.codes() == 0
