"""Who asks: the token, its life, its pace."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store import Store
from bot.web.api.bearer import BURST, RATE, TRIES
from tests.web.api.shop import LEA, LYON, carrying, lives, shop_client, token
from tests.web.doorway import NOW, Clock

PATH = "/api/customers"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        "Bearer parcours_nobody",
        "Bearer " + "x" * 5000,
        "Bearer \xe9",
        "Bearer ' OR 1=1",
    ],
)
async def test_nothing_but_a_live_token_opens_the_door(shop_store: Store, header: str) -> None:
    await lives(shop_store, LEA, LYON)
    headers = {b"authorization": header.encode("latin-1")} if header else {}
    async with shop_client(shop_store) as client:
        answer = await client.get(PATH, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Bearer realm=")


async def test_an_address_that_guesses_is_slowed_down_and_a_live_token_from_there_is_not(shop_store: Store) -> None:
    text, clock = await token(shop_store), Clock()
    async with shop_client(shop_store, clock=clock) as client:
        for _ in range(TRIES):
            assert (await client.get(PATH, headers=carrying("parcours_guess"))).status_code == 401
        answer = await client.get(PATH, headers=carrying("parcours_guess"))
        assert answer.status_code == 429
        assert answer.headers["content-type"] == "application/problem+json"
        assert (await client.get(PATH, headers=carrying(text))).status_code == 200
        clock.now = NOW + timedelta(seconds=int(answer.headers["retry-after"]))
        assert (await client.get(PATH, headers=carrying("parcours_guess"))).status_code == 401


async def test_a_token_that_is_revoked_or_over_opens_nothing(store: Store) -> None:
    texts = [
        await token(store, revoked_at=NOW - timedelta(hours=1)),
        await token(store, expires_at=NOW),
    ]
    [revoked] = [one for one in await store.api_tokens.all() if one.expires_at is None]
    await store.api_tokens.revoke(revoked.id, "ana", NOW)
    async with shop_client(store) as client:
        for text in texts:
            assert (await client.get(PATH, headers=carrying(text))).status_code == 401


async def test_the_last_use_is_written_down_once_a_minute(shop_store: Store) -> None:
    text, clock = await token(shop_store), Clock()
    async with shop_client(shop_store, clock=clock) as client:
        for seconds in (0, 30, 61):
            clock.now = NOW + timedelta(seconds=seconds)
            assert (await client.get(PATH, headers=carrying(text))).status_code == 200
            [kept] = await shop_store.api_tokens.all()
            assert kept.last_used_at == (NOW if seconds < 60 else clock.now)


async def test_a_token_has_its_pace_and_is_told_of_it(shop_store: Store) -> None:
    text, other, clock = await token(shop_store), await token(shop_store), Clock()
    async with shop_client(shop_store, clock=clock) as client:
        answers = [await client.get(PATH, headers=carrying(text)) for _ in range(BURST + 1)]
        assert [answer.status_code for answer in answers] == [200] * BURST + [429]
        assert answers[0].headers["ratelimit"] == f'"token";r={BURST - 1};t=0'
        assert answers[0].headers["ratelimit-policy"] == f'"token";q={BURST};w={round(BURST / RATE)}'
        refused = answers[-1]
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.headers["ratelimit"].startswith('"token";r=0;')
        assert (await client.get(PATH, headers=carrying(other))).status_code == 200
        clock.pass_(seconds=int(refused.headers["retry-after"]))
        assert (await client.get(PATH, headers=carrying(text))).status_code == 200
