"""`POST /api/events`: what the shop's systems say, signed as Standard Webhooks, becomes an event in the inbox.

It knows no flow and no customer: an unknown person is created by the inbox, with no consent. `consent.given` and
`consent.withdrawn` are words on consent, with their proof (`shop_consents`); all else is news of the shop.
"""

from __future__ import annotations

import hmac
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import Annotated, Final, Self

import phonenumbers
from msgspec.structs import replace
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, ValidationError, model_validator
from pydantic.functional_validators import AfterValidator
from pydantic_core import PydanticCustomError
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.event_ids import event_id
from bot.model.address import Address, Channel, Identity
from bot.model.arrivals import Arrival
from bot.model.events import ConsentGiven, ShopReported
from bot.store import Store
from bot.web.bodies import read_body
from bot.web.counters import forged, received
from bot.web.doors import Doors
from bot.web.problems import AHEAD, Fault, Problem, is_ahead
from bot.web.shop.shop_consents import CONSENT_EVENTS, consent_of
from bot.web.shop.shop_orders import check_data
from bot.web.wrong_clock import times

#: For how long before and after its signing a delivery is taken, as the library has it.
TOLERANCE: Final = timedelta(minutes=5)
UNUSABLE: Final = "The event can't be used as it is."
#: interfaces, "Events of the shop"; and any name of the shop's own that begins with `x.`
KNOWN_EVENTS: Final = frozenset(
    {
        "cart.updated",
        "cart.abandoned",
        "product.viewed",
        "order.created",
        "order.confirmed",
        "order.paid",
        "order.shipped",
        "order.ready_for_pickup",
        "order.delivered",
        "order.cancelled",
        "order.returned",
        "order.refunded",
        "subscription.started",
        "subscription.ends",
        "store.visited",
        "appointment.missed",
        "appointment.cancelled",
        "ticket.opened",
        "ticket.closed",
    }
)


def _wrong(words: str) -> PydanticCustomError:
    return PydanticCustomError("event", "{words}", {"words": words})


def _known_event(name: str) -> str:
    if name in KNOWN_EVENTS or name in CONSENT_EVENTS or (name.startswith("x.") and len(name) > len("x.")):
        return name
    near = get_close_matches(name[:60], KNOWN_EVENTS | CONSENT_EVENTS, n=1, cutoff=0.8)
    meant = f"did you mean {near[0]!r}?" if near else "a name of your own begins with x."
    raise _wrong(f"no event is called {name[:60]!r}; {meant}")


def _phone(number: str) -> str:
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        raise _wrong("should be a phone number such as +33612345678") from None
    if not phonenumbers.is_possible_number(parsed):
        raise _wrong("should be a phone number such as +33612345678")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _email(address: str) -> str:
    """Fold it to small letters: addresses that differ in case only are one person's."""
    return address.lower()


class CustomerName(BaseModel):
    """Who it is about: the shop's own id (or ours), a phone, an e-mail, a Telegram id; one or more, of one person."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    id: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    phone: Annotated[str, Field(max_length=40), AfterValidator(_phone)] | None = None
    email: (
        Annotated[str, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$"), AfterValidator(_email)] | None
    ) = None
    telegram_id: Annotated[int, Field(gt=0, lt=2**52)] | None = None

    @model_validator(mode="after")
    def _names_somebody(self) -> Self:
        if not self.addresses:
            raise _wrong("should have one of id, phone, email, telegram_id")
        return self

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The same, as addresses to look for, the surest first."""
        telegram = str(self.telegram_id) if self.telegram_id else None
        names: tuple[tuple[Channel | Identity, str | None], ...] = (
            ("shop", self.id),
            ("sms", self.phone),
            ("telegram", telegram),
            ("email", self.email),
        )
        return tuple(Address(channel, id_) for channel, id_ in names if id_)


class ShopEvent(BaseModel):
    """The body, as interfaces has it."""

    model_config = ConfigDict(extra="forbid")

    type: Annotated[str, AfterValidator(_known_event)]
    customer: CustomerName
    data: dict[str, JsonValue] = Field(default_factory=dict)
    at: AwareDatetime | None = None


async def receive_event(request: Request) -> Response:
    """Answer 202 once the event is on disk; the same `webhook-id` again has no effect."""
    doors: Doors = request.app.state.doors
    body = await read_body(request)
    delivery = await _verified_id(doors, body, request)
    said, now = read_event(body), doors.clock()
    event = event_said(said, event_id("events", delivery), now)
    names = await named(doors.store, said.customer)
    if isinstance(event, ShopReported):
        event = replace(event, address=await reached_at(doors, names))
    arrival = Arrival(event=event, received_at=now, names=names, source="events", raw=body.decode())
    await doors.store.inbox.put([arrival])
    received("events")
    return JSONResponse({"id": event.id}, 202)


async def named(store: Store, customer: CustomerName) -> tuple[Address, ...]:
    """Return the addresses that name a customer, the surest first.

    Our own events name them by our id. The shop's system may answer by it too, and for a visitor of the web chat it has
    no other name: then their addresses stand in its place.
    """
    ours = await store.customers.addresses_of_ours(customer.id) if customer.id else []
    return (*ours, *(one for one in customer.addresses if not ours or one.channel != "shop"))


async def reached_at(doors: Doors, names: tuple[Address, ...]) -> Address | None:
    """Return where the customer can be written to, of what the shop calls them; never what is somebody else's."""
    owners = await doors.store.customers.owners(names)
    first = next((owners[name] for name in names if name in owners), None)
    mine = (name for name in names if owners.get(name, first) == first)
    return next((name for name in mine if name.channel in ("telegram", "sms")), None)


async def _verified_id(doors: Doors, body: bytes, request: Request) -> str:
    """Return the delivery's own id. Raises `Problem` 401 unless EVENTS_SECRET signed it in the last five minutes: by
    our clock, or by the providers' where ours is wrong.
    """
    secret = doors.events_secret
    if secret is None or not (
        _is_signed(body, request, secret)
        or any(_was_signed(body, request, secret, time) for time in (await times(doors))[1:])
    ):
        forged("events")
        raise Problem(401, "A Standard Webhooks signature made with EVENTS_SECRET is needed.")
    return request.headers["webhook-id"]


def _is_signed(body: bytes, request: Request, secret: str) -> bool:
    try:
        Webhook(secret).verify(body, dict(request.headers), json_parse=False)
    except (WebhookVerificationError, ValueError):  # a header that is no base64, a body that is no UTF-8
        return False
    return True


def _was_signed(body: bytes, request: Request, secret: str, now: datetime) -> bool:
    """Tell it as the library does, which asks no clock but the machine's."""
    try:
        at = datetime.fromtimestamp(float(request.headers.get("webhook-timestamp", "")), UTC)
        expected = Webhook(secret).sign(request.headers["webhook-id"], at, body.decode())
    except (KeyError, ValueError, OverflowError, OSError):
        return False
    given = request.headers.get("webhook-signature", "").split(" ")
    return abs(at - now) <= TOLERANCE and any(hmac.compare_digest(expected.encode(), one.encode()) for one in given)


def read_event(body: bytes) -> ShopEvent:
    """Return what was said. Raises `Problem` with every fault and its place: 400 for no JSON, 422 for another shape."""
    try:
        return ShopEvent.model_validate_json(body)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        if fault["type"] == "json_invalid":
            raise Problem(400, f"The body is no JSON: {fault['msg'].removeprefix('Invalid JSON: ')}.") from None
        raise unusable(error) from None


def event_said(said: ShopEvent, id_: str, now: datetime) -> ShopReported | ConsentGiven:
    """Return it as the inbox keeps it. Raises `Problem` 422 for a consent without its proof, an order or a cart that is
    none, or what is more than a day ahead of `now`.
    """
    if said.at is not None and is_ahead(said.at, now):
        raise Problem(422, UNUSABLE, (Fault("/at", AHEAD),))
    try:
        if said.type not in CONSENT_EVENTS:
            check_data(said.type, said.data)
            return ShopReported(id=id_, name=said.type, data=said.data, happened_at=said.at)
        consent = consent_of(said.type, said.data, id_, said.at)
    except ValidationError as error:
        raise unusable(error, "data") from None
    if consent.happened_at is not None and is_ahead(consent.happened_at, now):
        raise Problem(422, UNUSABLE, (Fault("/data/at", AHEAD),))
    return consent


def unusable(error: ValidationError, *inside: str) -> Problem:
    faults = error.errors(include_url=False, include_input=False)
    located = tuple(Fault(_pointer((*inside, *fault["loc"])), fault["msg"]) for fault in faults)
    return Problem(422, UNUSABLE, located)


def _pointer(place: tuple[int | str, ...]) -> str:
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in place)
    return "".join(f"/{step}" for step in steps)
