"""Who is at a thread is seen while their lease lasts, and of two answers at once one is told of the other."""

import asyncio

from bot.store import Store
from tests.store.samples import NOON, at

LEA = "lea"


async def test_who_looks_and_who_writes_is_seen_by_the_other_until_the_lease_runs_out(store: Store) -> None:
    await store.presence.look(LEA, "theo", NOON)
    await store.presence.type(LEA, "camille", NOON)
    assert [(one.staff, one.is_typing) for one in await store.presence.others(LEA, "theo", at(1))] == [
        ("camille", True)
    ]
    assert [one.is_typing for one in await store.presence.others(LEA, "theo", at(7))] == [False]
    assert await store.presence.others(LEA, "theo", at(9)) == []
    await store.presence.look(LEA, "theo", at(9))
    await store.presence.leave(LEA, "theo")
    assert await store.presence.others(LEA, "camille", at(9)) == []


async def test_who_answers_after_another_has_is_told_so_once(store: Store) -> None:
    assert await store.presence.claim(LEA, "theo", NOON, at(5)) == ""
    assert await store.presence.claim(LEA, "theo", NOON, at(6)) == ""  # one's own answers ask nothing
    assert await store.presence.claim(LEA, "camille", at(2), at(8)) == "theo"
    assert await store.presence.claim(LEA, "camille", at(2), at(9), anyway=True) == ""
    assert await store.presence.claim(LEA, "theo", at(10), at(11)) == ""  # theo has read camille's


async def test_who_writes_at_the_same_time_is_asked_about(store: Store) -> None:
    await store.presence.type(LEA, "theo", NOON)
    assert await store.presence.claim(LEA, "camille", at(1), at(2)) == "theo"
    assert await store.presence.claim(LEA, "theo", at(1), at(2)) == ""  # and has sent it, so writes no more
    assert await store.presence.claim(LEA, "camille", at(3), at(3)) == ""


async def test_of_two_who_answer_at_the_same_instant_exactly_one_is_first(store: Store) -> None:
    for number in range(10):
        people = ("theo", "camille", "inès")
        told = await asyncio.gather(
            *(store.presence.claim(f"{number}", who, at(1), at(2 + place)) for place, who in enumerate(people))
        )
        assert sorted(map(bool, told)) == [False, True, True]
