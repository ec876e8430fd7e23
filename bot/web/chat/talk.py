"""What a visitor sends: that they have come, and what they say or show. All is on disk before the answer."""

from __future__ import annotations

from typing import Annotated, Final, TypeVar

import msgspec
from msgspec import Meta, Struct, structs
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import ChatOpened, MessageReceived
from bot.model.message import Location, Profile
from bot.web.bodies import MOST_BYTES, read_body
from bot.web.chat import photos, presses, visitor
from bot.web.chat.words import WORDS
from bot.web.counters import received
from bot.web.doors import Doors
from bot.web.guard import refuse
from bot.web.limits import Buckets, network_of

T = TypeVar("T")


class Paces:
    """How often strangers may come in, and visitors speak; an address of the network may hold many visitors."""

    def __init__(self) -> None:
        self.arrivals = Buckets(rate=0.5, burst=40)
        self.visitors = Buckets(rate=1.0, burst=12)
        self.networks = Buckets(rate=10.0, burst=120)
        self.photos = Buckets(rate=0.1, burst=10)
        self.photos_of_networks = Buckets(rate=0.5, burst=40)
        self.files = Buckets(rate=0.02, burst=6)
        self.files_of_networks = Buckets(rate=0.1, burst=20)


class Hello(Struct, frozen=True, forbid_unknown_fields=True):
    """`language` is the page's; `topic` what the shop's page wants to talk about (`data-topic`)."""

    language: str = ""
    topic: Annotated[str, Meta(max_length=64, pattern=r"^[A-Za-z0-9_-]*$")] = ""


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    latitude: Annotated[float, Meta(ge=-90, le=90)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """A `text`, a `photo` (base64) or both, else one of `press` and `location`.

    `key` is the browser's: the same key again is the same message.
    """

    key: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
    text: Annotated[str, Meta(max_length=4000)] = ""
    press: Annotated[str, Meta(max_length=400)] = ""
    location: Place | None = None
    photo: Annotated[bytes, Meta(max_length=MOST_BYTES)] = b""


#: Seconds for a photo over a slow phone's network.
PATIENCE: Final = 60.0
_HELLO: Final = msgspec.json.Decoder(Hello)
_SAID: Final = msgspec.json.Decoder(Said)


async def open_chat(request: Request) -> Response:
    """Answer 200 once the visit is on disk. A stranger whose browser kept no cookie gets a token to keep by itself."""
    doors, paces = enter(request)
    hello = _read(await read_body(request), _HELLO)
    slow_down(paces.arrivals.take(network_of(request), doors.clock()))
    token = visitor.token_of(request, doors)
    given = token or doors.new_token()
    address = visitor.address_of(given, doors)
    profile = Profile(language=hello.language) if hello.language in WORDS else None
    id_ = doors.derive("web opened", address.id)
    await put(doors, ChatOpened(id=id_, address=address, payload=hello.topic, profile=profile))
    return JSONResponse({"visitor": None if token else given})


async def say(request: Request) -> Response:
    """Answer 202 with the event's id once it is on disk; 401 for a stranger, 429 for one who hurries.

    What is no photo, or one too many, is refused as `photos.keep` says.
    """
    doors, paces = enter(request)
    address, now = who_speaks(request, doors, paces), doors.clock()
    said = _read(await read_body(request, PATIENCE), _SAID)
    event = _event(said, address, doors)
    if said.photo:
        slow_down(paces.photos.take(address.id, now) or paces.photos_of_networks.take(network_of(request), now))
        event = structs.replace(event, media=(await photos.keep(said.photo, address, said.key, request),))
    await put(doors, event)
    doors.store.bell.ring(f"web:{address.id}")  # their other tabs show that an answer is being made
    return JSONResponse({"id": event.id}, 202)


def who_speaks(request: Request, doors: Doors, paces: Paces) -> Address:
    """Return the visitor's address. Refuses: 401 a stranger, 429 who hurries."""
    token = visitor.token_of(request, doors)
    if token is None:
        raise refuse(401)
    address, now = visitor.address_of(token, doors), doors.clock()
    slow_down(paces.visitors.take(address.id, now) or paces.networks.take(network_of(request), now))
    return address


def _event(said: Said, address: Address, doors: Doors) -> MessageReceived:
    pressed = presses.open_(said.press, address, doors) if said.press else None
    text = said.text.strip()
    if sum((bool(text or said.photo), pressed is not None, said.location is not None)) != 1:
        raise refuse(422)
    return MessageReceived(
        id=doors.derive("web message", address.id, said.key),
        address=address,
        message_id=said.key,
        text=text,
        pressed=pressed,
        location=Location(said.location.latitude, said.location.longitude) if said.location else None,
    )


async def put(doors: Doors, event: ChatOpened | MessageReceived) -> None:
    await doors.store.inbox.put([Arrival(event=event, received_at=doors.clock(), names=(event.address,), source="web")])
    received("web")


def enter(request: Request, expects: str = "application/json") -> tuple[Doors, Paces]:
    """Raise 403 for a request that another site made the browser send, 415 for one that a plain form could send.

    Sec-Fetch-Site says where a request comes from (OWASP, "Cross-Site Request Forgery Prevention"); browsers without it
    send Origin with every POST to another site. A caller who sends neither is no browser, and has no cookie to abuse.
    """
    doors: Doors = request.app.state.doors
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if (site is not None and site != "same-origin") or (
        origin is not None and origin not in _own_origins(request, doors)
    ):
        raise refuse(403)
    if request.headers.get("content-type", "").partition(";")[0].strip() != expects:
        raise refuse(415)
    return doors, request.app.state.paces


def _own_origins(request: Request, doors: Doors) -> set[str]:
    """A proxy may end https before us, so both schemes of the host that was asked for are ours."""
    host = request.headers.get("host", "")
    return {f"https://{host}", f"http://{host}", *([doors.public_url] if doors.public_url else [])}


def _read(body: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    try:
        return decoder.decode(body)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise refuse(422) from None


def slow_down(wait: int | None) -> None:
    if wait is not None:
        raise refuse(429, retry_after=wait)
