"""Conditions, and the values of `set:` and the like: neither ever raises."""

from datetime import UTC, datetime

import pytest

from bot.playbook.liquid.liquid import Compiler, LiquidFault

LEA = {"first_name": "Léa", "orders_count": 3, "tags": ["price", "noise"], "score": 4.0, "vip": True}
VALUES = {"customer": LEA, "order": {"total": 349, "lines": [{"name": "Aroma 2"}, {"name": "Yirga"}]}}
COMPILER = Compiler()


def holds(condition: str) -> bool:
    return COMPILER.condition(condition).holds(VALUES)


def worked_out(raw: object) -> object:
    return COMPILER.expression(raw).evaluate(VALUES, "fr")


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        ("customer.orders_count > 2", True),
        ("customer.orders_count > 0 and order.total >= 50", True),
        ("customer.orders_count >= 3", True),
        ("customer.orders_count <= 3", True),
        ("customer.orders_count < 3", False),
        ("customer.score == 4", True),
        ("customer.first_name == 'Léa'", True),
        ('customer.first_name == "Léa"', True),
        ("customer.first_name contains 'é'", True),
        ("customer.tags contains 'price'", True),
        ("customer.tags contains 'colour'", False),
        ("customer.vip", True),
        ("customer.vip == true", True),
        ("customer.vip == 1", False),
        ("not customer.vip", False),
        ("(customer.vip or customer.x) and order.total > 1", True),
        # What is absent is nil.
        ("customer.x", False),
        ("not customer.x", True),
        ("customer.x > 2", False),
        ("customer.x <= 2", False),
        ("customer.x <= nil", False),
        ("customer.x == nil", True),
        ("customer.x == blank", True),
        ("customer.x == empty", False),
        ("customer.x != 'a'", True),
        ("customer.x contains 'a'", False),
        ("customer.x == customer.y", True),
        ("nowhere.at.all == nil", True),
        # A number and a text are neither more nor less than one another.
        ("customer.orders_count > '2'", False),
        ("customer.orders_count >= '3'", False),
        ("customer.orders_count == '3'", False),
        ("customer.first_name > 2 or order.total == 349", True),
        ("customer.orders_count contains 3", False),
        ("customer > 2", False),
        ("customer.tags contains customer", False),
        ("customer.vip > false", False),
    ],
)
def test_a_condition_holds_or_does_not_and_never_raises(condition: str, truth: bool) -> None:
    assert holds(condition) is truth


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("dark", "dark"),
        (3, 3),
        (True, True),
        (None, None),
        ("{{ customer.orders_count }}", 3),
        (" {{ customer.tags }} ", ["price", "noise"]),
        ("{{ order.lines.first }}", {"name": "Aroma 2"}),
        ("{{ conversation.tries | plus: 1 }}", 1),
        ("{{ customer.x }}", None),
        ("{{ 'abc' | money }}", None),
        ("{{ customer.first_name }} !", "Léa !"),
        ("{{ customer.x }} !", None),
        ("{{ 'abc' | money }} !", None),
        ("{% if customer.vip %}oui{% endif %}", "oui"),
        ({"a": ["{{ order.total | times: 2 }}", 1]}, {"a": [698, 1]}),
    ],
)
def test_a_value_keeps_its_type_and_never_raises(raw: object, value: object) -> None:
    assert worked_out(raw) == value


def test_instants_become_text_as_json_carries_them() -> None:
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert COMPILER.expression("{{ now }}").evaluate({"now": now}, "fr") == "2026-03-02T09:00:00+00:00"


def test_a_fault_in_a_value_is_told() -> None:
    with pytest.raises(LiquidFault, match="no filter"):
        COMPILER.expression({"a": ["{{ x | upcas }}"]})
