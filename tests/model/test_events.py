"""Every event and effect is written to JSON and read back the same, byte for byte: a replay stands on it."""

from __future__ import annotations

import types
import typing
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from bot.model.address import Address
from bot.model.conversation import Answered, Conversation, Handover, Waiting
from bot.model.customer import Customer, Grant, JourneyState, KnownAddress
from bot.model.effects import Effect
from bot.model.events import Event
from bot.model.message import Choice

AT = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)


def example(kind: Any) -> Any:
    """A value of a field's type, never its default."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return inside[-1]
    if origin in {typing.Union, types.UnionType}:
        return example(next(one for one in inside if one is not type(None)))
    if origin is tuple:
        return (example(inside[0]),)
    if origin is dict and inside[1] is str:
        return {"é": "ü"}
    if origin is dict and inside[1] not in (Any, dict):
        return {example(inside[0]): example(inside[1])}
    if origin is dict:
        return {"é": [1, None, "ü", {"x": 1.5}]}
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return filled(kind)
    return {
        str: "texte é 🙂",
        int: 7,
        float: 2.5,
        bool: True,
        datetime: AT,
        Decimal: Decimal("0.10"),
        typing.Any: {"any": [1]},
    }[kind]


def filled(kind: type[msgspec.Struct]) -> Any:
    hints = typing.get_type_hints(kind)
    return kind(**{field.name: example(hints[field.name]) for field in msgspec.structs.fields(kind)})


@pytest.mark.parametrize("kind", [*typing.get_args(Event), *typing.get_args(Effect)], ids=lambda kind: kind.__name__)
def test_it_comes_back_the_same(kind: type[msgspec.Struct]) -> None:
    whole = Event if kind in typing.get_args(Event) else Effect
    there = filled(kind)
    written = msgspec.json.encode(there)
    back = msgspec.json.decode(written, type=whole)
    assert back == there
    assert msgspec.json.encode(back) == written


def test_no_two_kinds_share_a_tag() -> None:
    for union in (Event, Effect):
        tags = [kind.__struct_config__.tag for kind in typing.get_args(union)]
        assert len(tags) == len(set(tags))


def test_a_customer_comes_back_the_same() -> None:
    conversation = Conversation(
        id="c",
        flow="f",
        version="v",
        step="1",
        started_at=AT,
        purpose="service",
        saved={"deux": 2},
        waiting=Waiting(kind="reply", since=AT, set_by="e", choices=(Choice("oui", "Oui"),), timers=("t",)),
        answered=(Answered(step="0", prompt="p", choice="oui"),),
    )
    customer = Customer(
        id="x",
        created_at=AT,
        addresses=(KnownAddress(address=Address("sms", "+33600000000"), last_in=AT),),
        grants=(Grant(purpose="marketing", channel="sms", granted=True, at=AT),),
        conversations=(conversation,),
        parked=(conversation,),
        journeys=(JourneyState(journey="j", stage="s", since=AT),),
        handover=Handover(id="h", team="t", reason="r", since=AT),
        facts={"machine": "Aroma 2"},
    )
    written = msgspec.json.encode(customer)
    assert msgspec.json.encode(msgspec.json.decode(written, type=Customer)) == written
