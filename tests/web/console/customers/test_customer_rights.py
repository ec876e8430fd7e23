"""What a person may ask of us is done in the console, by who has the right, with a reason, and is noted."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec
import pytest

from bot.model.staff import Role
from bot.store import Store
from bot.store.people.erasing import Keyed
from bot.web.console.threads.inbox import INBOX
from tests.web.console.counter import Counter, Person, open_counter
from tests.web.console.people import hired, signed_in


@pytest.fixture
async def counter(shop_store: Store) -> AsyncIterator[Counter]:
    async with open_counter(shop_store, suppress=Keyed(b"k" * 32)) as opened:
        yield opened


@pytest.fixture
async def lea(counter: Counter) -> Person:
    return await (await counter.person("42").known(first_name="Léa")).says("bonjour")


async def acts(store: Store) -> list[str]:
    return [noted.entry.act for noted in await store.audit.latest(10) if noted.entry.act.startswith("customer.")]


async def test_a_file_of_all_that_is_held_asks_for_a_reason(counter: Counter, lea: Person) -> None:
    async with await signed_in(counter.app, await hired(counter.store, Role.OWNER)) as browser:
        address = f"{INBOX}/{lea.id}/data/export"
        assert (await browser.sends(address, reason=" ")).status_code == 400
        assert await acts(counter.store) == []
        given = await browser.sends(address, reason="demande du 26")
        document = msgspec.json.decode(given.content)
        assert document["customer"]["id"] == lea.id
        assert "bonjour" in given.text
        assert await acts(counter.store) == ["customer.exported"]


async def test_erasure_asks_to_type_and_leaves_nothing(counter: Counter, lea: Person) -> None:
    async with await signed_in(counter.app, await hired(counter.store, Role.OWNER)) as browser:
        address = f"{INBOX}/{lea.id}/data/erase"
        assert "Rien n’a été effacé" in (await browser.sends(address, reason="demande", typed="oui")).text
        assert await counter.store.customers.get(lea.id) is not None
        assert (await browser.sends(address, reason="demande", typed=lea.id[:6])).status_code == 303
        assert (await browser.get(f"{INBOX}/{lea.id}")).status_code == 404
        assert await acts(counter.store) == ["customer.erased"]


async def test_who_has_the_same_name_is_proposed_and_another_is_found_by_name_or_number(
    counter: Counter, lea: Person
) -> None:
    await lea.known(first_name="Léa", last_name="Fontaine")
    twin = await counter.person("33612345678", "sms").known(first_name="Léa", last_name="Fontaine")
    karim = await counter.person("33687654321", "sms").known(first_name="Karim", last_name="Haddad")
    for one in (lea, twin, karim):
        await one.says("salut")
    async with await signed_in(counter.app, await hired(counter.store)) as browser:
        address = f"{INBOX}/{lea.id}/data"
        page = (await browser.get(address)).text
        assert f'name="chosen" value="{twin.id}"' in page
        assert karim.id not in page
        for said in ("haddad", "33687654321"):
            page = (await browser.sends(f"{address}/merge", other=said, reason="même numéro")).text
            assert "dites de qui il s’agit" in page
            assert f'name="chosen" value="{karim.id}"' in page
            assert 'name="reason" value="même numéro"' in page
        assert await counter.store.merges.latest(lea.id) is None
        await browser.sends(f"{address}/merge", chosen=twin.id, other="", reason="même personne", key="m")
    last = await counter.store.merges.latest(lea.id)
    assert last is not None
    assert last.other == twin.id


async def test_two_are_taken_for_one_and_parted_again(counter: Counter, lea: Person) -> None:
    other = await (await counter.person("33612345678", "sms").known(first_name="Léa")).says("salut")
    async with await signed_in(counter.app, await hired(counter.store)) as browser:
        address = f"{INBOX}/{lea.id}/data"
        assert "aucun autre client" in (await browser.sends(f"{address}/merge", other="x", reason="même")).text
        await browser.sends(f"{address}/merge", other=f"https://x/{INBOX}/{other.id}", reason="même", key="m")
        last = await counter.store.merges.latest(lea.id)
        assert last is not None
        assert last.other == other.id
        assert "Séparer" in (await browser.get(address)).text
        assert (await browser.sends(f"{address}/part", merge="x", reason="erreur")).status_code == 404
        await browser.sends(f"{address}/part", merge=last.id, reason="erreur", key="p")
        assert await counter.store.merges.latest(lea.id) is None
        assert await acts(counter.store) == ["customer.parted", "customer.merged"]


async def test_an_agent_sees_consents_and_neither_file_nor_erasure(counter: Counter, lea: Person) -> None:
    async with await signed_in(counter.app, await hired(counter.store)) as browser:
        page = (await browser.get(f"{INBOX}/{lea.id}/data")).text
        assert "Accords" in page
        assert "/data/erase" not in page
        assert "/data/export" not in page
