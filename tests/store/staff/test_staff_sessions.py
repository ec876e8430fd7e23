"""Sessions: by the hash of a token, over when idle, over when long, over when ended. On both databases."""

from __future__ import annotations

from datetime import timedelta

from bot.store import Store
from bot.store.staff.staff_sessions import IDLE, LONGEST, digest_of
from tests.store.samples import NOON
from tests.web.console.people import hired, session_at

MOMENT = timedelta(microseconds=1)


async def test_a_session_is_found_by_its_token_and_nothing_else(store: Store) -> None:
    staff = await hired(store)
    session = session_at(NOON)
    await store.sessions.open(staff.id, "token", session)
    assert await store.sessions.find("token", NOON) == (staff, session)
    for wrong in ("other", "", session.id, digest_of("token")):
        assert await store.sessions.find(wrong, NOON) is None
    assert [row[0] for row in await store.database.read("SELECT digest FROM staff_sessions")] == [digest_of("token")]


async def test_it_ends_half_an_hour_after_the_last_request(store: Store) -> None:
    staff = await hired(store)
    await store.sessions.open(staff.id, "token", session_at(NOON))
    at = NOON
    for _ in range(4):
        at += IDLE - MOMENT
        assert await store.sessions.find("token", at) is not None
    assert await store.sessions.of(staff.id, at) != []
    assert await store.sessions.find("token", at + IDLE) is None
    assert await store.sessions.of(staff.id, at + IDLE) == []


async def test_it_ends_after_eight_hours_however_busy(store: Store) -> None:
    staff = await hired(store)
    await store.sessions.open(staff.id, "token", session_at(NOON))
    at = NOON
    while at < NOON + LONGEST:
        assert await store.sessions.find("token", at) is not None
        at += timedelta(minutes=20)
    assert await store.sessions.find("token", NOON + LONGEST) is None


async def test_reading_writes_once_a_minute_at_most(store: Store) -> None:
    staff = await hired(store)
    await store.sessions.open(staff.id, "token", session_at(NOON))
    await store.sessions.find("token", NOON + timedelta(seconds=59))
    assert (await store.sessions.of(staff.id, NOON))[0].seen_at == NOON
    await store.sessions.find("token", NOON + timedelta(seconds=61))
    assert (await store.sessions.of(staff.id, NOON))[0].seen_at == NOON + timedelta(seconds=61)


async def test_one_is_closed_or_all_the_others(store: Store) -> None:
    staff, other = await hired(store), await hired(store)
    sessions = {token: session_at(NOON) for token in ("a", "b", "c")}
    for token, session in sessions.items():
        await store.sessions.open(staff.id, token, session)
    await store.sessions.close(other.id, sessions["a"].id, other.id, NOON)
    assert await store.sessions.find("a", NOON) is not None  # not theirs to close
    await store.sessions.close(staff.id, sessions["a"].id, staff.id, NOON)
    assert await store.sessions.find("a", NOON) is None
    await store.sessions.close_others(staff.id, sessions["b"].id, staff.id, NOON)
    assert [session.id for session in await store.sessions.of(staff.id, NOON)] == [sessions["b"].id]


async def test_those_that_are_over_are_forgotten_with_the_next(store: Store) -> None:
    staff = await hired(store)
    await store.sessions.open(staff.id, "old", session_at(NOON))
    await store.sessions.open(staff.id, "new", session_at(NOON + IDLE))
    assert [row[0] for row in await store.database.read("SELECT digest FROM staff_sessions")] == [digest_of("new")]
