"""What the shop's words on an order or a cart say, in our own terms (their shape: `docs/integrations.md`).

Nothing is refused here: what does not fit its field is kept as the shop said it, under its own name, and a template
sees it there. Doors that can answer their sender check before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from bot.model.message import Value
from bot.model.offer import WAYS
from bot.model.order import MILESTONES, Cart, Fulfilment, GivenBack, Milestone, OrderLine, OrderNews, Tracking

LARGEST: Final = Decimal("1e12")
MOST_LINES: Final = 100
MOST_BESIDE: Final = 12  # of the shop's own words on a line
_TEXT: Final = 300  # characters
_WHOLE: Final = ("lines", "fulfilment", "tracking")
_OF_CARTS: Final = ("name", "token", "abandoned_after", "ordered")
_KNOWN: Final = frozenset({"id", "number", "reference", "updated_at", "return", "refund", "tracking", "name"})


def order_news(
    name: str, data: Mapping[str, Value], event: str, at: datetime, happened_at: datetime | None
) -> OrderNews:
    """Return what `name` (`order.shipped`) with this data says. `event` is its id, `at` when it is met (UTC)."""
    happened = min(happened_at or at, at)
    milestone: Milestone | None = next((one for one in MILESTONES if name == f"order.{one}"), None)
    said: dict[str, Any] = {}
    for key, value in data.items():
        if key not in _KNOWN and not key.startswith("tracking_") and value is not None:
            typed = _TYPES[key](value) if key in _TYPES else None
            said[f"more.{key}" if typed is None else key] = value if typed is None else typed
    tracking = _tracking(data)
    if tracking != Tracking():
        said["tracking"] = tracking
    return OrderNews(
        milestone=milestone,
        at=happened,
        told_at=min(_instant(data.get("updated_at")) or happened, at),
        id=text(data.get("id")),
        number=text(data.get("number")),
        reference=text(data.get("reference")),
        said=said,
        given_back=_given_back(milestone, data, event, happened),
    )


def cart_said(data: Mapping[str, Value], known: Cart | None, at: datetime) -> Cart:
    """Return the cart as it is now; `known` is the one before. A cart without an id is the one in hand."""
    id_ = text(data.get("id")) or text(data.get("token"))
    key = id_ or (known.key if known else "cart")
    total, held = amount(data.get("total")), lines(data.get("lines"))
    fits = [name for name, value in (("total", total), ("lines", held)) if value is not None]
    kept = ("id", "currency", "url", *fits, *_OF_CARTS)
    return Cart(
        key=key,
        at=at,
        id=id_,
        currency=text(data.get("currency")),
        url=text(data.get("url"), 2000),
        total=total,
        lines=held or (),
        more={name: value for name, value in data.items() if name not in kept and value is not None},
    )


def whole(data: Mapping[str, Value]) -> dict[str, Value]:
    """Return what of an event's data is cut to size here, and not with the rest of it."""
    return {name: data[name] for name in _WHOLE if name in data}


def text(value: Value, longest: int = _TEXT) -> str:
    """Return a text or a whole number as a text; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).replace("\x00", "").strip()[:longest]


def amount(value: Value) -> Decimal | None:
    """Return an amount of money, exact; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < LARGEST else None


def lines(value: Value) -> tuple[OrderLine, ...] | None:
    """Return the lines of an order or a cart; None for what is no list of lines."""
    if not isinstance(value, list):
        return None
    return tuple(found for found in (_line(one) for one in value[:MOST_LINES]) if found is not None)


def _line(value: Value) -> OrderLine | None:
    if isinstance(value, str):
        return OrderLine(name=text(value))
    if not isinstance(value, dict):
        return None
    quantity = value.get("quantity", 1)
    own: dict[str, Any] = {name: text(value.get(name)) for name in ("name", "id", "offer", "sku", "variant")}
    own |= {name: text(value.get(name), 2000) for name in ("url", "picture")}
    own |= {name: amount(value.get(name)) for name in ("price", "total")}
    notes = value.get("notes")
    own["notes"] = tuple(text(one) for one in notes if isinstance(one, str)) if isinstance(notes, list) else ()
    more = _beside(value, (*own, "quantity"))
    count = quantity if isinstance(quantity, int) and not isinstance(quantity, bool) and 0 <= quantity < 10**6 else 1
    return OrderLine(quantity=count, more=more, **own)


def _beside(value: Mapping[str, Value], known: Iterable[str]) -> dict[str, Value]:
    """Return what the shop says beside what we know, as far as it is plain and short."""
    beside = {name: value[name] for name in value.keys() - frozenset(known)}
    found = [(name, one) for name, one in sorted(beside.items()) if isinstance(one, bool | int | float | str)]
    return {name: text(one) if isinstance(one, str) else one for name, one in found[:MOST_BESIDE]}


def _fulfilment(value: Value) -> Fulfilment | None:
    if not isinstance(value, dict):
        return None
    own: dict[str, Any] = {name: text(value.get(name)) for name in ("label", "slot", "address", "point_of_sale")}
    kind = value.get("kind")
    day = _day(value.get("day"))
    more = _beside(value, (*own, "kind", "cost", "day"))
    if kind is not None and kind not in WAYS:
        more["kind"] = kind
    return Fulfilment(
        kind=kind if kind in WAYS else "",
        cost=amount(value.get("cost")),
        day=day,
        more=more,
        **own,
    )


def _tracking(data: Mapping[str, Value]) -> Tracking:
    found = data.get("tracking")
    nested: Mapping[str, Value] = found if isinstance(found, dict) else {}
    own = {
        name: text(nested.get(name) or data.get(f"tracking_{name}"), 2000 if name == "url" else _TEXT)
        for name in ("carrier", "number", "url")
    }
    return Tracking(**own)


def _given_back(
    milestone: Milestone | None, data: Mapping[str, Value], event: str, at: datetime
) -> tuple[tuple[str, GivenBack], ...]:
    if milestone not in ("returned", "refunded"):
        return ()
    value = data.get("return" if milestone == "returned" else "refund")
    said: Mapping[str, Value] = value if isinstance(value, dict) else {}
    quantities = {line.id or line.sku: line.quantity for line in lines(said.get("lines")) or ()}
    paid = amount(said.get("amount"))
    if not quantities and paid is None:
        return (("whole", GivenBack(at=at, whole=True)),)
    return ((text(said.get("id")) or event, GivenBack(at=at, lines=quantities, amount=paid)),)


def _instant(value: Value) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo is not None else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # past the last of our years
        return None


def _day(value: Value) -> str:
    if not isinstance(value, str):
        return ""
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        return ""


def _text_or_none(value: Value) -> str | None:
    return text(value) or None


_TYPES: Final[Mapping[str, Any]] = {
    "currency": _text_or_none,
    "title": _text_or_none,
    "cart": _text_or_none,
    "total": amount,
    "discount": amount,
    "lines": lines,
    "fulfilment": _fulfilment,
    "placed_at": _instant,
}
