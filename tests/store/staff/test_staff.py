"""Staff accounts: what is kept, what ends with a change, who can't be sent away. On both databases."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from bot.model.staff import Role, Staff
from bot.store import Store
from bot.store.staff.staff import EmailTaken, LastOwner, Secrets, as_kept
from tests.store.samples import NOON
from tests.web.console.people import hired, person, session_at


async def acts(store: Store, staff: Staff) -> list[str]:
    return [row.entry.act for row in reversed(await store.audit.of(staff.id, 99))]


async def open_session(store: Store, staff: Staff, token: str) -> str:
    session = session_at(NOON)
    await store.sessions.open(staff.id, token, session)
    return session.id


async def test_an_account_is_read_back_as_it_was_made(store: Store) -> None:
    assert await store.staff.is_empty()
    staff = person(Role.AGENT, email="Camille@Moka.example", points_of_sale=("lyon", "paris"))
    await store.staff.add(staff, "cli:marc", NOON)
    kept = msgspec.structs.replace(staff, email="camille@moka.example")
    assert await store.staff.get(staff.id) == kept
    assert await store.staff.by_email(" CAMILLE@moka.example ") == kept
    assert await store.staff.all() == [kept]
    assert await store.staff.names() == {staff.id: staff.name}
    assert not await store.staff.is_empty()
    assert [row.entry.who for row in await store.audit.latest(9)] == ["cli:marc"]


async def test_nobody_is_nobody(store: Store) -> None:
    assert await store.staff.get("x") is None
    assert await store.staff.by_email("x@y.z") is None
    assert await store.staff.secrets("x") == Secrets(None, None, 0)


async def test_an_address_has_one_account_and_the_refusal_leaves_no_trace(store: Store) -> None:
    first = await hired(store)
    with pytest.raises(EmailTaken):
        await hired(store, email=first.email.upper())
    assert len(await store.staff.all()) == 1
    assert len(await store.audit.latest(9)) == 1
    assert as_kept(" A@b.C ") == "a@b.c"


async def test_another_role_or_scope_ends_every_session(store: Store) -> None:
    staff = await hired(store, Role.AGENT)
    for token, changed in (
        ("one", msgspec.structs.replace(staff, role=Role.VIEWER)),
        ("two", msgspec.structs.replace(staff, role=Role.VIEWER, points_of_sale=("lyon",))),
    ):
        await open_session(store, staff, token)
        await store.staff.change(changed, "admin", NOON)
        assert await store.sessions.find(token, NOON) is None
        assert await store.staff.get(staff.id) == changed
    assert (await acts(store, staff)).count("staff.changed") == 2


async def test_another_name_ends_none_and_needs_no_audit(store: Store) -> None:
    staff = await hired(store)
    await open_session(store, staff, "token")
    await store.staff.change(msgspec.structs.replace(staff, name="Camille Moulin"), "admin", NOON)
    found = await store.sessions.find("token", NOON)
    assert found is not None
    assert found[0].name == "Camille Moulin"
    assert "staff.changed" not in await acts(store, staff)


async def test_who_is_disabled_is_out_at_once_and_can_come_back(store: Store) -> None:
    staff = await hired(store)
    await open_session(store, staff, "token")
    await store.staff_links.make("link", "password", staff.id, "admin", NOON)
    await store.staff.disable(staff.id, "admin", NOON)
    assert await store.sessions.find("token", NOON) is None
    assert await store.staff_links.find("link", NOON) is None
    gone = await store.staff.get(staff.id)
    assert gone is not None
    assert gone.disabled
    await store.staff.enable(staff.id, "admin", NOON)
    assert await store.staff.get(staff.id) == staff
    assert (await acts(store, staff))[-2:] == ["staff.disabled", "staff.enabled"]


async def test_the_last_owner_stays(store: Store) -> None:
    owner = await hired(store, Role.OWNER)
    with pytest.raises(LastOwner):
        await store.staff.disable(owner.id, "cli:marc", NOON)
    with pytest.raises(LastOwner):
        await store.staff.change(msgspec.structs.replace(owner, role=Role.ADMIN), "cli:marc", NOON)
    second = await hired(store, Role.OWNER)
    await store.staff.disable(owner.id, second.id, NOON)
    with pytest.raises(LastOwner):
        await store.staff.disable(second.id, "cli:marc", NOON)


async def test_of_two_owners_who_dismiss_each_other_one_stays(store: Store) -> None:
    owners = [await hired(store, Role.OWNER), await hired(store, Role.OWNER)]
    outcomes = await asyncio.gather(
        *(store.staff.disable(owner.id, "x", NOON) for owner in owners), return_exceptions=True
    )
    assert sum(isinstance(outcome, LastOwner) for outcome in outcomes) == 1


async def test_a_new_password_ends_the_other_sessions(store: Store) -> None:
    staff = await hired(store)
    kept = await open_session(store, staff, "here")
    await open_session(store, staff, "there")
    await store.staff.set_password(staff.id, "$argon2id$…", staff.id, NOON, keep_session=kept)
    assert await store.sessions.find("here", NOON) is not None
    assert await store.sessions.find("there", NOON) is None
    assert (await store.staff.secrets(staff.id)).password == "$argon2id$…"
    after = await store.staff.get(staff.id)
    assert after is not None
    assert after.has_password


async def test_what_somebody_prefers_is_theirs_to_set(store: Store) -> None:
    staff = await hired(store)
    wanted = msgspec.structs.replace(staff, language="en", theme="dark", timezone="Europe/Paris", shortcuts=False)
    await store.staff.prefer(msgspec.structs.replace(wanted, role=Role.OWNER))
    assert await store.staff.get(staff.id) == wanted


async def test_a_second_factor_comes_and_goes_with_its_codes(store: Store) -> None:
    staff = await hired(store)
    await store.staff.set_second_factor(staff.id, "sealed", 100, ["a", "b"], staff.id, NOON)
    await open_session(store, staff, "token")
    assert await store.staff.secrets(staff.id) == Secrets(None, "sealed", 100)
    assert await store.staff.use_recovery_code(staff.id, "a", NOON)
    assert not await store.staff.use_recovery_code(staff.id, "a", NOON)
    assert not await store.staff.use_recovery_code("another", "b", NOON)
    assert await store.staff.recovery_codes_left(staff.id) == 1
    await store.staff.set_recovery_codes(staff.id, ["c"], staff.id, NOON)
    assert not await store.staff.use_recovery_code(staff.id, "b", NOON)
    await store.staff.remove_second_factor(staff.id, "admin", NOON)
    assert await store.staff.secrets(staff.id) == Secrets(None, None, 0)
    assert await store.staff.recovery_codes_left(staff.id) == 0
    assert await store.sessions.find("token", NOON) is None


async def test_a_code_is_good_once_however_many_use_it_at_once(store: Store) -> None:
    staff = await hired(store)
    await store.staff.set_second_factor(staff.id, "sealed", 100, [], staff.id, NOON)
    used = await asyncio.gather(*(store.staff.use_code(staff.id, 101) for _ in range(8)))
    assert sum(used) == 1
    assert not await store.staff.use_code(staff.id, 100)
    assert await store.staff.use_code(staff.id, 102)


async def test_a_code_that_was_used_by_a_clock_that_was_ahead_keeps_nobody_out(store: Store) -> None:
    staff = await hired(store)
    await store.staff.set_second_factor(staff.id, "sealed", 100, [], staff.id, NOON)
    assert await store.staff.use_code(staff.id, 100 + 240)  # two hours ahead
    assert not await store.staff.use_code(staff.id, 100 + 238)  # within what a code of now may be: used before
    assert await store.staff.use_code(staff.id, 103)  # the clock is right again
    assert not await store.staff.use_code(staff.id, 103)
