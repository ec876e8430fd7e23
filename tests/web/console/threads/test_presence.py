"""Two people and the bot at one thread: nobody answers over another unknowingly, and the bot not at all."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest

from bot.model.staff import Role, Staff
from bot.web.console.threads.inbox import INBOX
from tests.web.console.counter import Counter, Person
from tests.web.console.people import Browser, hired, signed_in
from tests.web.console.threads.test_stepping_in import does


@pytest.fixture
async def two(counter: Counter) -> tuple[Staff, Staff]:
    return await hired(counter.store, name="Théo Martin"), await hired(counter.store, name="Inès Petit")


async def seen_by(browser: Browser, lea: Person) -> str:
    page = (await browser.get(f"{INBOX}/{lea.id}")).text
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found is not None
    return found[1]


async def test_send_asks_once_while_a_colleague_writes(counter: Counter, lea: Person, two: tuple[Staff, Staff]) -> None:
    theo, ines = two
    async with await signed_in(counter.app, theo) as browser:
        assert (await browser.sends(f"{INBOX}/{lea.id}/typing")).status_code == 204
    page = await does(counter, ines, lea, "reply", text="Ici Inès.", key="1")
    assert "Théo Martin répond aussi" in page
    assert "Ici Inès." in page
    assert "Envoyer quand même" in page
    assert "Ici Inès." not in counter.left
    await does(counter, ines, lea, "reply", text="Ici Inès.", key="1", anyway="1")
    await counter.work()
    assert counter.left.count("Ici Inès.") == 1


async def test_two_people_and_the_bot_race_for_a_thread_and_the_customer_hears_one(
    counter: Counter, lea: Person, two: tuple[Staff, Staff]
) -> None:
    browsers = [await signed_in(counter.app, who) for who in two]
    seen = [await seen_by(browser, lea) for browser in browsers]
    sent = len(counter.left)
    answers = await asyncio.gather(
        *(
            browser.sends(f"{INBOX}/{lea.id}/reply", text=f"Réponse {place}", key="k", seen=seen[place])
            for place, browser in enumerate(browsers)
        ),
        lea.says("vous êtes là ?"),
    )
    asked = [answer.status_code == 200 for answer in answers if isinstance(answer, httpx.Response)]
    assert sorted(asked) == [False, True]
    await counter.work()
    assert sum(text.startswith("Réponse") for text in counter.left[sent:]) == 1
    await lea.says("et la machine ?")
    await counter.work()
    customer = await counter.store.customers.get(lea.id)
    assert customer is not None
    assert customer.handover is not None
    last_of_staff = max(place for place, text in enumerate(counter.left) if text.startswith("Réponse"))
    assert counter.left[last_of_staff + 1 :] == []  # the bot is silent after a person's word
    for browser in browsers:
        await browser.aclose()


async def test_a_viewer_tells_nobody_that_they_write(counter: Counter, lea: Person) -> None:
    async with await signed_in(counter.app, await hired(counter.store, Role.VIEWER)) as browser:
        assert (await browser.sends(f"{INBOX}/{lea.id}/typing")).status_code == 403
