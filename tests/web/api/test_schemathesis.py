"""Schemathesis over `/api`, on a real port: nothing breaks, nothing is answered that isn't in the document, no way in
without a token.
"""

from __future__ import annotations

import asyncio
import itertools
from datetime import UTC, datetime
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from bot.store import Store
from bot.web.api.operations import OPERATIONS
from bot.web.limits import Buckets
from tests.web.api.shop import LEA, LYON, MAX, PARIS, customer_id, lives, shop_doors, token
from tests.web.doorway import app_of, served

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.ignored_auth,
]
_keys = itertools.count()


def _run(url: str, text: str, name: str, paths: dict[str, str], examples: int) -> None:
    schema = schemathesis.openapi.from_url(f"{url}/api/openapi.json")
    schema.config.update(base_url=url)
    [operation] = [one.ok() for one in schema.get_all_operations() if one.ok().definition.raw["operationId"] == name]
    known = {part: value for part, value in paths.items() if f"{{{part}}}" in operation.path}
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        try:
            cases = operation.as_strategy(generation_mode=mode, path_parameters=known or None)
        except Exception:  # nothing of this operation can be wrong
            assert mode is GenerationMode.NEGATIVE
            continue

        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=cases)
        def tried(case: Any) -> None:
            headers = {"Authorization": f"Bearer {text}"}
            if case.method.upper() == "POST" and "Idempotency-Key" not in (case.headers or {}):
                headers["Idempotency-Key"] = f"tried-{next(_keys)}"
            case.call_and_validate(headers=headers, checks=CHECKS)

        tried()


async def _over(store: Store, name: str, examples: int) -> None:
    lea = await lives(store, LEA, LYON, number=1)
    await lives(store, MAX, PARIS, number=2)
    text = await token(store, places=(LYON,), made_at=datetime.now(UTC), last_used_at=None)
    doors = shop_doors(store, clock=lambda: datetime.now(UTC))
    app = app_of(doors)
    app.state.api_paces = Buckets(rate=1e9, burst=10**9)
    app.state.api_tries = Buckets(rate=1e9, burst=10**9)
    async with served(app, doors) as url:
        await asyncio.to_thread(_run, url, text, name, {"customer": lea, "delivery": f"{1:032x}"}, examples)
    touched = await store.database.read("SELECT DISTINCT customer FROM inbox WHERE source = 'api'")
    assert (customer_id(MAX),) not in [tuple(row) for row in touched]


names = pytest.mark.parametrize("name", [operation.name for operation in OPERATIONS])


@names
async def test_a_short_run(shop_store: Store, name: str) -> None:
    await _over(shop_store, name, 12)


@pytest.mark.slow
@names
async def test_a_long_run(store: Store, name: str) -> None:
    await _over(store, name, 400)
