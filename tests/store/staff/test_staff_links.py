"""One-time links: good once, for a day, for what they were made for. On both databases."""

from __future__ import annotations

import asyncio

import pytest

from bot.model.staff import Role
from bot.store import Store
from bot.store.staff.staff_links import GOOD_FOR, Link, LinkOver
from tests.store.samples import NOON
from tests.web.console.people import hired, person, session_at


async def test_the_first_link_makes_an_owner_with_a_password_and_a_session(store: Store) -> None:
    assert await store.staff_links.make_first("link", NOON)
    assert await store.staff_links.find("link", NOON) == Link("owner", None, NOON + GOOD_FOR)
    await store.staff_links.make_owner(
        "link", person(Role.VIEWER, points_of_sale=("lyon",)), "hash", ("t", session_at(NOON))
    )
    found = await store.sessions.find("t", NOON)
    assert found is not None
    assert (found[0].role, found[0].points_of_sale, found[0].has_password) == (Role.OWNER, (), True)
    assert not await store.staff_links.make_first("again", NOON)


async def test_of_two_who_use_it_at_once_one_is_the_owner(store: Store) -> None:
    await store.staff_links.make_first("link", NOON)
    outcomes = await asyncio.gather(
        *(store.staff_links.make_owner("link", person(), "hash", (f"t{n}", session_at(NOON))) for n in range(4)),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, LinkOver) for outcome in outcomes) == 3
    assert len(await store.staff.all()) == 1


async def test_of_several_processes_links_the_first_used_counts(store: Store) -> None:
    await store.staff_links.make_first("one", NOON)
    await store.staff_links.make_first("two", NOON)
    await store.staff_links.make_owner("one", person(), "hash", ("t", session_at(NOON)))
    assert await store.staff_links.find("two", NOON) is None


async def test_a_first_link_makes_nobody_once_there_is_somebody(store: Store) -> None:
    await store.staff_links.make_first("link", NOON)
    await hired(store)
    with pytest.raises(LinkOver):
        await store.staff_links.make_owner("link", person(), "hash", ("t", session_at(NOON)))
    assert len(await store.staff.all()) == 1


async def test_a_link_sets_a_password_once(store: Store) -> None:
    staff = await hired(store)
    await store.staff_links.make("link", "password", staff.id, "admin", NOON)
    assert await store.staff_links.use_for_password("link", "hash", NOON) == staff.id
    with pytest.raises(LinkOver):
        await store.staff_links.use_for_password("link", "another", NOON)
    assert (await store.staff.secrets(staff.id)).password == "hash"


async def test_a_link_is_over_after_a_day_and_for_nothing_else(store: Store) -> None:
    staff = await hired(store)
    await store.staff_links.make("link", "password", staff.id, "admin", NOON)
    with pytest.raises(LinkOver):
        await store.staff_links.use_to_enter("link", ("t", session_at(NOON)))
    assert await store.staff_links.find("link", NOON) is not None  # a wrong door does not use it up
    assert await store.staff_links.find("link", NOON + GOOD_FOR) is None
    with pytest.raises(LinkOver):
        await store.staff_links.use_for_password("link", "hash", NOON + GOOD_FOR)


async def test_a_link_lets_somebody_in(store: Store) -> None:
    staff = await hired(store, Role.OWNER)
    await store.staff_links.make("link", "enter", staff.id, "cli:demo", NOON)
    assert await store.staff_links.use_to_enter("link", ("t", session_at(NOON, "link"))) == staff.id
    found = await store.sessions.find("t", NOON)
    assert found is not None
    assert found[1].proof == "link"
