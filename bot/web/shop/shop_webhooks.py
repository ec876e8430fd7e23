"""`POST /webhooks/shopify` and `/webhooks/woocommerce`: what the shop's system says becomes events in the inbox.

Both sign the raw body alike (base64 of an HMAC-SHA256), and repeat a delivery under the same id. A topic that is none
of ours is counted and forgotten; a resource that nobody can read is kept as a dead letter. A fulfilment or a refund
names an order and no customer: they are whose the order is, or, where the order is still to come, of somebody who is
known by it alone and is put together with its customer when it comes.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.event_ids import event_id
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import ConsentGiven, CustomerImported, CustomersMerged, Event, ShopReported
from bot.store import Store
from bot.store.people.merges import IDENTITY
from bot.web.bodies import read_body
from bot.web.counters import forged, left_out, received
from bot.web.dead_letters import keep_unreadable
from bot.web.doors import Doors
from bot.web.guard import refuse
from bot.web.shop import shopify, woocommerce
from bot.web.shop.shop_reading import Body, Said, Unusable

System = Literal["shopify", "woocommerce"]
CANCELLED: Final = "order.cancelled"
REFUNDED: Final = "order.refunded"
_BODY: Final = msgspec.json.Decoder(dict[str, Any])


class _Headers(Struct, frozen=True):
    signature: str
    topic: str
    delivery: str


_HEADERS: Final[Mapping[System, _Headers]] = {
    "shopify": _Headers("x-shopify-hmac-sha256", "x-shopify-topic", "x-shopify-webhook-id"),
    "woocommerce": _Headers("x-wc-webhook-signature", "x-wc-webhook-topic", "x-wc-webhook-delivery-id"),
}
_READERS: Final[Mapping[System, Callable[[str, Body], Said | None]]] = {
    "shopify": shopify.read,
    "woocommerce": woocommerce.read,
}


async def receive_shopify(request: Request) -> Response:
    """Answer 200 once the delivery is on disk; the same one again has no effect."""
    doors: Doors = request.app.state.doors
    return await _receive(request, doors, "shopify", doors.shopify_secret)


async def receive_woocommerce(request: Request) -> Response:
    """The same; and 200 for the ping with which WooCommerce tries an address, which is a form and unsigned."""
    doors: Doors = request.app.state.doors
    return await _receive(request, doors, "woocommerce", doors.woocommerce_secret)


async def _receive(request: Request, doors: Doors, system: System, secret: str | None) -> Response:
    if secret is None:
        raise refuse(404)
    body, headers = await read_body(request), _HEADERS[system]
    if system == "woocommerce" and _is_ping(request, body):
        return Response(status_code=200)
    if not is_signed(body, request.headers.get(headers.signature, ""), secret):
        forged(system)
        raise refuse(401)
    topic = request.headers.get(headers.topic, "")
    try:
        resource = _BODY.decode(body)
        said = _READERS[system](topic, resource)
    except (msgspec.MsgspecError, Unusable, UnicodeDecodeError) as fault:
        await keep_unreadable(doors, system, body, fault)
        return Response(status_code=200)
    if said is None:
        left_out(system)
    elif said.product is not None:
        await _take_product(doors, system, topic, said.product)
    else:
        await _put(doors, system, said, request.headers.get(headers.delivery) or body.decode(), body.decode())
        received(system)
    return Response(status_code=200)


def is_signed(body: bytes, signature: str, secret: str) -> bool:
    """Tell whether a body was signed with the secret, in constant time."""
    try:
        given = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        return False
    return hmac.compare_digest(given, hmac.digest(secret.encode(), body, "sha256"))


def _is_ping(request: Request, body: bytes) -> bool:
    return body.startswith(b"webhook_id=") and body[11:].isdigit() and "x-wc-webhook-topic" not in request.headers


async def _take_product(doors: Doors, system: System, topic: str, resource: Body) -> None:
    taken = doors.take_product is not None and await doors.take_product(system, topic, resource)
    (received if taken else left_out)(system)


async def _put(doors: Doors, system: System, said: Said, delivery: str, raw: str) -> None:
    """Put all that a delivery says in the inbox, in one commit. Raises `StoreUnavailable`."""
    arrivals = await arrivals_of(doors.store, system, said, delivery, doors.clock())
    if arrivals:
        await doors.store.inbox.put([replace(arrivals[0], raw=raw), *arrivals[1:]])


async def arrivals_of(store: Store, source: str, said: Said, delivery: str, now: datetime) -> list[Arrival]:
    """Return the events of a delivery with whose they are; none for a request of somebody whom nobody knows."""
    stray = (Address("shop", f"order:{said.order}"),) if said.order else ()
    owners = await store.customers.owners([*said.names, *stray])
    first = next((owners[name] for name in said.names if name in owners), None)
    if first is None and said.order:
        first = await store.orders.owner(said.order)
    if first is None and (said.is_request or not (said.names or stray)):
        return []
    mine = tuple(name for name in said.names if owners.get(name, first) == first)
    events: list[tuple[str, Event]] = []
    by_order = owners.get(stray[0]) if stray else None
    if first is not None and by_order not in (None, first):
        merge = event_id(source, "stray", said.order)
        events.append((IDENTITY, CustomersMerged(id=merge, other=by_order or "", by=source, reason="order")))
    events += [(source, event) for event in events_of(source, said, delivery, mine if first else said.names)]
    names = () if first is not None else (*said.names, *stray)
    return [Arrival(event=event, received_at=now, source=by, customer=first, names=names) for by, event in events]


def events_of(system: str, said: Said, delivery: str, addresses: tuple[Address, ...]) -> list[Event]:
    """Return the events of a delivery, each with an id of its own that a repeat has again."""
    found: list[Event] = []
    if said.facts or addresses:
        imported = event_id(system, delivery, "customer")
        found.append(CustomerImported(id=imported, facts=said.facts, addresses=addresses, language=said.language))
    for refusal in said.refusals:
        found.append(
            ConsentGiven(
                id=event_id(system, "consent", refusal.key),
                happened_at=refusal.at,
                purpose="marketing",
                channel=refusal.channel,
                wording="",
                source=refusal.source,
                evidence=refusal.key,
                granted=False,
            )
        )
    is_over = any(news.name == CANCELLED for news in said.news)
    for place, news in sorted(enumerate(said.news), key=lambda one: _turn_of(one[1].name) if is_over else one[0]):
        told = event_id(system, delivery, place)
        found.append(ShopReported(id=told, name=news.name, data=news.data, happened_at=news.at))
    return found


def _turn_of(name: str) -> int:
    """Return when news of an order that is over are met: what was paid back, that it is over, then the rest. So nobody
    is thanked for it, and who is told that it is cancelled is told of the money too.
    """
    return {REFUNDED: 0, CANCELLED: 1}.get(name, 2)
