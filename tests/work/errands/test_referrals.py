"""Codes made of chance, links that carry them, and friends counted once: real turns and errands on both databases."""

from __future__ import annotations

import secrets

from bot.channels.base import CannotLook
from bot.model.arrivals import Arrival
from bot.model.events import ChatOpened
from bot.model.referral import MakeReferral, UseReferral
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.work.errands.errands import ErrandRunner
from bot.work.errands.fetcher import Fetcher
from bot.work.errands.referrals import Referring
from tests.store.samples import NOON, lea, wrote
from tests.work.shop import Shop, open_shop

LEA, TOM = customer_id_of(lea(1)), customer_id_of(lea(2))


def _runner(shop: Shop, **more: object) -> ErrandRunner:
    referring = Referring(token=lambda: secrets.token_urlsafe(32), **more)  # type: ignore[arg-type]
    return ErrandRunner(shop.store, fetcher=Fetcher(list), outgoing=None, clock=lambda: shop.now, referring=referring)


async def _asks(store: Store, customer: str, effect: MakeReferral | UseReferral) -> None:
    record = Record()
    record.errand(customer, effect, micros(NOON))
    await store.database.transact(record.write)


async def _runs(shop: Shop, runner: ErrandRunner) -> None:
    await runner.start_due()
    await runner.finish()
    await shop.meet()


async def _has_a_code(shop: Shop, runner: ErrandRunner) -> str:
    await shop.store.inbox.put([wrote("/start", chat=1)])
    await shop.meet()
    await _asks(shop.store, LEA, MakeReferral(id="m1"))
    await _runs(shop, runner)
    lea_now = await shop.store.customers.get(LEA)
    assert lea_now is not None
    return str(lea_now.facts["referral_code"])


def _opens(code: str, *, chat: int, id: str) -> Arrival:
    event = ChatOpened(id=id, address=lea(chat), payload=f"ref_{code}")
    return Arrival(event=event, received_at=NOON, names=(lea(chat),), source="telegram", raw="{}")


async def test_a_friend_who_follows_the_link_counts_once_and_the_owner_never(store: Store) -> None:
    async with open_shop(store) as shop:
        runner = _runner(shop, public_url="https://moka.example")
        code = await _has_a_code(shop, runner)
        for id_ in ("first", "again"):
            await store.inbox.put([_opens(code, chat=2, id=id_)])
            await shop.meet()
            await _runs(shop, runner)
        tom = await store.customers.get(TOM)
        assert tom is not None and tom.facts["referred"] is True
        used = [entry for entry in await store.database.read("SELECT event FROM inbox") if "referral.used" in entry[0]]
        assert len(used) == 1 and '"friends":1' in used[0][0]
        await store.inbox.put([_opens(code, chat=1, id="oneself")])
        await shop.meet()
        await _runs(shop, runner)
        assert await store.referrals.friends(LEA) == 1
        assert await shop.heard(TOM), "they are greeted"


async def test_a_code_asked_for_twice_is_the_same_and_the_link_opens_the_chat(store: Store) -> None:
    async with open_shop(store) as shop:
        runner = _runner(shop, public_url="https://moka.example")
        code = await _has_a_code(shop, runner)
        await _asks(store, LEA, MakeReferral(id="m2"))
        await _runs(shop, runner)
        lea_now = await store.customers.get(LEA)
        assert lea_now is not None
        assert lea_now.facts["referral_code"] == code
        assert lea_now.facts["referral_link"] == f"https://moka.example/chat?ref={code}"


async def test_on_telegram_the_link_is_a_deep_link_and_without_any_address_there_is_the_code_alone(
    store: Store,
) -> None:
    async def name() -> str:
        return "moka_bot"

    async def silent() -> str:
        raise CannotLook

    async with open_shop(store) as shop:
        code = await _has_a_code(shop, _runner(shop, telegram=name))
        lea_now = await store.customers.get(LEA)
        assert lea_now is not None
        link = str(lea_now.facts["referral_link"])
        assert link == f"https://t.me/moka_bot?start=ref_{code}"
        assert len(link.partition("start=")[2]) <= 64  # Telegram takes no longer ones
        await store.inbox.put([wrote("/start", chat=2)])
        await shop.meet()
        await _asks(store, TOM, MakeReferral(id="m3"))
        await _runs(shop, _runner(shop, telegram=silent))
        tom = await store.customers.get(TOM)
        assert tom is not None
        assert "referral_link" not in tom.facts and tom.facts["referral_code"] != code


async def test_a_code_of_nobodys_brings_nobody(store: Store) -> None:
    async with open_shop(store) as shop:
        runner = _runner(shop)
        await store.inbox.put([_opens("NQBQDY2345", chat=2, id="first")])
        await shop.meet()
        await _runs(shop, runner)
        tom = await store.customers.get(TOM)
        assert tom is not None and "referred" not in tom.facts
        assert await shop.heard(TOM)
