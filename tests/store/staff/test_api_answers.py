"""Idempotency keys: who comes first does it, the others hear what came of it."""

from __future__ import annotations

import asyncio

from bot.store import Store
from bot.store.staff.api_answers import KEPT, LEASE, AnotherBody, Answered, Begun, UnderWay
from tests.store.samples import NOON


async def test_of_many_at_once_one_does_it(store: Store) -> None:
    stands = await asyncio.gather(*(store.api_answers.begin("t", "k", "d", NOON) for _ in range(12)))
    assert stands.count(Begun()) == 1
    assert stands.count(UnderWay()) == 11


async def test_what_was_answered_is_answered_again(store: Store) -> None:
    assert await store.api_answers.begin("t", "k", "d", NOON) == Begun()
    await store.api_answers.keep("t", "k", 202, "{}")
    assert await store.api_answers.begin("t", "k", "d", NOON) == Answered(202, "{}")
    await store.api_answers.let_go("t", "k")
    assert await store.api_answers.begin("t", "k", "d", NOON) == Answered(202, "{}")


async def test_another_body_and_another_token_are_told_apart(store: Store) -> None:
    await store.api_answers.begin("t", "k", "d", NOON)
    assert await store.api_answers.begin("t", "k", "other", NOON) == AnotherBody()
    assert await store.api_answers.begin("u", "k", "other", NOON) == Begun()


async def test_a_key_is_free_when_nothing_was_done(store: Store) -> None:
    await store.api_answers.begin("t", "k", "d", NOON)
    await store.api_answers.let_go("t", "k")
    assert await store.api_answers.begin("t", "k", "other", NOON) == Begun()


async def test_who_died_over_it_is_followed_by_one_other_after_a_while(store: Store) -> None:
    await store.api_answers.begin("t", "k", "d", NOON)
    assert await store.api_answers.begin("t", "k", "d", NOON + LEASE) == UnderWay()
    later = NOON + 2 * LEASE
    stands = await asyncio.gather(*(store.api_answers.begin("t", "k", "d", later) for _ in range(6)))
    assert stands.count(Begun()) == 1


async def test_an_answer_is_kept_for_a_day(store: Store) -> None:
    await store.api_answers.begin("t", "k", "d", NOON)
    await store.api_answers.keep("t", "k", 202, "{}")
    assert isinstance(await store.api_answers.begin("t", "k", "d", NOON + KEPT), Answered)
    assert await store.api_answers.begin("t", "k", "another", NOON + 2 * KEPT) == Begun()
