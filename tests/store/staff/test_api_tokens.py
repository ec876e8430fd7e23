"""Tokens of `/api` as they are kept."""

from __future__ import annotations

from bot.model.api_token import ApiToken
from bot.store import Store
from tests.store.samples import NOON, at

TOKEN = ApiToken(
    id="t1",
    name="Caisse",
    prefix="parcours_abc",
    scopes=("read:orders", "write:events"),
    points_of_sale=("lyon",),
    made_by="ana",
    made_at=NOON,
    expires_at=at(3600),
)


async def test_a_token_is_found_by_its_digest_and_by_nothing_else(store: Store) -> None:
    await store.api_tokens.make(TOKEN, "digest")
    assert await store.api_tokens.find("digest") == TOKEN
    assert await store.api_tokens.find("parcours_abc") is None


async def test_a_revoked_token_stays_in_the_list(store: Store) -> None:
    await store.api_tokens.make(TOKEN, "digest")
    assert await store.api_tokens.revoke("t1", "max", at(60))
    assert not await store.api_tokens.revoke("t1", "lea", at(61))
    [kept] = await store.api_tokens.all()
    assert (kept.revoked_at, kept.revoked_by) == (at(60), "max")
    assert not await store.api_tokens.revoke("t2", "max", at(60))
    noted = [(one.entry.who, one.entry.act) for one in await store.audit.of("t1", 10)]
    assert noted == [("max", "token.revoked"), ("ana", "token.made")]


async def test_the_last_use_only_moves_on(store: Store) -> None:
    await store.api_tokens.make(TOKEN, "digest")
    await store.api_tokens.used("t1", at(60))
    await store.api_tokens.used("t1", at(30))
    assert [token.last_used_at for token in await store.api_tokens.all()] == [at(60)]
