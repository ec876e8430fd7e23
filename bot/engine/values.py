"""What a template or a condition sees, made only as far as it looks.

What is kept by a key and has a name for people (a choice of a question, a channel) is shown by that name and equals
both: `Merci, {{ conversation.colour }}` says "Red" to who speaks English, and `conversation.colour == "Rouge"` holds,
as does `== "rouge"`. So are the catalogue's words: `{{ offer.name }}` is in the customer's language (`named_values`).
Data for the shop's systems (`set`, `emit`, `fetch`) is made of the keys, by `data_values`.

`Values` is the outermost mapping, with the names of `playbook.md`: `customer`, `journey`, `conversation`, `cart`,
`order`, `appointment`, `offer`, `answer`, `feedback`, `event`, `store`, `now`. Facts are plain JSON values; dates among
them are ISO texts, as the filters want them, and `now` is an aware `datetime` in the customer's own zone. Nothing here
is ever copied or written to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.engine.appointment.appointment_values import appointment_meant
from bot.engine.contact.wish_words import CHANNELS, wish_values
from bot.engine.context import event_in
from bot.engine.feedback.scale_values import scale_shown
from bot.engine.journey.journey_values import JOURNEY
from bot.engine.named_values import Named, in_words, namespace_in_words
from bot.engine.offers.offer_values import Sold, offer_shown, order_shown
from bot.engine.order.bought_values import BOUGHT
from bot.engine.order.guarantee_values import GUARANTEE
from bot.engine.renewal.renewal_values import AGAIN
from bot.engine.run import Run
from bot.engine.segments import Segments
from bot.engine.store_values import STORE
from bot.model.conversation import Conversation
from bot.model.customer import JourneyState
from bot.model.events import ShopReported
from bot.playbook.compiled import MissingValue, Text
from bot.rules.calendar.calendar import zone
from bot.rules.journey.relationship import value_at
from bot.rules.order.order_values import cart_in_hand

EMPTY: Final[Mapping[str, object]] = {}
_NO_LABELS: Final[Mapping[str, Text]] = {}


class Labelled(Mapping[str, object]):
    """Facts, those that are choices by their labels."""

    __slots__ = ("_facts", "_labels", "_owner", "_run")

    def __init__(
        self, run: Run, facts: Mapping[str, object], owner: str, labels: Mapping[str, Mapping[str, Text]]
    ) -> None:
        self._run = run
        self._facts = facts
        self._owner = owner
        self._labels = labels

    def get(self, key: str, default: object = None) -> object:
        value = self._facts.get(key, default)
        if not isinstance(value, str):
            return value
        label = self._labels.get(f"{self._owner}.{key}", _NO_LABELS).get(value)
        return value if label is None else Named(_rendered(self._run, label), value, label.source)

    def __getitem__(self, key: str) -> object:
        if key not in self._facts:
            raise KeyError(key)
        return self.get(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


def _rendered(run: Run, label: Text) -> str:
    try:
        return label.render(data_values(run), run.language)
    except MissingValue:
        return label.source


class Lazy(Mapping[str, object]):
    """Names that are worked out when asked for, over plain facts."""

    __slots__ = ("_computed", "_facts", "_subject")

    def __init__(
        self, computed: Mapping[str, Callable[..., object]], subject: object, facts: Mapping[str, object]
    ) -> None:
        self._computed = computed
        self._subject = subject
        self._facts = facts

    def get(self, key: str, default: object = None) -> object:
        compute = self._computed.get(key)
        if compute is not None:
            found = compute(self._subject)
            if found is not None:
                return found
        return self._facts.get(key, default)

    def __getitem__(self, key: str) -> object:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter({**self._computed, **self._facts})

    def __len__(self) -> int:
        return len({**self._computed, **self._facts})


class Told(Lazy):
    """Facts that go before what is worked out under the same name: news of the engine's own are about something else
    than the event that brought them about."""

    __slots__ = ()

    def get(self, key: str, default: object = None) -> object:
        told = self._facts.get(key)
        return told if told is not None else super().get(key, default)


def local_zone(run: Run) -> ZoneInfo:
    """Return the customer's time zone, the store's while theirs is unknown, UTC where neither is readable."""
    own = run.customer.timezone
    return (zone(own) if own else None) or run.store_zone


def local_now(run: Run) -> datetime:
    return run.at.astimezone(local_zone(run))


def values(run: Run, conversation: Conversation | None = None, **more: object) -> Mapping[str, object]:
    """Return what templates see now in `conversation`; `more` is what only this text or condition has: an `answer`,
    the `event` that it is about.
    """
    names = _NAMES if run.customer.doubt is None else _IN_DOUBT
    if not more:
        return Lazy(names, (run, conversation), EMPTY)
    told = {name: in_words(run, value) for name, value in more.items()}
    return Told(names, (run, conversation), told)


def data_values(run: Run, conversation: Conversation | None = None) -> Mapping[str, object]:
    """Return what expressions see: the same as `values`, with the keys of choices and channels."""
    return Lazy(_DATA_NAMES if run.customer.doubt is None else _IN_DOUBT, (run, conversation), EMPTY)


_Here = tuple[Run, Conversation | None]


def _context(here: _Here, name: str) -> object:
    conversation = here[1]
    return conversation.context.get(name) if conversation is not None else None


def _customer(here: _Here) -> object:
    run = here[0]
    return Lazy(_CUSTOMER, run, run.customer.facts)


def _customer_shown(here: _Here) -> object:
    run = here[0]
    return Lazy(_CUSTOMER, run, _labelled(run, run.customer.facts, "customer", run.shelf.current.labels))


def _journey(here: _Here) -> object:
    run = here[0]
    state = journey_of(*here)
    return Lazy(JOURNEY, (run, state), state.facts) if state else EMPTY


def _journey_shown(here: _Here) -> object:
    run = here[0]
    state = journey_of(*here)
    if state is None:
        return EMPTY
    return Lazy(JOURNEY, (run, state), _labelled(run, state.facts, "journey", run.shelf.current.labels))


def _conversation(here: _Here) -> object:
    conversation = here[1]
    return Lazy(_CONVERSATION, conversation, conversation.saved) if conversation else EMPTY


def _conversation_shown(here: _Here) -> object:
    run, conversation = here
    if conversation is None:
        return EMPTY
    flow = run.book(conversation).flows.get(conversation.flow)
    labels = flow.labels if flow is not None else {}
    return Lazy(_CONVERSATION, conversation, _labelled(run, conversation.saved, "conversation", labels))


def _labelled(
    run: Run, facts: Mapping[str, object], owner: str, labels: Mapping[str, Mapping[str, Text]]
) -> Mapping[str, object]:
    return Labelled(run, facts, owner, labels) if labels else facts


def _channel_shown(here: _Here) -> object:
    """Return what people call the channel the customer is on."""
    channel = channel_of(here[0])
    if channel is None:
        return None
    return Named(called(here[0], channel), channel)


def called(run: Run, channel: str) -> str:
    """Return what people call a channel."""
    own = run.shelf.current.repair.get("label_this_chat") if channel == "web" else None
    return _rendered(run, own.text) if own is not None else CHANNELS.get(channel, channel)


def _event(here: _Here) -> object:
    found = _context(here, "event")
    if found is None and isinstance(here[0].event, ShopReported):
        return {**here[0].event.data, "name": here[0].event.name}
    return found


def _wish(here: _Here) -> object:
    """What the customer wishes of being written to; for our own sentences."""
    run, _ = here
    return wish_values(run.customer, run.language, run.at, local_zone(run)) or EMPTY


def _current_order(run: Run) -> object:
    """Return the order that something happened to last."""
    return order_shown(run, run.customer.orders[-1]) if run.customer.orders else None


def _store(here: _Here) -> object:
    store = here[0].book(here[1]).store
    return Lazy(STORE, store, store.facts)


_DATA_NAMES: Final[Mapping[str, Callable[[_Here], object]]] = {
    "customer": _customer,
    "journey": _journey,
    "conversation": _conversation,
    "cart": lambda here: _context(here, "cart") or cart_in_hand(here[0].customer.cart),
    "order": lambda here: _context(here, "order") or _current_order(here[0]),
    "appointment": lambda here: appointment_meant(here[0], _context(here, "appointment")),
    "offer": lambda here: offer_shown(here[0], _context(here, "offer")),
    "feedback": lambda here: _context(here, "feedback") or here[0].customer.feedback,
    "event": _event,
    "store": _store,
    "channel": lambda here: channel_of(here[0]),
    "now": lambda here: local_now(here[0]),
    "wish": _wish,
    "rating": lambda here: scale_shown(*here),
    "proposed": lambda here: _context(here, "proposed") or EMPTY,
    "offers": lambda here: Sold(here[0]),
}


def _worded(data: Callable[[_Here], object]) -> Callable[[_Here], object]:
    return lambda here: in_words(here[0], data(here))


_NAMES: Final[Mapping[str, Callable[[_Here], object]]] = {
    **_DATA_NAMES,
    **{name: _worded(_DATA_NAMES[name]) for name in ("cart", "order", "appointment", "offer", "feedback", "event")},
    "customer": lambda here: namespace_in_words(here[0], _customer_shown(here), of_a_person=True),
    "journey": lambda here: namespace_in_words(here[0], _journey_shown(here)),
    "conversation": lambda here: namespace_in_words(here[0], _conversation_shown(here)),
    "offers": lambda here: namespace_in_words(here[0], Sold(here[0])),
    "channel": _channel_shown,
}


def journey_of(run: Run, conversation: Conversation | None = None) -> JourneyState | None:
    """Return the journey that is spoken of: the one being looked at, the one whose news began the conversation, else
    the one that moved last.
    """
    journeys = run.customer.journeys
    if len(journeys) < 2:
        return journeys[0] if journeys else None
    meant = run.about or (event_in(conversation.context).get("journey") if conversation is not None else None)
    found = next((state for state in journeys if state.journey == meant), None) if meant else None
    return found or max(journeys, key=lambda state: state.since)


def channel_of(run: Run) -> str | None:
    """Return the channel the customer is on: where they last wrote, else the first known."""
    address = run.customer.last_address
    if address is None and run.customer.addresses:
        address = run.customer.addresses[0].address
    return address.channel if address else None


_CUSTOMER: Final[dict[str, Callable[[Run], object]]] = {
    "id": lambda run: run.customer.id,
    "language": lambda run: run.language,
    "channel": channel_of,
    "timezone": lambda run: run.customer.timezone or run.shelf.current.store.timezone,
    "country": lambda run: run.country,
    "region": lambda run: run.customer.region or "",
    "minor": lambda run: run.customer.minor_until is not None and run.at < run.customer.minor_until,
    "opted_out": lambda run: run.customer.opted_out_at is not None,
    "orders_count": lambda run: run.customer.facts.get("orders_count", 0),
    "relationship": lambda run: value_at(run.customer.relationship, run.at),
    **AGAIN,
    **BOUGHT,
    **GUARANTEE,
}


#: What a segment's condition sees of the customer: no segments, so that none can ask for itself.
_IN_SEGMENTS: Final = dict(_CUSTOMER)
_CUSTOMER_ALONE: Final[Mapping[str, Callable[[_Here], object]]] = {
    **_DATA_NAMES,
    "customer": lambda here: Lazy(_IN_SEGMENTS, here[0], here[0].customer.facts),
}
_CUSTOMER["segments"] = lambda run: Segments(run.shelf.current.segments, Lazy(_CUSTOMER_ALONE, (run, None), EMPTY))


_CONVERSATION: Final[Mapping[str, Callable[[Conversation], object]]] = {
    "flow": lambda conversation: conversation.flow,
    "started_at": lambda conversation: conversation.started_at.astimezone(UTC).isoformat(),
    "asked_again": lambda conversation: conversation.waiting is not None and conversation.waiting.kind == "reply",
}


_OF_ANYBODY: Final = {name: _CUSTOMER[name] for name in ("language", "channel", "timezone", "country", "opted_out")}
#: What texts see while somebody else may have the number: nothing that is known of the one before.
_IN_DOUBT: Final[Mapping[str, Callable[[_Here], object]]] = {
    **_NAMES,
    **dict.fromkeys(
        ("journey", "cart", "order", "appointment", "offer", "proposed", "feedback", "wish"), lambda _: EMPTY
    ),
    "customer": lambda here: Lazy(_OF_ANYBODY, here[0], EMPTY),
    "event": lambda here: _event(here) if here[0].answering else EMPTY,
}
