"""Who works in a demonstration's shop."""

from __future__ import annotations

from bot.model.staff import Role
from bot.store import Store
from bot.work.demonstration.people import HANDS, account
from bot.work.demonstration.shop import OWNER, hire
from tests.work.demonstration.lives import BEGAN


async def test_there_are_all_roles_an_owner_and_somebody_who_left(store: Store) -> None:
    await hire(store, BEGAN)
    staff = await store.staff.all()
    assert {one.role for one in staff} == set(Role)
    assert [one.email for one in staff if one.role is Role.OWNER] == [OWNER]
    assert [one.disabled for one in staff].count(True) == 1
    assert {account(name) for names in HANDS.values() for name in names} <= {one.id for one in staff}
    assert {reply.language for reply in await store.saved_replies.all()} == {"fr", "en"}
    assert await store.audit.verify() is None
