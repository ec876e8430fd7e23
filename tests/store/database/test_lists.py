"""Lists a page at a time: each row that was there is given once, whatever is written meanwhile."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection

import pytest

from bot.store import Store
from bot.store.database import lists as lists_module
from bot.store.database.lists import Key, Subject
from bot.store.database.script import Script, once
from bot.store.people.erasing import Keyed
from tests.store.samples import at
from tests.web.api.shop import LYON, PARIS, customer_id, lives

SUBJECTS: tuple[Subject, ...] = (
    "customers",
    "messages",
    "conversations",
    "feedback",
    "consents",
    "deliveries",
    "orders",
    "journeys",
)


def phone(number: int) -> str:
    return f"+336{number:08d}"


async def read_all(
    store: Store, subject: Subject, limit: int, *, places: Collection[str] = (), between: int | None = None
) -> list[str]:
    """Walk a list to its end; a customer more comes in after each page where `between` says from which number on."""
    found: list[str] = []
    after: Key | None = None
    number = between
    while True:
        page = await store.lists.page(subject, after, limit, places=places)
        assert len(page.rows) <= limit
        place = 1 if subject == "customers" else 0 if subject in ("orders", "journeys") else 1
        found += [str(row[place]) for row in page.rows]
        if page.next is None:
            return found
        assert page.next != after
        after = page.next
        if number is not None:
            if number < (between or 0) + 5:  # otherwise it would never end
                await lives(store, phone(number), LYON if number % 2 else PARIS, number=number)
            number += 1


@pytest.mark.parametrize("subject", SUBJECTS)
async def test_every_row_comes_once_under_inserts(store: Store, subject: Subject) -> None:
    there = {await lives(store, phone(number), LYON, number=number) for number in range(1, 8)}
    found = await read_all(store, subject, 2, between=100)
    counted = Counter(found)
    assert set(counted.values()) == {1}
    assert there <= set(counted)


@pytest.mark.parametrize("subject", SUBJECTS)
async def test_of_some_points_of_sale_only_theirs_come_and_all_of_them(
    store: Store, subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists_module, "WINDOW", 3)
    for number in range(1, 9):
        await lives(store, phone(number), (LYON, PARIS, None)[number % 3], number=number)
    lyon = sorted(customer_id(phone(number)) for number in range(1, 9) if number % 3 == 0)
    assert sorted(await read_all(store, subject, 2, places=(LYON,))) == lyon
    assert len(await read_all(store, subject, 2, places=(LYON, PARIS))) == 5


async def test_inserts_at_the_same_time_are_no_trouble(store: Store) -> None:
    there = {await lives(store, phone(number), LYON, number=number) for number in range(1, 6)}

    async def more() -> None:
        for number in range(200, 206):
            await lives(store, phone(number), LYON, number=number)

    _, *walks = await asyncio.gather(more(), *(read_all(store, "messages", 2) for _ in range(3)))
    for walk in walks:
        assert max(Counter(walk).values()) == 1
        assert there <= set(walk or ())


@pytest.fixture
async def crowd(sqlite_url: str) -> Store:
    opened = await Store.open(sqlite_url)
    for number in range(1, 14):
        await lives(opened, phone(number), (LYON, PARIS, None)[number % 3], number=number)
    return opened


async def test_any_size_of_page_gives_the_same_list(crowd: Store) -> None:
    for subject in SUBJECTS:
        whole = await read_all(crowd, subject, 100)
        for limit in (1, 2, 3, 5, 12, 13, 14):
            assert await read_all(crowd, subject, limit) == whole
            narrow = await read_all(crowd, subject, limit, places=(LYON,))
            assert narrow == [one for one in whole if one in narrow]
    await crowd.close()


async def test_who_is_somebody_else_is_shown_as_them_and_counts_for_their_point_of_sale(store: Store) -> None:
    lea = await lives(store, phone(1), LYON, number=1)
    other = await lives(store, phone(2), PARIS, number=2)

    def merge() -> Script[None]:
        yield once("UPDATE customers SET merged_into = $1 WHERE id = $2", lea, other)

    await store.database.transact(merge)
    page = await store.lists.page("messages", None, 10, places=(LYON,))
    assert [page.roots[row[1]].id for row in page.rows] == [lea, lea]
    assert (await store.lists.page("messages", None, 10, places=(PARIS,))).rows == []
    theirs = await store.lists.page("messages", None, 10, customer=lea)
    assert len(theirs.rows) == 2
    assert len((await store.lists.page("customers", None, 10)).rows) == 1


async def test_a_shell_is_nobody(store: Store) -> None:
    lea = await lives(store, phone(1), LYON)
    assert await store.lists.knows(lea)
    await store.erase(lea, Keyed(b"k" * 16), "staff", at(1))
    assert not await store.lists.knows(lea)
    assert (await store.lists.page("customers", None, 10)).rows == []
