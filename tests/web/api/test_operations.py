"""Every operation x scope x point of sale: nothing opens but by its own scope, and nothing of another's is seen."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from bot.model.api_token import SCOPES
from bot.store import Store
from bot.web.api.operations import OPERATIONS, Operation
from tests.web.api.shop import BODIES, LEA, LYON, MAX, PARIS, carrying, customer_id, lives, posting, shop_client, token
from tests.web.doorway import NOW, rows

each = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
DONE = {"GET": 200, "POST": 202}


def path_of(operation: Operation, phone: str = LEA, delivery: int = 1) -> str:
    return operation.path.format(customer=customer_id(phone), delivery=f"{delivery:032x}")


async def ask(client: httpx.AsyncClient, operation: Operation, text: str, path: str, body: Any = ...) -> httpx.Response:
    if operation.reads:
        return await client.get(path, headers=carrying(text))
    said = BODIES[operation.path] if body is ... else body
    content = "" if said is None else json.dumps(said)
    return await client.post(path, content=content, headers=posting(text))


async def settle(store: Store) -> None:
    """A delivery that is settled can be replayed."""
    for errand in await store.errands.due(NOW):
        await store.errands.give_up(errand, "HTTP 500")


@each
async def test_its_own_scope_is_enough_and_all_others_are_not(store: Store, operation: Operation) -> None:
    await lives(store, LEA, LYON)
    await settle(store)
    mine = await token(store, operation.scope)
    others = await token(store, *(scope for scope in SCOPES if scope != operation.scope))
    async with shop_client(store) as client:
        before = await rows(store)
        refused = await ask(client, operation, others, path_of(operation))
        assert refused.status_code == 403
        assert refused.headers["content-type"] == "application/problem+json"
        assert operation.scope in refused.json()["detail"]
        nobody = await client.request(operation.method, path_of(operation))
        assert nobody.status_code == 401
        assert await rows(store) == before
        done = await ask(client, operation, mine, path_of(operation))
        assert done.status_code == DONE[operation.method], done.text


@each
async def test_a_token_of_a_point_of_sale_knows_nobody_elsewhere(store: Store, operation: Operation) -> None:
    await lives(store, LEA, LYON, number=1)
    await lives(store, MAX, PARIS, number=2)
    await lives(store, "+33611111111", None, number=3)
    await settle(store)
    here = await token(store, places=(LYON,))
    async with shop_client(store) as client:
        mine = await ask(client, operation, here, path_of(operation))
        assert mine.status_code == DONE[operation.method], mine.text
        before = await rows(store)
        for phone, delivery in ((MAX, 2), ("+33611111111", 3)):
            body = BODIES.get(operation.path)
            if body and "customer" in body:
                body = {**body, "customer": {"phone": phone}}
            answer = await ask(client, operation, here, path_of(operation, phone, delivery), body)
            if "{" in operation.path:
                assert answer.status_code == 404
            elif operation.reads:
                assert customer_id(LEA) in answer.text
                assert customer_id(phone) not in answer.text
            else:
                assert answer.status_code == 403
            assert customer_id(phone) not in answer.text
        assert await rows(store) == before


@each
async def test_a_token_of_all_points_of_sale_sees_all(store: Store, operation: Operation) -> None:
    await lives(store, LEA, LYON, number=1)
    await lives(store, MAX, PARIS, number=2)
    await settle(store)
    everywhere = await token(store)
    async with shop_client(store) as client:
        for phone, delivery in ((LEA, 1), (MAX, 2)):
            answer = await ask(client, operation, everywhere, path_of(operation, phone, delivery))
            assert answer.status_code == DONE[operation.method], answer.text
            if operation.reads:
                assert customer_id(phone) in answer.text


def test_every_post_has_a_body_here() -> None:
    assert set(BODIES) == {operation.path for operation in OPERATIONS if not operation.reads}


def test_every_scope_opens_something() -> None:
    assert {operation.scope for operation in OPERATIONS} == set(SCOPES)


def test_names_are_told_apart() -> None:
    names = [operation.name for operation in OPERATIONS]
    assert len(set(names)) == len(names)
