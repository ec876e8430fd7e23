"""The data of `order.…` and `cart.…` events at `/api/events`: what a door that can answer checks before it takes them.

`docs/integrations.md` shows their shape. Everything is optional, and what the shop says beside it is kept as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from bot.model.offer import Way

_Text = Annotated[str, Field(max_length=300)]
_Url = Annotated[str, Field(max_length=2000)]
_Money = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=4)]
_Count = Annotated[int, Field(ge=0, le=999_999)]
_Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class _Said(BaseModel):
    model_config = ConfigDict(extra="allow", coerce_numbers_to_str=True)


class Line(_Said):
    name: _Text | None = None
    quantity: _Count = 1
    price: _Money | None = None
    total: _Money | None = None
    id: _Text | None = None
    offer: _Text | None = None
    sku: _Text | None = None
    variant: _Text | None = None
    url: _Url | None = None
    picture: _Url | None = None


def _named(line: Any) -> Any:
    return {"name": line} if isinstance(line, str) else line


_Lines = Annotated[list[Annotated[Line, BeforeValidator(_named)]], Field(max_length=1000)]


class FulfilmentSaid(_Said):
    kind: Way | None = None
    label: _Text | None = None
    cost: _Money | None = None
    day: date | None = None
    slot: _Text | None = None
    address: _Text | None = None
    point_of_sale: _Text | None = None


class TrackingSaid(_Said):
    carrier: _Text | None = None
    number: _Text | None = None
    url: _Url | None = None


class GivenBackSaid(_Said):
    """A return or a refund; its id tells it from others of the same order."""

    id: _Text | None = None
    lines: _Lines | None = None
    amount: _Money | None = None


class OrderSaid(_Said):
    id: _Text | None = None
    number: _Text | None = None
    reference: _Text | None = None
    currency: _Currency | None = None
    total: _Money | None = None
    discount: _Money | None = None
    title: _Text | None = None
    cart: _Text | None = None
    lines: _Lines | None = None
    fulfilment: FulfilmentSaid | None = None
    tracking: TrackingSaid | None = None
    placed_at: AwareDatetime | None = None
    updated_at: AwareDatetime | None = None
    given_back: GivenBackSaid | None = Field(None, alias="return")
    refund: GivenBackSaid | None = None


class CartSaid(_Said):
    id: _Text | None = None
    currency: _Currency | None = None
    total: _Money | None = None
    lines: _Lines | None = None
    url: _Url | None = None
    abandoned_after: Annotated[int, Field(gt=0, le=7 * 24 * 60)] | None = None


_SHAPES: Final[Mapping[str, type[BaseModel]]] = {"order": OrderSaid, "cart": CartSaid}


def check_data(name: str, data: Mapping[str, JsonValue]) -> None:
    """Check what an event says of an order or a cart. Raises `ValidationError` with every fault and its place."""
    shape = _SHAPES.get(name.partition(".")[0])
    if shape is not None:
        shape.model_validate(data)
