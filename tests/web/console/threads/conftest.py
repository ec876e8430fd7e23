"""A counter with a thread on it: Théo, who answers, and Léa, who has said hello."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.model.staff import Role, Staff
from bot.store import Store
from tests.web.console.counter import Counter, Person, open_counter
from tests.web.console.people import hired


@pytest.fixture
async def counter(shop_store: Store) -> AsyncIterator[Counter]:
    async with open_counter(shop_store) as opened:
        yield opened


@pytest.fixture
async def theo(counter: Counter) -> Staff:
    return await hired(counter.store, Role.AGENT, name="Théo Martin")


@pytest.fixture
async def lea(counter: Counter) -> Person:
    person = await counter.person("42").known(first_name="Léa")
    return await person.says("bonjour")
