"""What integrators read, from what is kept."""

from __future__ import annotations

from typing import Any

import pytest

from bot.model.address import Address
from bot.model.effects import OpenHandover
from bot.model.events import MessageReceived
from bot.model.message import Media
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.record import Record
from tests.web.api.shop import LEA, LYON, MAX, PARIS, carrying, customer_id, lives, shop_client, token
from tests.web.doorway import NOW

AT = NOW.isoformat().replace("+00:00", "Z")


async def read(store: Store, path: str, text: str | None = None) -> Any:
    async with shop_client(store) as client:
        answer = await client.get(f"/api{path}", headers=carrying(text or await token(store)))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_customer_as_they_stand(store: Store) -> None:
    id_ = await lives(store, LEA, LYON)
    assert await read(store, f"/customers/{id_}") == {
        "id": id_,
        "created_at": AT,
        "point_of_sale": LYON,
        "language": "fr",
        "timezone": None,
        "country": None,
        "addresses": [{"channel": "sms", "id": LEA, "reachable": True}],
        "facts": {"first_name": "of lyon", "point_of_sale": LYON},
        "consents": [{"purpose": "marketing", "channel": "sms", "granted": True, "at": AT}],
        "opted_out_at": None,
        "handover": None,
        "last_in": None,
        "last_out": None,
    }


@pytest.mark.parametrize("query", ["phone=%2B33612345678", "phone=%2B33%206%2012%2034%2056%2078"])
async def test_somebody_is_found_by_a_name(store: Store, query: str) -> None:
    id_ = await lives(store, LEA, LYON)
    await lives(store, MAX, PARIS, number=2)
    assert [one["id"] for one in (await read(store, f"/customers?{query}"))["items"]] == [id_]
    elsewhere = await token(store, places=(PARIS,))
    assert await read(store, f"/customers?{query}", elsewhere) == {"items": [], "next": None}
    assert await read(store, "/customers?email=nobody@example.com") == {"items": [], "next": None}


async def test_what_was_said_ordered_rated_agreed(store: Store) -> None:
    id_ = await lives(store, LEA, LYON)
    [message] = (await read(store, f"/customers/{id_}/messages"))["items"]
    assert (message["direction"], message["by"], message["text"]) == ("in", "customer", "bonjour de lyon")
    [order] = (await read(store, f"/customers/{id_}/orders"))["items"]
    assert (order["number"], order["total"], order["lines"][0]["price"]) == ("101", "24.00", "12.00")
    assert order["notes"] == ["moulu pour filtre", "emballage cadeau"]
    assert order["lines"][0]["notes"] == ["moulu pour filtre"]
    [rating] = (await read(store, f"/customers/{id_}/feedback"))["items"]
    assert (rating["scale"], rating["score"], rating["level"]) == ("csat", 5, "high")
    [consent] = (await read(store, f"/customers/{id_}/consents"))["items"]
    assert (consent["granted"], consent["wording"], consent["source"]) == (True, "Oui", "till")
    [journey] = (await read(store, f"/customers/{id_}/journeys"))["items"]
    assert (journey["customer"], journey["journey"], journey["stage"]) == (id_, "purchase", "decision")


async def test_a_message_says_which_files_came_with_it(store: Store) -> None:
    id_ = await lives(store, LEA, LYON)
    film = Media("video", "https://api.twilio.com/…", mime="video/quicktime", size=4200)
    record = Record()
    record.heard(id_, MessageReceived(id="b" * 32, address=Address("sms", LEA), text="", media=(film,)), micros(NOW))
    await store.database.transact(record.write)
    told = (await read(store, f"/customers/{id_}/messages"))["items"]
    assert [one["files"] for one in told] == [
        [],
        [{"kind": "video", "name": None, "mime": "video/quicktime", "size": 4200}],
    ]
    assert "twilio.com" not in str(told)  # where it is, is between us and the provider


async def test_conversations_that_ended_and_those_under_way(store: Store) -> None:
    id_ = await lives(store, LEA, LYON)
    found = await read(store, f"/customers/{id_}/conversations")
    assert [(one["flow"], one["outcome"]) for one in found["items"]] == [("satisfaction", "converted")]
    assert [(one["flow"], one["waits_for"], one["is_spoken_in"]) for one in found["under_way"]] == [
        ("welcome", None, False)
    ]


async def test_a_delivery_with_its_tries(store: Store) -> None:
    await lives(store, LEA, LYON)
    found = await read(store, f"/deliveries/{1:032x}")
    assert (found["type"], found["state"], found["next_try_at"], found["tries"]) == ("order.created", "waiting", AT, [])


@pytest.mark.parametrize(
    "what", ["customers", "messages", "orders", "feedback", "journeys", "conversations", "deliveries"]
)
async def test_pages_join_into_the_whole(store: Store, what: str) -> None:
    people = {await lives(store, f"+3360000000{number}", LYON, number=number) for number in range(1, 6)}
    text, path, found = await token(store), f"/{what}?limit=2", []
    cursor: str | None = ""
    while cursor is not None:
        page = await read(store, path + cursor, text)
        assert len(page["items"]) <= 2
        found += [one["id" if what == "customers" else "customer"] for one in page["items"]]
        cursor = f"&cursor={page['next']}" if page["next"] else None
    assert sorted(found) == sorted(people)
    assert customer_id(LEA) not in found


async def test_journeys_are_narrowed_to_one_and_to_a_stage_of_it(store: Store) -> None:
    people = [await lives(store, f"+3360000000{number}", LYON, number=number) for number in range(1, 4)]
    text = await token(store)
    assert len((await read(store, "/journeys?journey=purchase&stage=decision", text))["items"]) == 3
    assert (await read(store, "/journeys?stage=comparison", text))["items"] == []
    assert (await read(store, "/journeys?journey=other&stage=decision", text))["items"] == []
    assert len((await read(store, f"/customers/{people[0]}/journeys?stage=decision", text))["items"]) == 1
    first = await read(store, "/journeys?stage=decision&limit=2", text)
    rest = await read(store, f"/journeys?stage=decision&limit=2&cursor={first['next']}", text)
    assert sorted(one["customer"] for one in (*first["items"], *rest["items"])) == sorted(people)
    async with shop_client(store) as client:  # a cursor is good for what it was made for
        other = await client.get(f"/api/journeys?cursor={first['next']}", headers=carrying(text))
    assert other.status_code == 422


async def test_threads_given_to_staff_are_listed_by_point_of_sale(store: Store) -> None:
    lea, max_ = await lives(store, LEA, LYON, number=1), await lives(store, MAX, PARIS, number=2)
    record = Record()
    record.handover(lea, OpenHandover(id="new", team="atelier", reason="panne"), micros(NOW))
    await store.database.transact(record.write)
    found = (await read(store, "/handovers"))["items"]
    assert [(one["customer"], one["team"], one["closed_by"]) for one in found] == [
        (lea, "magasin", "ana"),
        (max_, "magasin", "ana"),
        (lea, "atelier", None),
    ]
    assert [one["id"] for one in (await read(store, "/handovers?open=true"))["items"]] == ["new"]
    paris = await token(store, places=(PARIS,))
    assert [one["customer"] for one in (await read(store, "/handovers", paris))["items"]] == [max_]


async def test_a_cursor_of_one_customer_is_none_of_another(store: Store) -> None:
    lea, max_ = await lives(store, LEA, LYON, number=1), await lives(store, MAX, PARIS, number=2)
    text = await token(store)
    async with shop_client(store) as client:
        page = await client.get("/api/messages?limit=1", headers=carrying(text))
        cursor = page.json()["next"]
        for path in (f"/api/customers/{lea}/messages", f"/api/customers/{max_}/messages", "/api/orders"):
            assert (await client.get(f"{path}?cursor={cursor}", headers=carrying(text))).status_code == 422
