"""A shop with two points of sale and a customer at each, with something of every subject, and tokens for it."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import httpx
from msgspec.structs import replace

from bot.model.address import Address
from bot.model.api_token import SCOPES, ApiToken
from bot.model.arrivals import Arrival
from bot.model.conversation import Conversation
from bot.model.customer import Customer, Grant, JourneyState, KnownAddress
from bot.model.effects import CloseHandover, Emit, EndConversation, OpenHandover, RecordConsent
from bot.model.events import MessageReceived
from bot.model.feedback import RecordFeedback
from bot.model.order import Order, OrderLine
from bot.playbook.compiled import PointOfSale
from bot.rules.api_access import describe, digest_of, token_of
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.shop.feedback import keep as keep_feedback
from bot.web.doors import Doors
from tests.web.doorway import NOW, SHOP, app_of, client_of, open_doors, playbook

LYON, PARIS = "lyon", "paris"
LEA, MAX = "+33612345678", "+33698765432"
SHOPS = replace(
    SHOP,
    points_of_sale=(*SHOP.points_of_sale, PointOfSale(id=PARIS, name="Maison Moka Paris", hours="Mo-Sa 10:00-19:00")),
)
BOOK = playbook(store=SHOPS, flows={"satisfaction": None})
_secrets = itertools.count()
_keys = itertools.count()


def customer_id(phone: str) -> str:
    return customer_id_of(Address("sms", phone))


def shop_doors(store: Store, **changes: Any) -> Doors:
    return open_doors(store, playbook=lambda: BOOK, **changes)


@contextlib.asynccontextmanager
async def shop_client(store: Store, **changes: Any) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app_of(shop_doors(store, **changes))) as client:
        yield client


async def token(store: Store, *scopes: str, places: Sequence[str] = (), **changes: Any) -> str:
    """Make a token, of all scopes unless some are named; returns it as an integrator carries it."""
    text = token_of(f"secret-of-a-test-{next(_secrets)}")
    made: ApiToken = describe(
        text,
        name="Caisse",
        scopes=scopes or SCOPES,
        points_of_sale=places,
        known_points=(LYON, PARIS),
        made_by="staff",
        made_at=NOW - timedelta(days=1),
    )
    await store.api_tokens.make(replace(made, **changes), digest_of(text))
    return text


def carrying(text: str, **headers: str) -> dict[str, str]:
    return {"authorization": f"Bearer {text}", **headers}


def posting(text: str, key: str | None = None) -> dict[str, str]:
    return carrying(text, **{"idempotency-key": key or f"key-{next(_keys)}", "content-type": "application/json"})


async def lives(store: Store, phone: str, place: str | None, *, number: int = 1) -> str:
    """Keep a customer of a point of sale, with one row of everything; returns their id."""
    address, id_ = Address("sms", phone), customer_id(phone)
    hello = MessageReceived(id=f"{number:032x}", address=address, text=f"bonjour de {place}")
    await store.inbox.put([Arrival(event=hello, received_at=NOW, names=(address,), source="twilio")])
    at, record = micros(NOW), Record()
    record.customer(_document(id_, address, place), 1, at)
    record.heard(id_, hello, at)
    ended = EndConversation(
        conversation=f"c{number}", flow="satisfaction", version="1", outcome="converted", started_at=NOW
    )
    record.ended(id_, ended, at)
    record.handover(id_, OpenHandover(id=f"h {id_}", team="magasin", reason="devis"), at)
    record.given_back(CloseHandover(id=f"h {id_}", by="ana"), at)
    await store.database.transact(lambda: _rows(record, id_, number, place, at))
    return id_


def _document(id_: str, address: Address, place: str | None) -> Customer:
    return Customer(
        id=id_,
        created_at=NOW,
        addresses=(KnownAddress(address=address),),
        language="fr",
        facts={"first_name": f"of {place}", **({"point_of_sale": place} if place else {})},
        grants=(Grant(purpose="marketing", channel="sms", granted=True, at=NOW),),
        journeys=(JourneyState(journey="purchase", stage="decision", since=NOW),),
        parked=(
            Conversation(id="under-way", flow="welcome", version="1", step="one", started_at=NOW, purpose="service"),
        ),
    )


def _rows(record: Record, id_: str, number: int, place: str | None, at: int) -> Any:
    consent = RecordConsent(
        id=f"consent{number}",
        purpose="marketing",
        channel="sms",
        granted=True,
        wording="Oui",
        version="1",
        source="till",
        evidence="",
        language="fr",
    )
    record.consent(id_, consent, at)
    keep_feedback(
        record,
        id_,
        RecordFeedback(
            id=f"f{number}", key=f"f{number}", scale="csat", score=5, level="high", source="chat", comment=f"at {place}"
        ),
        at,
    )
    lines = (OrderLine(name="Huila", quantity=2, price=Decimal("12.00"), total=Decimal("24.00")),)
    lines = (replace(lines[0], notes=("moulu pour filtre",)),)
    order = Order(key=f"o{number}", id=f"{number}", number=f"10{number}", currency="EUR", total=Decimal("24.00"))
    order = replace(order, more={"notes": ["moulu pour filtre", "emballage cadeau"]})
    record.orders.keep(id_, replace(order, lines=lines), at)
    record.errand(id_, Emit(id=f"{number:032x}", name="order.created", data={"of": place}), at)
    record.stands(_document(id_, Address("sms", LEA), place))
    yield from record.write()


#: The body of each POST, by its path, so that it is taken.
BODIES: dict[str, Any] = {
    "/api/customers": {"customer": {"phone": LEA}, "facts": {"city": "Lyon"}},
    "/api/customers/{customer}": {"facts": {"city": "Lyon", "orders_count": 2}},
    "/api/customers/{customer}/messages": {"text": "Bonjour, votre commande est prête."},
    "/api/customers/{customer}/flows": {"flow": "satisfaction", "data": {"reason": "till"}},
    "/api/customers/{customer}/take-over": None,
    "/api/customers/{customer}/give-back": {},
    "/api/customers/{customer}/orders": {"status": "delivered", "data": {"number": "1001", "total": "12.00"}},
    "/api/customers/{customer}/feedback": {"scale": "nps", "score": 9, "comment": "Parfait"},
    "/api/customers/{customer}/consents": {
        "granted": True,
        "purpose": "marketing",
        "channel": "sms",
        "wording": "Oui, je veux des offres",
        "source": "till 3",
    },
    "/api/events": {"type": "store.visited", "customer": {"phone": LEA}},
    "/api/deliveries/{delivery}/replay": None,
}
