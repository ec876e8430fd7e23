"""What the checker is told about a text or a condition."""

import pytest

from bot.playbook.liquid.liquid import LiquidFault
from bot.playbook.liquid.liquid_analysis import of_condition, of_text, placeholders


def uses(source: str) -> list[tuple[str, str, bool]]:
    return [(use.name, use.role, use.safe) for use in of_text(source).uses]


def test_a_text_without_values_uses_none() -> None:
    assert of_text("Bonjour !").uses == ()


def test_every_value_is_told_with_its_place_and_its_filters() -> None:
    (first, second) = of_text(
        "Bonjour {{ customer.first_name | default: 'vous' | upcase }},\n  {{ order.number }}"
    ).uses
    assert (first.name, first.line, first.column, first.filters) == (
        "customer.first_name",
        1,
        12,
        ("default", "upcase"),
    )
    assert first.safe
    assert (second.name, second.line, second.column, second.safe) == ("order.number", 2, 6, False)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{{ a.b | append: c.d }}", [("a.b", "shown", False), ("c.d", "shown", False)]),
        ("{{ a.b | default: c.d }}", [("a.b", "shown", True), ("c.d", "shown", False)]),
        ("{{ a[b.c].d }}", [("b.c", "shown", False), ("a.*.d", "shown", False)]),
        ("{{ a['x y'][0] }}", [("a.x y.0", "shown", False)]),
        ("{% assign x = a.b %}{{ x }}", [("a.b", "shown", False)]),
        ("{% capture x %}{{ a }}{% endcapture %}{{ x }}", [("a", "shown", False)]),
        ("{% for l in cart.lines %}{{ l.name }}{{ forloop.index }}{% endfor %}", [("cart.lines", "looped", True)]),
        ("{% case a.b %}{% when 'x' %}{{ c }}{% endcase %}", [("a.b", "tested", True), ("c", "shown", False)]),
        ("{% echo a.b %}", [("a.b", "shown", False)]),
        ("{% unless a %}{{ a }}{% endunless %}", [("a", "tested", True), ("a", "shown", False)]),
    ],
)
def test_values_are_told_by_what_is_done_with_them(source: str, found: list[tuple[str, str, bool]]) -> None:
    assert uses(source) == found


@pytest.mark.parametrize(
    ("test", "safe"),
    [
        ("a.b", True),
        ("a.b == 'x'", True),
        ("a.b > 3", True),
        ("a.b != nil", True),
        ("a.b != blank", True),
        ("c and a.b", True),
        ("a.b or a.b == 'x'", True),
        ("a.b == nil", False),
        ("a.b != 'x'", False),
        ("a.b or c", False),
        ("not a.b", False),
        ("c", False),
    ],
)
def test_a_value_that_an_if_around_it_proves_is_safe(test: str, safe: bool) -> None:
    shown = [use.safe for use in of_text(f"{{% if {test} %}}{{{{ a.b }}}}{{% endif %}}").uses if use.role == "shown"]
    assert shown == [safe]


def test_what_an_if_proves_holds_neither_in_its_else_nor_after_it() -> None:
    source = "{% if a %}{{ a }}{% elsif b %}{{ a }}{{ b }}{% else %}{{ a }}{% endif %}{{ a }}"
    assert [(name, safe) for name, role, safe in uses(source) if role == "shown"] == [
        ("a", True),
        ("a", False),
        ("b", True),
        ("a", False),
        ("a", False),
    ]


def test_comparisons_with_a_literal_are_told_with_the_value_on_the_left() -> None:
    found = of_condition("customer.age > '12' and 3 <= order.total and order.paid == true and a == b").comparisons
    assert [(each.path, each.sign, each.literal) for each in found] == [
        (("customer", "age"), ">", "12"),
        (("order", "total"), ">=", 3),
        (("order", "paid"), "==", True),
    ]
    assert [(each.line, each.column) for each in found] == [(1, 1), (1, 30), (1, 46)]


@pytest.mark.parametrize(
    ("condition", "place"),
    [
        ("a and b or c", (1, 9)),
        ("a or b and c", (1, 8)),
        ("a and (b or c)", None),
        ("(a or b) and (c or d)", None),
        ("a and b and c", None),
    ],
)
def test_an_and_beside_an_or_is_told(condition: str, place: tuple[int, int] | None) -> None:
    assert of_condition(condition).mixed == place


def test_an_and_beside_an_or_in_a_tag_is_told_where_it_stands() -> None:
    assert of_text("oui\n{% if a and b or c %}x{% endif %}").mixed == (2, 15)


def test_the_names_of_a_text_are_its_placeholders() -> None:
    assert placeholders("{% if a.b %}{{ c | append: d }}{% endif %}{{ c }}") == {"a.b", "c", "d"}


def test_a_text_that_can_not_be_read_is_a_fault() -> None:
    with pytest.raises(LiquidFault):
        of_text("{{ a")
