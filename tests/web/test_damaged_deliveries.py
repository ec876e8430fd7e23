"""Every parser of what comes from outside: read, or refused by the one name that its door knows, whatever it says.

Anything else is a 500 at a webhook, which its sender repeats for a day, or the end of the loop that fetches.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.telegram.telegram_seal import Seal
from bot.channels.telegram.telegram_updates import UnreadableUpdate, read_number, read_press, read_update
from bot.channels.twilio.twilio_webhooks import Form, read_message, read_status
from bot.model.events import MessageReceived
from bot.rules.order.order_news import _instant
from bot.web.imports.order_rows import _date
from bot.web.shop import shopify, woocommerce
from bot.web.shop.shop_reading import Unusable, instant
from bot.web.shop.shop_webhooks import _BODY, events_of
from tests.damaged import STRANGE, damaged
from tests.properties import examples
from tests.web.shops import resource

NOW = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
MANY = settings(max_examples=examples(1000), deadline=None, suppress_health_check=list(HealthCheck))
WHO = {"id": 7, "is_bot": False, "first_name": "Léa", "language_code": "fr", "username": "lea"}
CHAT = {"id": 7, "type": "private", "first_name": "Léa"}
FILE = {"file_id": "a", "file_unique_id": "b"}
MESSAGE = {
    "message_id": 5,
    "date": 1_790_000_000,
    "chat": CHAT,
    "from": WHO,
    "text": "bonjour",
    "caption": "une photo",
    "contact": {"phone_number": "+33612345678", "first_name": "Léa", "user_id": 7},
    "location": {"latitude": 45.7, "longitude": 4.8},
    "photo": [FILE | {"width": 1, "height": 1}],
    "document": FILE | {"file_name": "x.pdf"},
    "voice": FILE | {"duration": 1},
    "media_group_id": "g",
}
MEMBER = {"user": WHO, "status": "member"}
UPDATES: dict[str, Any] = {
    "message": MESSAGE,
    "edited_message": MESSAGE,
    "callback_query": {"id": "q", "from": WHO, "message": MESSAGE, "chat_instance": "c", "data": "x"},
    "my_chat_member": {"chat": CHAT, "from": WHO, "date": 1, "old_chat_member": MEMBER, "new_chat_member": MEMBER},
    "a_kind_that_does_not_exist_yet": {"chat": CHAT, "thing": [1]},
}
ORDERS = ("orders/create", "orders/updated", "orders/cancelled")
DELIVERIES = [
    *((shopify, topic, "shopify-order") for topic in ORDERS),
    (shopify, "refunds/create", "shopify-refund"),
    (shopify, "checkouts/update", "shopify-checkout"),
    (shopify, "customers/update", "shopify-customer"),
    (shopify, "fulfillments/update", "shopify-fulfillment"),
    (woocommerce, "order.updated", "woocommerce-order"),
    (woocommerce, "customer.updated", "woocommerce-customer"),
]
FIELDS = ("MessageSid", "From", "To", "Body", "NumMedia", "MediaUrl0", "ButtonPayload", "Latitude", "MessageStatus")
WORDS = st.sampled_from([str(one) for one in STRANGE] + ["+33612345678", "whatsapp:+33612345678", "1", "delivered"])


@pytest.mark.parametrize("kind", UPDATES)
def test_an_update_of_telegram_s(kind: str) -> None:
    @MANY
    @given(damaged({"update_id": 1, kind: UPDATES[kind]}))
    def holds(update: Any) -> None:
        raw = json.dumps(update).encode()
        read_press(raw)
        try:
            arrival = read_update(raw, bot_id="1", seal=Seal(b"k"), received_at=NOW)
        except UnreadableUpdate:
            return
        assert 0 <= read_number(raw) < 2**63
        assert arrival is None or arrival.ordinal < 2**63

    holds()


@MANY
@given(st.lists(st.tuples(st.sampled_from(FIELDS), WORDS), max_size=20))
def test_a_form_of_twilio_s_with_names_that_come_again(pairs: list[tuple[str, str]]) -> None:
    for read in (
        lambda form: read_message(form, received_at=NOW),
        lambda form: read_status(form, part="p", received_at=NOW),
    ):
        read(Form(pairs))


@pytest.mark.parametrize(("system", "topic", "name"), DELIVERIES)
def test_a_delivery_of_a_shop_s(system: Any, topic: str, name: str) -> None:
    @MANY
    @given(damaged(resource(name)))
    def holds(said: Any) -> None:
        try:
            read = system.read(topic, _BODY.decode(json.dumps(said).encode()))
        except (msgspec.MsgspecError, Unusable):
            return
        if read is not None:
            assert all(event.id for event in events_of("shopify", read, "d", tuple(read.names)))

    holds()


def test_the_last_evening_of_our_years_is_no_time_of_an_order() -> None:
    """What some shops write for "never", in a zone west of ours."""
    never = "9999-12-31T23:59:59-05:00"
    assert instant(never) is None
    assert _instant(never) is None
    with pytest.raises(Unusable):
        _date({"Created at": never}, "Created at")


@pytest.mark.parametrize("date", [10**12, 10**18, -(10**25)])
def test_a_date_beyond_all_years_is_none(date: int) -> None:
    raw = json.dumps({"update_id": 1, "message": MESSAGE | {"date": date}}).encode()
    arrival = read_update(raw, bot_id="1", seal=Seal(b"k"), received_at=NOW)
    assert arrival is not None
    assert arrival.event.happened_at is None


@pytest.mark.parametrize("number", [-1, 2**63, 10**25])
def test_a_number_that_no_column_holds_is_unreadable(number: int) -> None:
    with pytest.raises(UnreadableUpdate):
        read_update(json.dumps({"update_id": number}).encode(), bot_id="1", seal=Seal(b"k"), received_at=NOW)


@pytest.mark.parametrize("count", ["9" * 5000, "²", "-1", "1e3"])
def test_a_count_of_files_that_is_none_brings_none(count: str) -> None:
    form = Form([("MessageSid", "SM1"), ("From", "+33612345678"), ("Body", "x"), ("NumMedia", count)])
    arrival = read_message(form, received_at=NOW)
    assert arrival is not None and isinstance(arrival.event, MessageReceived)
    assert arrival.event.media == ()
