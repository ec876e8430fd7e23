"""Everything that `/api` can do: one line each. The routes and the OpenAPI document are made of this table."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, Literal

from msgspec import Struct

from bot.model.api_token import Scope
from bot.web.api import given, reading, shapes, telling
from bot.web.api.asking import Question

Handler = Callable[[Question], Awaitable[given.Given]]
#: What stands in a path, by name: what it looks like and what it is.
PATHS: Final[Mapping[str, tuple[str, str]]] = {
    "customer": ("^[0-9a-f]{32}$", "The customer's id here."),
    "delivery": ("^[0-9a-f]{1,64}$", "The delivery's id, its webhook-id."),
}


class Operation(Struct, frozen=True):
    """`asks` is the query of a GET and the body of a POST, `gives` the answer. `key_or` names another header that may
    carry the idempotency key.
    """

    method: Literal["GET", "POST"]
    path: str
    scope: Scope
    handler: Handler
    asks: type[shapes.Asked]
    gives: type[given.Given]
    title: str
    key_or: str = ""

    @property
    def name(self) -> str:
        """Its name in the document: `get_customer_messages`."""
        words = re.findall("[a-z]+", self.path.removeprefix("/api").replace("customers/{customer}", "customer"))
        return "_".join((self.method.lower(), *words))

    @property
    def reads(self) -> bool:
        return self.method == "GET"


def _get(
    path: str, scope: Scope, handler: Handler, asks: type[shapes.Asked], gives: type[given.Given], title: str
) -> Operation:
    return Operation("GET", f"/api{path}", scope, handler, asks, gives, title)


def _post(
    path: str, scope: Scope, handler: Handler, asks: type[shapes.Asked], title: str, key_or: str = ""
) -> Operation:
    return Operation("POST", f"/api{path}", scope, handler, asks, given.Accepted, title, key_or)


_ONE: Final = "/customers/{customer}"
OPERATIONS: Final[tuple[Operation, ...]] = (
    _get(
        "/customers",
        "read:customers",
        reading.list_customers,
        shapes.CustomerQuery,
        given.CustomerPage,
        "Customers, or who has a name",
    ),
    _post(
        "/customers",
        "write:customers",
        telling.put_customer,
        shapes.CustomerBody,
        "Make a customer, or tell more of one by a name",
    ),
    _get(_ONE, "read:customers", reading.show_customer, shapes.Nothing, given.Customer, "A customer"),
    _post(_ONE, "write:customers", telling.change_customer, shapes.ChangesBody, "Tell more of a customer"),
    _get(
        f"{_ONE}/conversations",
        "read:conversations",
        reading.list_conversations_of,
        shapes.Paging,
        given.ConversationsOfCustomer,
        "Their conversations",
    ),
    _get(
        f"{_ONE}/messages",
        "read:messages",
        reading.list_messages,
        shapes.Paging,
        given.MessagePage,
        "What was said with them",
    ),
    _post(f"{_ONE}/messages", "write:messages", telling.post_message, shapes.MessageBody, "Write to them, as staff"),
    _post(f"{_ONE}/flows", "write:conversations", telling.start_flow, shapes.FlowBody, "Start a flow with them"),
    _post(
        f"{_ONE}/take-over",
        "write:conversations",
        telling.take_over,
        shapes.Nothing,
        "Take the thread over: the bot is silent",
    ),
    _post(
        f"{_ONE}/give-back", "write:conversations", telling.give_back, shapes.Nothing, "Give the thread back to the bot"
    ),
    _get(f"{_ONE}/orders", "read:orders", reading.list_orders, shapes.Paging, given.OrderPage, "Their orders"),
    _post(
        f"{_ONE}/orders",
        "write:orders",
        telling.record_order,
        shapes.OrderBody,
        "Tell what happened to an order of theirs",
    ),
    _get(
        f"{_ONE}/feedback", "read:feedback", reading.list_feedback, shapes.Paging, given.FeedbackPage, "Their ratings"
    ),
    _post(
        f"{_ONE}/feedback", "write:feedback", telling.record_feedback, shapes.FeedbackBody, "Record a rating of theirs"
    ),
    _get(
        f"{_ONE}/consents",
        "read:consents",
        reading.list_consents,
        shapes.Paging,
        given.ConsentPage,
        "The record of their consents",
    ),
    _post(
        f"{_ONE}/consents",
        "write:consents",
        telling.record_consent,
        shapes.ConsentBody,
        "Record a consent given or withdrawn elsewhere",
    ),
    _get(
        "/journeys",
        "read:journeys",
        reading.list_journeys,
        shapes.JourneyQuery,
        given.JourneyPage,
        "Where customers are on their journeys",
    ),
    _get(
        f"{_ONE}/journeys",
        "read:journeys",
        reading.list_journeys,
        shapes.JourneyQuery,
        given.JourneyPage,
        "Where one is on their journeys",
    ),
    _get(
        "/conversations",
        "read:conversations",
        reading.list_conversations,
        shapes.Paging,
        given.ConversationPage,
        "Conversations that ended",
    ),
    _get(
        "/handovers",
        "read:conversations",
        reading.list_handovers,
        shapes.HandoverQuery,
        given.HandoverPage,
        "Threads given to staff, the first first",
    ),
    _get("/messages", "read:messages", reading.list_messages, shapes.Paging, given.MessagePage, "What was said"),
    _get("/orders", "read:orders", reading.list_orders, shapes.Paging, given.OrderPage, "Orders"),
    _get("/feedback", "read:feedback", reading.list_feedback, shapes.Paging, given.FeedbackPage, "Ratings"),
    _post(
        "/events", "write:events", telling.tell_event, shapes.EventBody, "Tell what happened in the shop", "webhook-id"
    ),
    _get(
        "/deliveries",
        "read:deliveries",
        reading.list_deliveries,
        shapes.Paging,
        given.DeliveryPage,
        "Outgoing webhooks",
    ),
    _get(
        "/deliveries/{delivery}",
        "read:deliveries",
        reading.show_delivery,
        shapes.Nothing,
        given.DeliveryInFull,
        "An outgoing webhook with its tries",
    ),
    _post(
        "/deliveries/{delivery}/replay",
        "write:deliveries",
        telling.replay_delivery,
        shapes.Nothing,
        "Have one told once more",
    ),
)
