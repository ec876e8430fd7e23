"""Whom a body names, and whose they are."""

from __future__ import annotations

import json

import pytest

from bot.model.address import Address
from bot.store import Store
from bot.web.api.people import names_of
from bot.web.api.shapes import PersonBody
from bot.web.problems import Problem
from tests.web.api.shop import LEA, LYON, MAX, PARIS, lives, posting, shop_client, token
from tests.web.doorway import rows


def test_a_person_has_names() -> None:
    names = names_of(PersonBody(id=77, phone="+33 6 12 34 56 78", email="Lea@Example.fr"))
    assert names == (Address("shop", "77"), Address("sms", LEA), Address("email", "lea@example.fr"))


def test_a_fault_says_where_in_the_body_it_is() -> None:
    with pytest.raises(Problem) as refused:
        names_of(PersonBody(email="nobody"), "customer")
    assert [fault.pointer for fault in refused.value.faults] == ["/customer/email"]


@pytest.mark.parametrize("path", ["/api/customers", "/api/events"])
async def test_no_name_beside_another_opens_a_customer_of_elsewhere(store: Store, path: str) -> None:
    """A body that names one of mine first and somebody of another point of sale second is refused whole."""
    await lives(store, LEA, LYON, number=1)
    await lives(store, MAX, PARIS, number=2)
    await shop_id(store, "77", MAX)
    here, before = await token(store, places=(LYON,)), await rows(store)
    body = {"customer": {"phone": LEA, "id": "77"}} | ({"type": "store.visited"} if path == "/api/events" else {})
    async with shop_client(store) as client:
        answer = await client.post(path, content=json.dumps(body), headers=posting(here))
    assert answer.status_code == 403
    assert await rows(store) == before


async def shop_id(store: Store, id_: str, phone: str) -> None:
    everywhere = await token(store)
    async with shop_client(store) as client:
        body = {"type": "store.visited", "customer": {"phone": phone, "id": id_}}
        assert (
            await client.post("/api/events", content=json.dumps(body), headers=posting(everywhere))
        ).status_code == 202
