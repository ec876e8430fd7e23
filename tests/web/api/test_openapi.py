"""The document says what the code does."""

from __future__ import annotations

import json

import jsonschema
import pytest

from bot.store import Store
from bot.web.api.openapi import document
from bot.web.api.operations import OPERATIONS, Operation
from tests.web.api.shop import BODIES, LEA, LYON, carrying, customer_id, lives, posting, shop_client, token
from tests.web.doorway import NOW

SAID = json.loads(document())


def test_everything_that_can_be_done_is_in_it_and_nothing_else() -> None:
    said = {(path, method.upper()) for path, methods in SAID["paths"].items() for method in methods}
    assert said == {(operation.path, operation.method) for operation in OPERATIONS}
    assert SAID["openapi"].startswith("3.1")


def test_every_reference_leads_somewhere() -> None:
    followed = []

    def follow(part: object) -> None:
        if isinstance(part, dict):
            if "$ref" in part:
                followed.append(part["$ref"])
                target = SAID
                for step in part["$ref"].removeprefix("#/").split("/"):
                    target = target[step]
            for inner in part.values():
                follow(inner)
        elif isinstance(part, list):
            for inner in part:
                follow(inner)

    follow(SAID)
    assert len(followed) >= len(OPERATIONS)


async def test_anybody_may_read_it(shop_store: Store) -> None:
    async with shop_client(shop_store) as client:
        answer = await client.get("/api/openapi.json")
    assert answer.json() == SAID


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
async def test_an_answer_is_as_the_document_says(shop_store: Store, operation: Operation) -> None:
    await lives(shop_store, LEA, LYON)
    [errand] = await shop_store.errands.due(NOW)
    await shop_store.errands.give_up(errand, "HTTP 500")
    text, path = await token(shop_store), operation.path.format(customer=customer_id(LEA), delivery=errand.id)
    body = BODIES.get(operation.path)
    said = SAID["paths"][operation.path][operation.method.lower()]
    async with shop_client(shop_store) as client:
        if operation.reads:
            answer = await client.get(path, headers=carrying(text))
        else:
            if "requestBody" in said:
                valid(body, said["requestBody"]["content"]["application/json"]["schema"])
            answer = await client.post(path, content=json.dumps(body) if body else "", headers=posting(text))
    described = said["responses"][str(answer.status_code)]
    valid(answer.json(), described["content"]["application/json"]["schema"])
    assert {name.lower() for name in described["headers"]} - {"idempotency-replayed"} <= set(answer.headers)


def valid(value: object, schema: object) -> None:
    jsonschema.Draft202012Validator({"components": SAID["components"], "allOf": [schema]}).validate(value)
