"""The first way in: told once where nobody has an account, for the owner of a demonstration always."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from bot.model.staff import Role
from bot.store import Store
from bot.wiring.clock import now
from bot.wiring.staff import WELCOME, demonstration_link, first_link
from tests.web.console.people import hired


def installed(store: Store) -> Any:
    return SimpleNamespace(store=store)


async def test_a_link_is_told_while_nobody_has_an_account(store: Store) -> None:
    path = await first_link(installed(store))
    assert path is not None
    found = await store.staff_links.find(path.removeprefix(f"{WELCOME}/"), now())
    assert found is not None
    assert found.purpose == "owner"
    await hired(store)
    assert await first_link(installed(store)) is None


async def test_a_demonstration_has_an_owner_and_a_link_in(store: Store) -> None:
    path = await demonstration_link(installed(store))
    assert path is not None
    found = await store.staff_links.find(path.removeprefix(f"{WELCOME}/"), now())
    [owner] = await store.staff.all()
    assert found is not None
    assert (found.purpose, found.staff, owner.role) == ("enter", owner.id, Role.OWNER)
