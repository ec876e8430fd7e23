"""Twilio's webhooks: signature, disk, empty TwiML; reports that only move forward."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from bot.model.address import Address
from bot.model.events import DeliveryFailed, MessageReceived
from bot.model.parts import PartBody
from bot.store import Store, StoreUnavailable
from bot.store.messages.part_rows import Planned
from bot.store.messages.record import Record
from bot.web.doors import Doors
from tests.web.doorway import NOW, PUBLIC_URL, TWILIO_TOKEN, app_of, client_of, events, open_doors, rows

PATH, STATUS = "/webhooks/twilio", "/webhooks/twilio/status"
SMS = {
    "MessageSid": "SM" + "1" * 32,
    "AccountSid": "AC" + "0" * 32,
    "From": "+33612345678",
    "To": "+33937123456",
    "Body": "Bonjour",
    "NumMedia": "0",
    "SomethingNew": "kept in the signature",
}


def sign(path: str, form: dict[str, str], token: str = TWILIO_TOKEN, base: str = PUBLIC_URL) -> dict[str, str]:
    return {"X-Twilio-Signature": RequestValidator(token).compute_signature(base + path, form)}


async def post(client: httpx.AsyncClient, form: dict[str, str], path: str = PATH, **signed: Any) -> httpx.Response:
    return await client.post(path, data=form, headers=sign(path, form, **signed))


async def queue_part(store: Store, number: str = "+33612345678") -> str:
    part = Planned(
        id="part-1",
        customer="somebody",
        address=Address("sms", number),
        body=PartBody(text="Votre commande est prête."),
        purpose="service",
        created_at=NOW,
        due_at=NOW,
        event="some-turn",
    )
    record = Record()
    record.part(part)
    await store.database.transact(record.write)
    await store.outbox.claim(("sms",), 10, NOW)
    return part.id


async def state_of(store: Store, part: str) -> str:
    found = await store.outbox.get(part)
    assert found is not None
    return found.state


async def test_a_message_is_on_disk_when_it_is_answered_with_empty_twiml(store: Store) -> None:
    async with client_of(app_of(open_doors(store))) as client:
        answer = await post(client, SMS)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/xml")
    assert answer.text.endswith("<Response/>")
    [event] = await events(store)
    assert isinstance(event, MessageReceived)
    assert event.address == Address("sms", "+33612345678")


async def test_the_same_message_again_has_no_effect(store: Store) -> None:
    async with client_of(app_of(open_doors(store))) as client:
        answers = await asyncio.gather(*(post(client, SMS) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {200}
    assert await rows(store) == 1


async def test_while_a_token_is_replaced_both_are_good(shop_store: Store) -> None:
    doors = open_doors(shop_store, twilio_tokens=("n" * 32, TWILIO_TOKEN))
    async with client_of(app_of(doors)) as client:
        old = await post(client, SMS)
        new = await post(client, SMS | {"MessageSid": "SM" + "2" * 32}, token="n" * 32)
    assert (old.status_code, new.status_code) == (200, 200)


@pytest.mark.parametrize("token", ["", "x" * 32])
async def test_another_signature_is_refused(client: httpx.AsyncClient, shop_store: Store, token: str) -> None:
    assert (await post(client, SMS, token=token)).status_code == 403
    assert await rows(shop_store) == 0


async def test_no_signature_at_all_is_refused(client: httpx.AsyncClient, shop_store: Store) -> None:
    for path in (PATH, STATUS):
        assert (await client.post(path, data=SMS)).status_code == 403
    assert await rows(shop_store) == 0


async def test_a_signature_for_another_host_is_refused(client: httpx.AsyncClient, shop_store: Store) -> None:
    answer = await client.post(
        PATH, data=SMS, headers={**sign(PATH, SMS, base="https://evil.example"), "Host": "evil.example"}
    )
    assert answer.status_code == 403
    assert await rows(shop_store) == 0


async def test_a_proxy_that_ends_https_does_not_break_the_signature(shop_store: Store) -> None:
    async with client_of(app_of(open_doors(shop_store)), "http://10.0.0.3:8000") as client:
        assert (await post(client, SMS)).status_code == 200


async def test_without_a_public_url_nothing_can_be_verified(shop_store: Store) -> None:
    async with client_of(app_of(open_doors(shop_store, public_url=None)), "http://127.0.0.1:8000") as client:
        assert (await post(client, SMS, base="http://127.0.0.1:8000")).status_code == 403


async def test_a_thousand_changes_of_a_signed_request_leave_no_row(
    client: httpx.AsyncClient, shop_store: Store
) -> None:
    """A byte of the body or of the signature changed, cut, doubled, or the query touched: 403, and nothing written."""
    body, signature = urlencode(SMS).encode(), sign(PATH, SMS)["X-Twilio-Signature"]
    changes: list[tuple[bytes, str, str]] = []

    @settings(max_examples=1000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, len(body) - 1), st.integers(33, 126), st.sampled_from(("body", "signature", "query", "more")))
    def change(place: int, byte: int, what: str) -> None:
        written, signed, path = bytearray(body), signature, PATH
        match what:
            case "body":
                written[place] = byte
            case "signature":
                at = place % len(signature)
                signed = signature[:at] + chr(byte) + signature[at + 1 :]
            case "query":
                path = f"{PATH}?a{place}={byte}"
            case "more":
                written += f"&Extra{place}={byte}".encode()
        if (bytes(written), signed, path) != (body, signature, PATH):
            changes.append((bytes(written), signed, path))

    change()
    types = {"Content-Type": "application/x-www-form-urlencoded"}
    for written, signed, path in changes:
        answer = await client.post(path, content=written, headers={"X-Twilio-Signature": signed, **types})
        same_form = httpx.QueryParams(written.decode()) == httpx.QueryParams(body.decode())
        assert answer.status_code == (200 if same_form and signed == signature and path == PATH else 403)
    assert len(changes) > 900
    assert await rows(shop_store) <= 1  # a plus for an encoded blank is the same form, and so the same message


async def test_a_signed_form_that_is_no_message_is_kept(store: Store) -> None:
    form = {"Hello": "there"}
    async with client_of(app_of(open_doors(store))) as client:
        answers = [await post(client, form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(await store.inbox.dead()) == 1


async def test_a_report_moves_the_part_that_it_names(store: Store) -> None:
    part = await queue_part(store)
    path = f"{STATUS}?part={part}"
    form = {"MessageSid": "SM" + "3" * 32, "MessageStatus": "delivered", "To": "+33612345678"}
    async with client_of(app_of(open_doors(store))) as client:
        first = await post(client, form, path)
        late = await post(client, form | {"MessageStatus": "sent"}, path)
    assert (first.status_code, late.status_code) == (204, 204)
    assert await state_of(store, part) == "delivered"


async def test_a_failure_for_good_is_an_event_too(store: Store) -> None:
    part = await queue_part(store)
    form = {
        "MessageSid": "SM" + "3" * 32,
        "MessageStatus": "undelivered",
        "ErrorCode": "30005",
        "To": "+33612345678",
    }
    path = f"{STATUS}?part={part}"
    async with client_of(app_of(open_doors(store))) as client:
        for _ in range(2):
            await post(client, form, path)
    [event] = await events(store)
    assert isinstance(event, DeliveryFailed)
    assert event.outbox_id == part


async def test_a_report_of_nothing_we_know_is_answered(client: httpx.AsyncClient, shop_store: Store) -> None:
    for form in ({"MessageSid": "SM" + "9" * 32, "MessageStatus": "sent"}, {"MessageStatus": "dancing"}):
        assert (await post(client, form, STATUS)).status_code == 204
    assert await rows(shop_store) == 0


async def test_a_store_that_is_away_is_not_acknowledged(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise StoreUnavailable("disk full")

    monkeypatch.setattr(doors.store.inbox, "put", fail)
    monkeypatch.setattr(doors.store.outbox, "report", fail)
    async with client_of(app_of(doors)) as client:
        assert (await post(client, SMS)).status_code == 503
        form = {"MessageSid": "SM" + "3" * 32, "MessageStatus": "sent"}
        assert (await post(client, form, STATUS)).status_code == 503


async def test_without_an_account_there_is_no_door(shop_store: Store) -> None:
    async with client_of(app_of(open_doors(shop_store, twilio_tokens=()))) as client:
        for path in (PATH, STATUS):
            assert (await post(client, SMS, path)).status_code == 404
