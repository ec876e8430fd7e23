"""A POST that comes twice is done once."""

from __future__ import annotations

import asyncio
import json

import httpx
import pytest

from bot.store import Store, StoreUnavailable
from bot.store.staff.api_answers import LEASE
from tests.web.api.shop import LEA, LYON, customer_id, lives, posting, shop_client, token
from tests.web.doorway import Clock, events, rows

PATH = f"/api/customers/{customer_id(LEA)}/messages"
BODY = json.dumps({"text": "Bonjour"})


async def test_the_same_twice_is_done_once_and_answered_alike(store: Store) -> None:
    await lives(store, LEA, LYON)
    text, before = await token(store), await rows(store)
    async with shop_client(store) as client:
        first = await client.post(PATH, content=BODY, headers=posting(text, "k"))
        again = await client.post(PATH, content=BODY, headers=posting(text, "k"))
    assert [first.status_code, again.status_code] == [202, 202]
    assert first.json() == again.json()
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert await rows(store) == before + 1


async def test_of_many_at_once_one_is_done(store: Store) -> None:
    await lives(store, LEA, LYON)
    text, before = await token(store), await rows(store)
    async with shop_client(store) as client:
        asked = (client.post(PATH, content=BODY, headers=posting(text, "k")) for _ in range(10))
        answers = await asyncio.gather(*asked)
    assert {answer.status_code for answer in answers} <= {202, 409}
    assert len({answer.text for answer in answers if answer.status_code == 202}) == 1
    assert all("retry-after" in answer.headers for answer in answers if answer.status_code == 409)
    assert await rows(store) == before + 1


async def test_while_one_is_under_way_the_other_is_told_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await lives(store, LEA, LYON)
    text, begun, go_on = await token(store), asyncio.Event(), asyncio.Event()
    put = store.inbox.put

    async def slowly(*arrivals: object, **how: object) -> None:
        begun.set()
        await go_on.wait()
        await put(*arrivals, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(store.inbox, "put", slowly)
    async with shop_client(store) as client:
        first = asyncio.ensure_future(client.post(PATH, content=BODY, headers=posting(text, "k")))
        await begun.wait()
        second = await client.post(PATH, content=BODY, headers=posting(text, "k"))
        go_on.set()
        assert (second.status_code, (await first).status_code) == (409, 202)


async def test_another_body_under_the_same_key_is_a_mistake(store: Store) -> None:
    await lives(store, LEA, LYON)
    text = await token(store)
    async with shop_client(store) as client:
        await client.post(PATH, content=BODY, headers=posting(text, "k"))
        other = await client.post(PATH, content=json.dumps({"text": "Autre"}), headers=posting(text, "k"))
        elsewhere = await client.post(PATH.replace("messages", "take-over"), headers=posting(text, "k"))
        another_token = await client.post(PATH, content=BODY, headers=posting(await token(store), "k"))
    assert [answer.status_code for answer in (other, elsewhere, another_token)] == [422, 422, 202]


async def test_what_was_refused_leaves_the_key_free(store: Store) -> None:
    await lives(store, LEA, LYON)
    text = await token(store)
    async with shop_client(store) as client:
        nobody = PATH.replace(customer_id(LEA), "0" * 32)
        assert (await client.post(nobody, content=BODY, headers=posting(text, "k"))).status_code == 404
        assert (await client.post(PATH, content=BODY, headers=posting(text, "k"))).status_code == 202


async def test_who_dies_between_the_act_and_the_answer_does_no_harm(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await lives(store, LEA, LYON)
    text, before, clock = await token(store), await rows(store), Clock()

    async def die(*answered: object) -> None:
        raise StoreUnavailable("gone")

    async with shop_client(store, clock=clock) as client:
        with monkeypatch.context() as dying:
            dying.setattr(store.api_answers, "keep", die)
            assert (await client.post(PATH, content=BODY, headers=posting(text, "k"))).status_code == 503
        assert (await client.post(PATH, content=BODY, headers=posting(text, "k"))).status_code == 409
        clock.pass_(seconds=2 * LEASE.total_seconds())
        again = await client.post(PATH, content=BODY, headers=posting(text, "k"))
    assert again.status_code == 202
    assert await rows(store) == before + 1


@pytest.mark.parametrize("key", ["", "a b", "é", "k" * 256])
async def test_a_post_without_a_key_says_what_is_missing(shop_store: Store, key: str) -> None:
    text = await token(shop_store)
    headers = httpx.Headers({k: v for k, v in posting(text).items() if k != "idempotency-key"})
    if key:
        headers = httpx.Headers([*headers.items(), ("idempotency-key", key)], encoding="latin-1")
    async with shop_client(shop_store) as client:
        answer = await client.post(PATH, content=BODY, headers=headers)
    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["detail"]


async def test_events_of_two_tokens_have_ids_of_their_own(store: Store) -> None:
    await lives(store, LEA, LYON)
    async with shop_client(store) as client:
        for text in (await token(store), await token(store)):
            await client.post(PATH, content=BODY, headers=posting(text, "k"))
    ids = [event.id for event in await events(store)]
    assert len(set(ids)) == len(ids) == 3
