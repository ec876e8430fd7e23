"""Going on with Telegram: the link, the talk that goes on there, and what a link that is no good is met with."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.engine.advance import advance, new_customer
from bot.engine.identity.identifying import digest_of
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.customer import Customer
from bot.model.effects import Absorb, Identify, MakeLink, Send
from bot.model.events import ChatOpened, CustomersMerged, Event, FlowRequested, MessageReceived
from bot.playbook.compiled import Shelf
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.work.errands.errands import ErrandRunner
from bot.work.errands.fetcher import Fetcher
from bot.work.errands.links import LinkMaker
from bot.work.errands.referrals import Referring
from tests.engine.chat import MONDAY, playbook
from tests.store.samples import NOON, lea
from tests.work.shop import Shop, open_shop

PAGE = Address("web", "visitor")
ON_THE_PAGE, ON_TELEGRAM = customer_id_of(PAGE), customer_id_of(lea())
TOKEN = "t" * 43
SHELF = Shelf(current=playbook())

NOBODY = Referring(token=str)


class Talk:
    """A visitor of the web chat who has Telegram too."""

    def __init__(self, shop: Shop, *, telegram: bool = True) -> None:
        self.shop = shop
        shop.cutters["web"] = shop.cutters["sms"] = shop.cutters["telegram"]
        tokens = iter([TOKEN, *(f"{number:043d}" for number in range(9))])
        links = LinkMaker(self._name, token=lambda: next(tokens)) if telegram else None
        fetcher = Fetcher(list)
        self.errands = ErrandRunner(
            shop.store, fetcher=fetcher, outgoing=None, clock=lambda: shop.now, links=links, referring=NOBODY
        )
        self.number = 0

    async def _name(self) -> str:
        return "moka_bot"

    async def _meets(self, event: Event, at: Address) -> None:
        await self.shop.store.inbox.put([Arrival(event=event, received_at=self.shop.now, names=(at,))])
        await self.shop.meet(timedelta(seconds=5))
        await self.errands.start_due()
        await self.errands.finish()
        await self.shop.meet(timedelta(seconds=5))

    async def says(self, text: str, at: Address = PAGE) -> None:
        self.number += 1
        await self._meets(MessageReceived(id=f"said {self.number}", address=at, text=text), at)

    async def opens(self, payload: str, chat: int = 42) -> None:
        self.number += 1
        await self._meets(ChatOpened(id=f"opened {self.number}", address=lea(chat), payload=payload), lea(chat))

    async def hears(self, customer: str) -> list[str]:
        parts = await self.shop.store.outbox.of_customer(customer)
        return [f"{p.address.channel}: {' '.join((p.body.text, *(one.url for one in p.body.links)))}" for p in parts]

    async def starts(self) -> None:
        """The question of the flow is on the table, on the page."""
        await self.says("hello")
        await self._meets(FlowRequested(id="flow", flow="count"), PAGE)


async def test_the_talk_goes_on_in_telegram_with_its_question(store: Store) -> None:
    async with open_shop(store) as shop:
        talk = Talk(shop)
        await talk.starts()
        await talk.says("continue on Telegram")
        [link] = [one for one in await talk.hears(ON_THE_PAGE) if "link to Telegram" in one]
        assert f"https://t.me/moka_bot?start=go-{TOKEN}" in link
        await talk.opens(f"go-{TOKEN}")
        assert await store.customers.find("visitor") == await store.customers.find("42") == ON_TELEGRAM
        last = (await talk.hears(ON_TELEGRAM))[-1]
        assert last.startswith("telegram: Here we are on Telegram")
        assert "How many people drink coffee?" in last
        await talk.says("Ten", lea())
        assert (await talk.hears(ON_TELEGRAM))[-1] == "telegram: A large machine then."
        assert [e.facts["how"] for e in await store.ledger.of(ON_TELEGRAM, NOON) if e.kind == "merged"] == ["link"]


async def test_only_a_hash_of_the_link_is_kept(store: Store) -> None:
    async with open_shop(store) as shop:
        talk = Talk(shop)
        await talk.says("continue on Telegram")
        assert await store.database.read("SELECT digest, customer FROM links") == [(digest_of(TOKEN), ON_THE_PAGE)]


@pytest.mark.parametrize(("payload", "wait"), [("go-" + "x" * 43, 0), (f"go-{TOKEN}", 25), (f"go-{TOKEN}x", 0)])
async def test_a_forged_link_and_one_that_is_over_are_an_ordinary_start(store: Store, payload: str, wait: int) -> None:
    async with open_shop(store) as shop:
        talk = Talk(shop)
        await talk.says("continue on Telegram")
        shop.now += timedelta(hours=wait)
        await talk.opens(payload)
        said = await talk.hears(ON_TELEGRAM)
        assert said == ["telegram: That link no longer works.", "telegram: Moka here. What can I do for you?"]
        assert await store.customers.find("visitor") == ON_THE_PAGE


async def test_a_link_is_good_once(store: Store) -> None:
    async with open_shop(store) as shop:
        talk = Talk(shop)
        await talk.says("continue on Telegram")
        await talk.opens(f"go-{TOKEN}")
        await talk.opens(f"go-{TOKEN}", chat=43)
        assert await store.customers.find("43") == customer_id_of(lea(43))
        assert (await talk.hears(customer_id_of(lea(43))))[0] == "telegram: That link no longer works."
        await talk.opens(f"go-{TOKEN}")  # the same person, again: nothing to hide, nothing to merge
        assert await store.customers.find("visitor") == ON_TELEGRAM


async def test_two_who_open_one_link_at_once_are_not_both_taken_for_its_owner(store: Store) -> None:
    async with open_shop(store) as shop:
        talk = Talk(shop)
        await talk.says("continue on Telegram")
        opened = [
            Arrival(
                event=ChatOpened(id=f"open {chat}", address=lea(chat), payload=f"go-{TOKEN}"),
                received_at=shop.now,
                names=(lea(chat),),
            )
            for chat in (1, 2)
        ]
        await shop.store.inbox.put(opened)
        await shop.meet(timedelta(seconds=5))
        owners = {await store.customers.find(name) for name in ("visitor", "1", "2")}
        assert len(owners) == 2
        assert await store.customers.find("1") != await store.customers.find("2")
        assert await store.inbox.overdue(shop.now) == 0


async def test_without_telegram_the_talk_goes_on_where_it_is(store: Store) -> None:
    async with open_shop(store) as shop:
        talk = Talk(shop, telegram=False)
        await talk.starts()
        await talk.says("/telegram")
        last = (await talk.hears(ON_THE_PAGE))[-1]
        assert "not on Telegram for now" in last
        assert "How many people drink coffee?" in last


def _first(effects: tuple[object, ...], kind: type) -> object | None:
    return next((one for one in effects if isinstance(one, kind)), None)


PAYLOADS = st.one_of(st.text(max_size=70), st.from_regex(r"go-[A-Za-z0-9_-]{0,64}", fullmatch=True))


@given(payload=PAYLOADS, whose=st.sampled_from(["", ON_TELEGRAM]))
def test_no_token_merges_without_the_one_it_was_given_to(payload: str, whose: str) -> None:
    customer = new_customer(ON_TELEGRAM, MONDAY)
    turn = advance(SHELF, customer, ChatOpened(id="o", at=MONDAY, address=lea(), payload=payload))
    asked = _first(turn.effects, Identify)
    assert _first(turn.effects, Absorb) is None
    if isinstance(asked, Identify):
        merged = CustomersMerged(id="m", at=MONDAY, how="link", link=asked.link, other=whose)
        after = advance(SHELF, turn.customer, merged)
        assert _first(after.effects, Absorb) is None
        assert isinstance(_first(after.effects, Send), Send)


def test_on_telegram_no_link_is_made() -> None:
    customer: Customer = replace(new_customer(ON_TELEGRAM, MONDAY), language="fr")
    event = MessageReceived(id="m", at=MONDAY, address=lea(), text="on peut continuer sur Telegram ?")
    turn = advance(SHELF, customer, event)
    assert _first(turn.effects, MakeLink) is None
    send = _first(turn.effects, Send)
    assert isinstance(send, Send)
    assert send.content.text.startswith("Vous êtes déjà avec nous sur Telegram")
